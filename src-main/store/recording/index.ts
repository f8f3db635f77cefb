/** Recordings as the rest of the studio uses them. */
export { exportCsv } from './export-csv';
export { exportParquet } from './export-parquet';
export { importPpk2 } from './import-ppk2';
export type { RecordingMeta } from './meta';
export { Recorder } from './recorder';
export { openRecording, type Recording } from './recording';
