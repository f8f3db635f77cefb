/** Sentences about remotes: what, where, expected, how to mend. Codes are `remote.noun-or-state`. */
export const remoteErrors = {
} as const;
