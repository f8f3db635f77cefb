/** A recording played back is measured again: the same samples, the same losses, at its own pace. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openPlayback } from '../../src-main/analyzers/playback';
import { createVirtualTime } from '../../src-main/simulators/virtual-time';
import { openRecording, Recorder } from '../../src-main/store/recording';
import { pause } from '../../src-main/transport/timekeeper';
import { collector } from './collector';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** 10 000 samples at 1 kHz, of which 5000…5999 are lost. */
async function recorded(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hi-playback-'));
  folders.push(folder);
  const file = join(folder, 'a.hitrace');
  const recorder = new Recorder(file, { format: { rateHz: 1000, quantity: 'current', voltageV: 3, measuresVoltage: false, lines: ['D0'] }, startedAt: null, source: 'a test', details: {} });
  const part = (firstSample: number, count: number): void => recorder.append({ firstSample, values: Float32Array.from({ length: count }, (_, i) => (firstSample + i) / 1e6), voltage: null, digital: new Uint8Array(count).fill(firstSample === 0 ? 0 : 1), hostMs: firstSample });
  part(0, 5000);
  recorder.mark({ kind: 'loss', sample: 5000, samples: 1000, why: 'test' });
  part(6000, 4000);
  await recorder.close();
  return file;
}

function open(file: string, speed: number) {
  const recording = openRecording(file);
  const time = createVirtualTime();
  let over = 0;
  const analyzer = openPlayback({ file, source: recording.meta.source, simulated: false, trace: recording.trace, events: () => recording.events(), close: () => recording.close() }, time, { speed, onOver: () => over++ });
  return { time, analyzer, over: () => over };
}

describe('a recording as an analyzer', () => {
  it('gives what was measured, at its own pace', async () => {
    const { time, analyzer, over } = open(await recorded(), 1);
    expect(await analyzer.identify()).toMatchObject({ kind: 'recording', model: 'a test', ratesHz: [1000] });
    const trace = collector();
    expect(await analyzer.start(trace)).toMatchObject({ rateHz: 1000, voltageV: 3 });
    await pause(time, 5000);
    expect(Math.abs(trace.samples() - 5000)).toBeLessThanOrEqual(20);
    await pause(time, 6000);
    expect([over(), await analyzer.stop()]).toEqual([1, { samples: 10_000, lost: 1000 }]);
    const values = trace.blocks.flatMap((block) => [...block.values]);
    expect(values.filter(Number.isNaN).length).toBe(1000);
    expect([values[4999], values[6000]]).toEqual([Math.fround(4999 / 1e6), Math.fround(6000 / 1e6)]);
    expect(trace.edges(0)).toEqual([6000]);
    expect(trace.events).toMatchObject([{ kind: 'loss', sample: 5000, samples: 1000 }]);
    await analyzer.close();
  });

  it('or as fast as it is taken, and stops when told', async () => {
    const { time, analyzer, over } = open(await recorded(), Infinity);
    const trace = collector();
    await analyzer.start(trace);
    await pause(time, 100);
    expect([over(), trace.samples()]).toEqual([1, 10_000]);
    await analyzer.close();
    await analyzer.close();
  });

  it('cannot be set to what it was not measured with', async () => {
    const { analyzer } = open(await recorded(), 1);
    await expect(analyzer.configure({ voltageV: 5 })).rejects.toThrow('has no supply of 5 V; expected 3 V, as it was measured.');
    await expect(analyzer.configure({ rateHz: 10 })).rejects.toThrow('has no rate of 10 Hz');
    expect(await analyzer.configure({})).toMatchObject({ rateHz: 1000, voltageV: 3 });
    await analyzer.close();
  });
});
