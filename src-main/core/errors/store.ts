/** Sentences about the place where runs are kept: what, where, expected, how to mend. Codes are `store.noun-or-state`. */
export const storeErrors = {
  'store.disk-full': (f: { folder: string }) => `The disk that holds ${f.folder} is full; what was measured is kept: free some space, then resume the run, or choose another place with --home or HI_STUDIO_HOME.`,
  'store.not-writable': (f: { folder: string; reason: string }) => `${f.folder} cannot be written (${f.reason}); make it writable, or choose another place with --home or HI_STUDIO_HOME.`,
  'store.run-locked': (f: { id: string; pid: number | null }) => `The run “${f.id}” is already open in ${f.pid === null ? 'another process' : `process ${f.pid}`}; wait until that one has finished, or stop it first.`,
  'store.damaged': (f: { id: string; file: string; reason: string }) => `The run “${f.id}” cannot be read: ${f.file} is damaged (${f.reason}); restore the folder from a copy, or delete the run and measure again.`,
  'store.other-version': (f: { id: string; found: number; known: number }) => `The run “${f.id}” was written by another version of the studio (its tables have version ${f.found}, this studio knows ${f.known}); open it with that version, or update this studio.`,
  'store.failed': (f: { id: string; reason: string }) => `The database of the run “${f.id}” refused an operation (${f.reason}); what was stored before is kept: resume the run, and report this if it happens again.`,
  'store.measured-twice': (f: { id: string; table: string; key: string }) => `The run “${f.id}” already holds this result in “${f.table}” (${f.key}), so it was not stored again; ask for what is missing before measuring.`,
  'store.truth-changed': (f: { id: string; set: string; index: number; before: number; now: number }) => `Sample ${f.index} of the set “${f.set}” had the label ${f.before} when the run “${f.id}” began and has ${f.now} now; the dataset has changed, so start a new run.`,
  'store.incomplete': (f: { id: string; model: string; set: string; missing: number; wanted: number }) => `The run “${f.id}” lacks ${f.missing} of ${f.wanted} results of the model “${f.model}” on the set “${f.set}”; resume the run to measure them.`,
  'store.mismatch': (f: { what: string; expected: number; found: number }) => `${f.what} has ${f.found} values where ${f.expected} are expected, one a sample; nothing of this batch was stored.`,
  'store.export-failed': (f: { folder: string; reason: string }) => `The tables cannot be written to ${f.folder} (${f.reason}); check that the folder exists and can be written.`,
} as const;
