/** Which models belong to a dataset: the card names it, or the dataset it is a copy of with other files. */
import type { DatasetProfile, ModelCard } from '../../../src-main/contract/profiles';

/** cifar10-jpeg and cifar10-lossless hold the images of cifar10 in other files; their ids begin with its name. */
export function suits(card: Pick<ModelCard, 'dataset'>, dataset: Pick<DatasetProfile, 'id'> | null): boolean {
  return dataset !== null && (card.dataset === dataset.id || dataset.id.startsWith(`${card.dataset}-`));
}

/** Bytes in "64 MB", "520 KB", "4 GB LPDDR4"; null where the text says no size. Decimal and binary prefixes are not told apart. */
export function memoryBytes(text: string | undefined): number | null {
  const found = /([\d.]+)\s*([KMG])i?B/i.exec(text ?? '');
  return found === null ? null : Number(found[1]) * { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 }[found[2].toUpperCase() as 'K' | 'M' | 'G'];
}
