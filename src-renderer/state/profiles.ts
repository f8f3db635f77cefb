/** The profiles of the library, a kind at a time, asked once and again after changes. */
import { defineStore } from 'pinia';
import { reactive, shallowReactive } from 'vue';
import type { ProfileListing } from '../../src-main/contract/procedures';
import type { ProfileKind, ProfileOf } from '../../src-main/contract/profiles';
import { problemOf, type ShownProblem } from '../bridge/problem';
import { studio } from '../bridge/studio';

export const profileKinds: readonly ProfileKind[] = ['board', 'analyzer', 'link', 'server', 'dataset', 'model', 'experiment'];

export const useProfiles = defineStore('profiles', () => {
  const lists = shallowReactive<Partial<Record<ProfileKind, readonly ProfileListing[]>>>({});
  const problems = reactive<Partial<Record<ProfileKind, ShownProblem>>>({});

  async function ask(...kinds: ProfileKind[]): Promise<void> {
    await Promise.all(kinds.map(async (kind) => {
      try {
        lists[kind] = await studio.profile.list({ kind });
        delete problems[kind];
      } catch (error) {
        problems[kind] = problemOf(error);
      }
    }));
  }
  /** Usable ones; null until they were asked for. */
  function usable<K extends ProfileKind>(kind: K): readonly ProfileOf<K>[] | null {
    return lists[kind]?.flatMap(({ profile }) => (profile === null ? [] : [profile as unknown as ProfileOf<K>])) ?? null;
  }
  return { lists, problems, ask, usable };
});
