/** Opens every local model where it will run: once here for all boards that predict on this machine, and on boards that run models themselves. */
import type { ModelCard } from '../contract/profiles';
import type { PlacedModel } from './job';
import type { Board, ModelRuntime } from './ports';

export interface Placement { readonly placed: readonly (readonly PlacedModel[])[]; close(): Promise<void> }

export async function placeModels(boards: readonly Board[], cards: readonly ModelCard[], here: ModelRuntime): Promise<Placement> {
  const opened = new Map<string, PlacedModel>();
  const close = async (): Promise<void> => {
    for (const { model } of opened.values()) await model.close();
  };
  try {
    const placed: PlacedModel[][] = [];
    for (const board of boards) {
      const row: PlacedModel[] = [];
      for (const card of cards) {
        const key = board.runtime === undefined ? card.id : `${card.id}@${board.profile.id}`;
        let one = opened.get(key);
        if (one === undefined) opened.set(key, (one = { key, model: await (board.runtime ?? here).open(card) }));
        row.push(one);
      }
      placed.push(row);
    }
    return { placed, close };
  } catch (error) {
    await close();
    throw error;
  }
}
