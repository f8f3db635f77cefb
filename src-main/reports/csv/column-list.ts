/** columns.csv: what every column of the other CSV files means. */
import type { Column } from './csv-text';
import { decisionColumns } from './decision-columns';
import { differenceColumns } from './difference-columns';
import { energyColumns } from './energy-columns';
import { earlyOffloadColumns } from './early-offload-columns';
import { resultColumns } from './result-columns';
import { sampleColumns } from './sample-columns';

export interface ColumnNote { readonly file: string; readonly column: string; readonly unit: string; readonly about: string }

export const columnNoteColumns: readonly Column<ColumnNote>[] = [
  { name: 'file', unit: '', about: '', value: (note) => note.file }, { name: 'column', unit: '', about: '', value: (note) => note.column },
  { name: 'unit', unit: '', about: '', value: (note) => note.unit }, { name: 'meaning', unit: '', about: '', value: (note) => note.about },
];

/** `withEnergy`, `withDecisions`: whether there is an energy.csv, a decisions.csv. */
export function columnNotes(branches: number, withEnergy = false, withDecisions = false): ColumnNote[] {
  const notes = (file: string, columns: readonly Pick<Column<never>, 'name' | 'unit' | 'about'>[]): ColumnNote[] => columns.map(({ name, unit, about }) => ({ file, column: name, unit, about }));
  return [...notes('results.csv', resultColumns), ...notes('differences.csv', differenceColumns), ...notes('early-offload.csv', earlyOffloadColumns), ...notes('samples.csv', sampleColumns(branches)), ...(withDecisions ? notes('decisions.csv', decisionColumns) : []), ...(withEnergy ? notes('energy.csv', energyColumns) : [])];
}
