/** Sentences about reports: what, where, expected, how to mend. Codes are `report.noun-or-state`. */
export const reportErrors = {
  'report.not-written': (f: { file: string; cause: string }) => `The report file ${f.file} could not be written (${f.cause}); choose a folder on a disk with space that you may write to, then export the run again: nothing measured is lost.`,
  'report.font-missing': (f: { file: string }) => `The font ${f.file} is missing or damaged, and reports cannot be drawn without it; install HI Studio again.`,
} as const;
