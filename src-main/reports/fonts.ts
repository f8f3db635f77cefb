/** The one typeface of reports, Roboto (OFL 1.1, resources/fonts), for canvas figures and the PDF alike. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';
import { StudioError } from '../core/errors';
import { projectRoot } from '../paths';

export const fontFamily = 'Roboto';
const files = { normal: 'Roboto-Regular.ttf', bold: 'Roboto-Medium.ttf', italics: 'Roboto-Italic.ttf' } as const;
let registered = false;

export function fontFolder(): string {
  return join(projectRoot(), 'resources', 'fonts');
}

/** Makes the typeface known to the canvas, once a process. Errors: report.font-missing */
export function registerFonts(): void {
  if (registered) return;
  for (const file of Object.values(files)) {
    const path = join(fontFolder(), file);
    if (!existsSync(path) || GlobalFonts.registerFromPath(path, fontFamily) === null) throw new StudioError('report.font-missing', { file: path });
  }
  registered = true;
}

/** The faces as pdfmake wants them. */
export function pdfFonts(): Record<string, { normal: string; bold: string; italics: string; bolditalics: string }> {
  const path = (file: string): string => join(fontFolder(), file);
  return { [fontFamily]: { normal: path(files.normal), bold: path(files.bold), italics: path(files.italics), bolditalics: path(files.italics) } };
}
