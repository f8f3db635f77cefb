/**
 * Recordings of Nordic's Power Profiler app (.ppk2, protocols/ppk2.md 9) turned into ours.
 *
 *     session.raw, per sample    │ float32 little-endian, current in µA │ u16 big-endian, 2 bits a line: 1 low, 2 high, 3 both, 0 invalid │
 */
import { closeSync, fstatSync, openSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { StudioError } from '../../core/errors';
import { Recorder } from './recorder';
import { readZipDirectory, readZipMember, type ZipMember } from './zip-members';

export interface ImportOptions {
  /** V; the file does not say what the board was supplied with. */
  readonly voltageV: number;
  /** What a person calls the file, where it lies under another name. */
  readonly shownAs?: string;
  readonly onProgress?: (samples: number, total: number) => void;
  readonly signal?: AbortSignal;
}

const FRAME = 6;
/** What the app writes for a lost sample; a real 0.2 µA with every line low looks the same. */
const LOST_UA = Math.fround(0.2);

/**
 * Writes the recording `to`. Errors: recording.not-ppk2, recording.unreadable, recording.exists, store.*; nothing is left of a failed import.
 * A sample of exactly 0.2 µA is taken for lost where all its lines are low: the app stores losses so. The app also stored what was below
 * 0.2 µA as 0, so such samples come as 0. Lines: a sample during which a line was both counts as high.
 */
export async function importPpk2(file: string, to: string, options: ImportOptions): Promise<{ readonly samples: number; readonly lost: number }> {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch (cause) {
    throw new StudioError('recording.unreadable', { file, reason: (cause as NodeJS.ErrnoException).code ?? String(cause) }, { cause });
  }
  let recorder: Recorder | null = null;
  try {
    const members = readZipDirectory(fd, fstatSync(fd).size);
    if (members === null) throw new RangeError('it is not a ZIP archive');
    const find = (name: string): ZipMember => {
      const found = members.find((member) => member.name === name);
      if (found === undefined) throw new RangeError(`it has no member ${name}`);
      return found;
    };
    const { rateHz, startedAt } = await readMetadata(file, fd, find('metadata.json'));
    const session = find('session.raw');
    if (session.size % FRAME !== 0) throw new RangeError(`session.raw has ${session.size} bytes, not a multiple of ${FRAME}`);
    recorder = new Recorder(to, {
      format: { rateHz, quantity: 'current', voltageV: options.voltageV, measuresVoltage: false, lines: ['D0', 'D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7'] },
      startedAt, source: `imported from ${basename(options.shownAs ?? file)}`, details: { note: 'values below 0.2 µA were stored as 0 by the app; 0.2 µA with all lines low is taken for lost' },
    });
    const counts = await copySamples(readZipMember(file, fd, session), recorder, session.size / FRAME, options);
    await recorder.close();
    return counts;
  } catch (cause) {
    if (recorder !== null) {
      await recorder.close().catch(() => {});
      rmSync(to, { force: true });
    }
    if (cause instanceof StudioError || options.signal?.aborted === true) throw cause;
    throw new StudioError('recording.not-ppk2', { file, what: cause instanceof Error ? cause.message : String(cause) }, { cause });
  } finally {
    closeSync(fd);
  }
}

async function readMetadata(file: string, fd: number, member: ZipMember): Promise<{ rateHz: number; startedAt: string | null }> {
  const parts: Buffer[] = [];
  if (member.size > 1 << 20) throw new RangeError('metadata.json is too large');
  for await (const part of readZipMember(file, fd, member)) parts.push(part);
  const { metadata } = JSON.parse(Buffer.concat(parts).toString()) as { metadata?: { samplesPerSecond?: unknown; startSystemTime?: unknown } };
  const rateHz = metadata?.samplesPerSecond;
  if (typeof rateHz !== 'number' || !(rateHz > 0)) throw new RangeError('metadata.json has no samplesPerSecond above 0');
  const started = metadata?.startSystemTime;
  return { rateHz, startedAt: typeof started === 'number' && Number.isFinite(started) ? new Date(started).toISOString() : null };
}

async function copySamples(pieces: AsyncIterable<Buffer>, recorder: Recorder, total: number, { onProgress, signal }: ImportOptions): Promise<{ samples: number; lost: number }> {
  let rest: Uint8Array = new Uint8Array(0);
  let samples = 0;
  let lost = 0;
  for await (const piece of pieces) {
    signal?.throwIfAborted();
    const bytes: Uint8Array = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const n = Math.floor(bytes.length / FRAME);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const values = new Float32Array(n);
    const digital = new Uint8Array(n);
    for (let i = 0, at = 0; i < n; i++, at += FRAME) {
      const microamps = view.getFloat32(at, true);
      const levels = levelsOf[view.getUint16(at + 4)];
      const gone = microamps === LOST_UA && levels === 0;
      if (gone) lost++;
      values[i] = gone ? NaN : microamps * 1e-6;
      digital[i] = levels;
    }
    recorder.append({ firstSample: samples, values, voltage: null, digital, hostMs: 0 });
    samples += n;
    rest = bytes.subarray(n * FRAME);
    onProgress?.(samples, total);
  }
  if (samples !== total) throw new RangeError(`session.raw ends after ${samples} of ${total} samples`);
  return { samples, lost };
}

/** Levels by the 16 bits of a sample: bit n is high where the two bits 2n, 2n + 1 say high or both. */
const levelsOf = Uint8Array.from({ length: 65_536 }, (_, bits) => {
  let levels = 0;
  for (let line = 0; line < 8; line++) levels |= ((bits >>> (2 * line + 1)) & 1) << line;
  return levels;
});
