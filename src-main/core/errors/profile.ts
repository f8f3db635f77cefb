/** Sentences about profiles: what, where, expected, how to mend. Codes are `profile.noun-or-state`. */
export const profileErrors = {
} as const;
