/** The server time that belongs to a link's published measurement. */
import type { LinkProfile } from '../contract/profiles';
import type { Estimate } from '../core/measurements';
import { modelled, published } from '../core/stats';

/** Re-encodings of one dataset (`cifar10`, `cifar10-jpeg`) send the same bytes and cost the same. */
export function costsLike(dataset: string, reference: string): boolean {
  return dataset === reference || dataset.startsWith(`${reference}-`);
}

/** Null where the link knows none for this dataset. */
export function serverTime(link: LinkProfile, dataset: string): Estimate | null {
  const known = link.server_ms?.find((entry) => costsLike(dataset, entry.dataset));
  if (known === undefined) return null;
  const { value, provenance, source } = known.time;
  return provenance === 'published' ? published(value, source) : modelled(value, source);
}
