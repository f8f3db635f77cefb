/** Sentences about windows and their hosts: what, where, expected, how to mend. */
export const windowErrors = {
  'run.not-active': (f: { id: string }) => `Run ${f.id} does not go on in this studio, so it cannot be paused, resumed or cancelled; continue it first if it is unfinished.`,
  'run.already-active': (f: { id: string }) => `Run ${f.id} goes on already; open its live view.`,
  'run.sample-unknown': (f: { id: string; field: string; value: string }) => `Run ${f.id} has no ${f.field} “${f.value}”; choose one of those in its results.`,
  'run.trace-missing': (f: { id: string; trace: string }) => `Run ${f.id} has no recording ${f.trace}; it was moved or deleted, and the energies of its windows are in the results all the same.`,
  'explore.too-many-exits': (f: { model: string; branches: number }) => `The threshold explorer shows models with one or two early exits and “${f.model}” has ${f.branches}; its curves are in the results.`,
  'profile.built-in': (f: { kind: string; id: string }) => `The ${f.kind} “${f.id}” belongs to the studio and cannot be removed; duplicate it and change the copy.`,
  'profile.model-without-file': (f: { id: string }) => `There is no model “${f.id}” of your own to save a card for; import its ONNX file first.`,
  'window.nothing-to-restore': (f: { undo: string }) => `There is nothing to restore under “${f.undo}”; it was restored before, or the bin was emptied.`,
  'window.place-taken': (f: { name: string }) => `“${f.name}” exists again, so the removed one cannot come back in its place; rename or remove the new one first.`,
  'window.upload-unknown': (f: { upload: string }) => `The upload “${f.upload}” is not known any more; choose the file again.`,
  'window.upload-too-large': (f: { limitMb: number }) => `The file is larger than ${f.limitMb} MB, the most that can be uploaded; put it into the studio's profile folder with its card instead.`,
  'web.not-built': (f: { folder: string }) => `The window's files are not in ${f.folder}; run “npm run build” first.`,
  'web.port-taken': (f: { host: string; port: number }) => `Port ${f.port} on ${f.host} is taken by another program; choose another with --port, or --port 0 for a free one.`,
  'web.cannot-listen': (f: { host: string; port: number; reason: string }) => `Cannot listen on ${f.host}:${f.port} (${f.reason}); choose an address of this computer with --host.`,
} as const;
