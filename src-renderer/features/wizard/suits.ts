/** Which models belong to a dataset: those made for it, or for the same pictures in other files. */
import type { DatasetProfile, ModelCard } from '../../../src-main/contract/profiles';
import { datasetFamily } from '../../../src-main/core/dataset-family';

/** Null: no dataset is chosen. Classes that differ nevertheless are found by the plan. */
export function suits(card: Pick<ModelCard, 'dataset'>, dataset: Pick<DatasetProfile, 'id'> | null): boolean {
  return dataset !== null && datasetFamily(card.dataset) === datasetFamily(dataset.id);
}
