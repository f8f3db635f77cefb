/** Sentences about recordings of an instrument: what, where, expected, how to mend. Codes are `recording.noun-or-state`. */
export const recordingErrors = {
  'recording.jump': (f: { from: number; to: number; days: number }) =>
    `The instrument's sample counter went from ${f.from} to ${f.to}; a gap may have at most ${f.days} days, so the counter is broken: stop the capture and start it again.`,
  'recording.block-shape': (f: { sample: number; values: number; voltage: number | null; digital: number | null }) =>
    `The block at sample ${f.sample} has ${f.values} values, ${f.voltage ?? 'no'} voltages and ${f.digital ?? 'no'} digital levels; each must have one a sample where the capture said it has them. The driver of the instrument is at fault: please report this.`,
  'recording.not-one': (f: { file: string; found: string }) =>
    `${f.file} is not a recording of HI Studio (${f.found}); expected a file that begins with “hi-trace”. Choose a .hitrace file, or import a .ppk2 file.`,
  'recording.other-version': (f: { file: string; found: number; known: number }) =>
    `${f.file} was written by another version of the studio (its format is ${f.found}, this studio knows ${f.known}); open it with that version, or update this studio.`,
  'recording.damaged': (f: { file: string; what: string }) =>
    `${f.file} is damaged (${f.what}); what could be read is kept. Restore the file from a copy, or measure again.`,
  'recording.unreadable': (f: { file: string; reason: string }) =>
    `${f.file} cannot be read (${f.reason}); check that it exists and that you may read it.`,
  'recording.exists': (f: { file: string }) =>
    `${f.file} exists already; a recording never overwrites another: choose another name.`,
  'recording.closed': (f: { file: string }) =>
    `The recording ${f.file} is closed and takes no more samples; start a new one.`,
  'recording.unknown': (f: { id: string }) => `There is no recording “${f.id}”; choose one of the list of recordings.`,
  'recording.running': (f: { name: string }) => `“${f.name}” is still being recorded; stop the capture first.`,
  'recording.worker-gone': (f: { file: string; reason: string }) => `What writes and reads ${f.file} has ended unexpectedly (${f.reason}); open the recording again: it holds everything up to its last block.`,
  'recording.not-ppk2': (f: { file: string; what: string }) =>
    `${f.file} is not a recording of the Power Profiler app (${f.what}); expected a ZIP archive with metadata.json and session.raw. Save it again from the app as .ppk2.`,
} as const;
