/**
 * Inputs as the benchmark keeps them: a folder with y_labels.csv and the raw bytes that a board takes, one file an input.
 *
 * | column        | meaning                                              |
 * |---------------|------------------------------------------------------|
 * | file          | name relative to the folder                          |
 * | classes       | how many there are                                   |
 * | class         | the true one, from 0                                 |
 * | bytes_to_send | anomaly detection only: bytes of one window          |
 * | stride        | anomaly detection only: bytes from window to window  |
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StudioError } from '../../core/errors';

/** `windows`: the inputs of one file; more than one only for anomaly detection. */
export interface BenchmarkInput { readonly file: string; readonly classes: number; readonly label: number; windows(): Uint8Array[] }

const columns = 'file, classes, class and, for anomaly detection, bytes_to_send and stride';

/** `folder` has y_labels.csv, or a folder named as the benchmark that has it. Errors: mlperf.dataset */
export function readInputFolder(folder: string, benchmark: string): BenchmarkInput[] {
  const home = [folder, join(folder, benchmark)].find((one) => existsSync(join(one, 'y_labels.csv')));
  if (home === undefined) throw new StudioError('mlperf.dataset', { file: join(folder, 'y_labels.csv'), problem: 'there is no such file', expected: `the benchmark's folder of inputs for ${benchmark}` });
  const table = join(home, 'y_labels.csv');
  const rows = readFileSync(table, 'utf8').split('\n').map((text, i) => ({ fields: text.split(',').map((field) => field.trim()), line: i + 1 })).filter(({ fields }) => fields.join('') !== '');
  if (rows.length === 0) throw new StudioError('mlperf.dataset', { file: table, problem: 'it is empty', expected: `a line for each input with ${columns}` });
  return rows.map(({ fields, line }) => {
    const [file, ...numbers] = fields;
    const [classes, label, bytes = null, stride = null] = numbers.map(Number);
    const whole = numbers.every((text) => /^\d+$/.test(text)) && (numbers.length === 2 || numbers.length === 4);
    if (!whole || file === '' || classes < 1 || (classes > 1 && label >= classes)) throw new StudioError('mlperf.dataset', { file: `${table}, line ${line}`, problem: `“${fields.join(',').slice(0, 60)}” is no row of it`, expected: columns });
    const path = join(home, file);
    if (!existsSync(path)) throw new StudioError('mlperf.dataset', { file: path, problem: `y_labels.csv names it in line ${line} and it is not there`, expected: 'every input beside the table' });
    return { file, classes, label, windows: () => cut(readFileSync(path), bytes, stride, path) };
  });
}

function cut(all: Uint8Array, bytes: number | null, stride: number | null, path: string): Uint8Array[] {
  if (bytes === null || stride === null || bytes === 0) return [all];
  if (all.length < bytes) throw new StudioError('mlperf.dataset', { file: path, problem: `it has ${all.length} bytes`, expected: `at least the ${bytes} of one window` });
  const windows: Uint8Array[] = [];
  for (let at = 0; at + bytes <= all.length; at += Math.max(1, stride)) windows.push(all.subarray(at, at + bytes));
  return windows;
}
