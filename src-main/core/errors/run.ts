/** Sentences about runs, the store and the terminal: what, where, expected, how to mend. */
export const runErrors = {
  'run.unknown': (f: { id: string }) => `There is no run “${f.id}”; "hi-studio list runs" shows the ones that exist.`,
  'run.cancelled': (f: { id: string }) => `The run was stopped; what was measured is kept, and "hi-studio run --resume ${f.id}" goes on from there.`,
} as const;
