/** The formats a run can be written in. */
import { StudioError } from '../../core/errors';

export const formats = ['pdf', 'csv', 'json', 'figures', 'samples', 'parquet'] as const;
export type Format = (typeof formats)[number];
export const defaultFormats: readonly Format[] = ['pdf', 'csv', 'json', 'figures', 'samples'];

export function parseFormats(list: string | undefined): readonly Format[] {
  if (list === undefined) return defaultFormats;
  return list.split(',').map((name) => {
    const format = formats.find((one) => one === name.trim());
    if (format === undefined) throw new StudioError('terminal.usage', { problem: `--formats “${name}” is not known; choose of ${formats.join(', ')}, separated by commas.` });
    return format;
  });
}
