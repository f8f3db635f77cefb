/** Profiles as the library and the wizard see them: list, read, check, save, and take back. */
import { z } from 'zod';
import { problem, procedure, profileId } from './base';

export const profileKind = z.enum(['board', 'analyzer', 'link', 'server', 'dataset', 'model', 'experiment']);
const anyProfile = z.record(z.string(), z.unknown());

/** `profile` is the file's content with defaults filled in; null where `problem` says why it cannot be used. */
export const profileEntry = z.object({
  kind: profileKind, id: z.string(), name: z.string(), summary: z.string(), builtIn: z.boolean(), file: z.string(), problem: problem.nullable(), profile: anyProfile.nullable(),
});
export type ProfileListing = z.infer<typeof profileEntry>;

export const profileProcedures = {
  list: procedure.input(z.object({ kind: profileKind })).output(z.array(profileEntry)),
  /** `yaml` is the text of the file, for sharing. */
  get: procedure.input(z.object({ kind: profileKind, id: profileId })).output(profileEntry.extend({ yaml: z.string() })),
  /** Everything that is wrong with a profile that is not saved yet, references to other profiles included. */
  check: procedure.input(z.object({ kind: profileKind, profile: anyProfile })).output(z.object({ problems: z.array(problem) })),
  /** Reads a profile out of YAML or JSON text; nothing is saved. */
  parse: procedure.input(z.object({ kind: profileKind, text: z.string().max(1_000_000) })).output(z.object({ profile: anyProfile.nullable(), problems: z.array(problem) })),
  /** Into the person's own folder; a profile of theirs with the same id is replaced, a built-in one is overlaid. Models are saved by `model.import`. */
  save: procedure.input(z.object({ kind: profileKind, profile: anyProfile })).output(profileEntry),
  duplicate: procedure.input(z.object({ kind: profileKind, id: profileId, newId: profileId.optional() })).output(profileEntry),
  /** Only a person's own; it goes into the studio's bin, `undo` brings it back with `restore`. */
  remove: procedure.input(z.object({ kind: profileKind, id: profileId })).output(z.object({ undo: z.string() })),
  restore: procedure.input(z.object({ undo: z.string().max(200) })).output(profileEntry),
  /** JSON Schema (2020-12) with descriptions: the help texts of forms. */
  schema: procedure.input(z.object({ kind: profileKind })).output(anyProfile),
};
