/** Sentences about datasets: what, where, expected, how to mend. Codes are `dataset.noun-or-state`. */
export const datasetErrors = {
} as const;
