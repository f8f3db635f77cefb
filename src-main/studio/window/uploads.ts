/** Files that a window sends in parts: kept in a temporary folder until they are used or the studio ends. */
import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StudioError } from '../../core/errors';

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_UPLOADS = 4;

export interface Uploads {
  /** `upload` null begins a new one; older ones than the last four are dropped. Errors: window.upload-* */
  append(upload: string | null, base64: string): { upload: string; received: number };
  /** Errors: window.upload-unknown */
  file(upload: string): string;
  close(): void;
}

export function createUploads(): Uploads {
  let folder: string | null = null;
  let count = 0;
  const known: string[] = [];
  const pathOf = (upload: string): string => {
    if (folder === null || !known.includes(upload)) throw new StudioError('window.upload-unknown', { upload });
    return join(folder, `${upload}.onnx`);
  };
  const drop = (upload: string): void => {
    rmSync(pathOf(upload), { force: true });
    known.splice(known.indexOf(upload), 1);
  };
  return {
    append(begun, base64) {
      folder ??= mkdtempSync(join(tmpdir(), 'hi-studio-uploads-'));
      const upload = begun ?? `upload-${++count}`;
      if (begun === null) {
        known.push(upload);
        writeFileSync(pathOf(upload), '');
        while (known.length > MOST_UPLOADS) drop(known[0]);
      }
      const file = pathOf(upload);
      const part = Buffer.from(base64, 'base64');
      const received = statSync(file).size + part.length;
      if (received > MOST_BYTES) {
        drop(upload);
        throw new StudioError('window.upload-too-large', { limitMb: MOST_BYTES / 1024 / 1024 });
      }
      appendFileSync(file, part);
      return { upload, received };
    },
    file: pathOf,
    close() {
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
      folder = null;
      known.length = 0;
    },
  };
}
