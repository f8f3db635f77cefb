/** Which models belong to a dataset: the card names it, or the dataset it is a copy of with other files. */
import type { DatasetProfile, ModelCard } from '../../../src-main/contract/profiles';

/** cifar10-jpeg and cifar10-lossless hold the images of cifar10 in other files; their ids begin with its name. */
export function suits(card: Pick<ModelCard, 'dataset'>, dataset: Pick<DatasetProfile, 'id'> | null): boolean {
  return dataset !== null && (card.dataset === dataset.id || dataset.id.startsWith(`${card.dataset}-`));
}
