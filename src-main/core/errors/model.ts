/** Sentences about models: what, where, expected, how to mend. Codes are `model.noun-or-state`. */
export const modelErrors = {
} as const;
