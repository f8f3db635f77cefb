/** What the rest of the studio uses of reports. */
export type { SampleExit, SamplePath, SampleRow } from './csv/sample-columns';
export { resultsSchema } from './json-schema';
export { cDouble, devicePolicy, policyFormats, policyHeader, writePolicies, type DevicePolicy, type PolicyFormat } from './policy';
export { reportFormats, writeReport, type ReportFormat, type ReportOptions } from './write-report';
export { writeSheet } from './write-sheet';
