/** Sentences about boards: what, where, expected, how to mend. Codes are `board.noun-or-state`. */
export const boardErrors = {
} as const;
