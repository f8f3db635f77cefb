/** What the rest of the studio uses of reports. */
export type { SampleExit, SamplePath, SampleRow } from './csv/sample-columns';
export { resultsSchema } from './json-schema';
export { reportFormats, writeReport, type ReportFormat, type ReportOptions } from './write-report';
export { writeSheet } from './write-sheet';
