/** What a profile is, in a line: its own summary, or for a model what its card says. */
import type { ProfileListing } from '../../../src-main/contract/procedures';
import type { ModelCard } from '../../../src-main/contract/profiles';
import { formatQuantity } from '../../../src-main/core/figures/number-text';
import { studioText } from '../../locale/studio-words';

/** The window's words for a model. `exits`: early ones. */
export interface ModelWords { readonly role: (role: ModelCard['role']) => string; readonly exits: (n: number) => string; readonly accuracy: (percents: string) => string }

export function listingSummary({ kind, summary, profile }: ProfileListing, words: ModelWords): string {
  if (kind !== 'model' || profile === null) return studioText(summary);
  const { role, dataset, exits, accuracy } = profile as unknown as ModelCard;
  return [words.role(role), dataset, words.exits(exits.length - 1), ...(accuracy === undefined ? [] : [words.accuracy(accuracy.exits.map((one) => formatQuantity(one, 'percent')).join(', '))])].join(' · ');
}
