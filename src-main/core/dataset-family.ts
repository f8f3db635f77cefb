/** Which datasets hold the same pictures in other files. */

/** “cifar10” of “cifar10”, “cifar10-jpeg” and “cifar10-lossless”: a model made for one of them can answer all of them. */
export const datasetFamily = (dataset: string): string => dataset.split('-')[0];
