/** Which cuts get an exit: those a person names, or as many suggested ones as wanted. */
import type { ModelCut, ModelDrawing } from '../../contract/procedures';
import { suggestPlaces } from '../../core/exits';
import { StudioError } from '../../core/errors';

/** Tensor names or layer numbers ("5": behind the fifth operator with weights), or how many of the suggested places. */
export type Places = { readonly at: readonly string[] } | { readonly suggest: number };

/** In the order of the model, each once. Errors: model.no-cut, .not-a-cut */
export function choosePlaces({ cuts }: ModelDrawing, places: Places, file: string): ModelCut[] {
  const free = cuts.filter(({ place }) => place);
  if (free.length === 0) throw new StudioError('model.no-cut', { file, tensors: cuts.length });
  if ('suggest' in places) {
    const suggested = cuts.filter(({ suggested: one }) => one);
    // Where every good place has an exit already, those are taken after all.
    return suggested.length > 0 ? suggested.slice(0, places.suggest) : suggestPlaces(free.map(({ share }) => share), places.suggest).map((i) => free[i]);
  }
  const found = places.at.map((wanted) => {
    const cut = cuts.find(({ tensor, unfit }) => unfit === null && tensor === wanted) ?? free.find(({ layer }) => String(layer) === wanted);
    if (cut === undefined) throw new StudioError('model.not-a-cut', { file, tensor: wanted, places: free.map(({ layer, tensor }) => `${layer}: ${tensor}`) });
    return cut;
  });
  return cuts.filter((cut) => found.includes(cut));
}
