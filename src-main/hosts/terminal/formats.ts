/** The formats a run can be written in. */
import { StudioError } from '../../core/errors';
import { exportFormats, type ExportFormat } from '../../studio';

export { exportFormats };

export const defaultFormats = exportFormats.filter((format) => format !== 'parquet' && !format.startsWith('policy-'));

export function parseFormats(list: string | undefined): readonly ExportFormat[] {
  if (list === undefined) return defaultFormats;
  return list.split(',').map((name) => {
    const format = exportFormats.find((one) => one === name.trim());
    if (format === undefined) throw new StudioError('terminal.usage', { problem: `--formats “${name}” is not known; choose of ${exportFormats.join(', ')}, separated by commas.` });
    return format;
  });
}
