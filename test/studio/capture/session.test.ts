/** A capture over everything that can happen to its instrument, in virtual time: cables, swapped devices, silence, overload, losses, drift, a whole day. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openAnalyzer } from '../../../src-main/analyzers/registry';
import { analyzerProfile } from '../../../src-main/contract/profiles';
import { StudioError } from '../../../src-main/core/errors';
import { gapsIn, MemoryTrace, selectionStatistics, type TraceEvent } from '../../../src-main/core/trace';
import type { AnalyzerSettings } from '../../../src-main/engine/analyzer-ports';
import { findSimulator } from '../../../src-main/simulators/registry';
import { createVirtualTime } from '../../../src-main/simulators/virtual-time';
import { demoWaveform } from '../../../src-main/simulators/waveform';
import { createWire, type SimulatedWire, type WireFaults } from '../../../src-main/simulators/wire';
import { openRecording, Recorder } from '../../../src-main/store/recording';
import { startSession, type CaptureSession, type CaptureSink } from '../../../src-main/studio/capture/session';
import type { ByteStream } from '../../../src-main/transport/byte-stream';
import { pause, type Timekeeper } from '../../../src-main/transport/timekeeper';

const folder = mkdtempSync(join(tmpdir(), 'hi-session-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const wires: SimulatedWire[] = [];
afterEach(() => wires.splice(0).forEach((wire) => wire.stop()));

type Kind = 'ppk2' | 'lpm01a' | 'pm1000' | 'scpi';
const profileOf = (kind: Kind) => analyzerProfile.parse({
  kind: 'analyzer', id: kind, name: `The ${kind}`, driver: kind, rates_hz: [kind === 'scpi' ? 10 : 1000],
  ...(kind === 'scpi' ? { supplies: true, scpi: { identify: 'SIM', init: ['*CLS', 'VOLT {volts}'], on: ['OUTP ON'], shutdown: ['OUTP OFF'], measure: [{ query: 'MEAS:CURR?', field: 'current' }, { query: 'MEAS:VOLT?', field: 'voltage' }] } } : {}),
});

function instrument(kind: Kind, time: Timekeeper, faults: WireFaults = {}, seed = 7): SimulatedWire {
  const wire = createWire(`port of ${kind} ${seed}`, (send) => findSimulator(kind).make(seed, send), time, faults);
  wires.push(wire);
  return wire;
}

/** Keeps everything in memory. */
function memory(): CaptureSink & { trace: () => MemoryTrace['trace']; readonly events: TraceEvent[] } {
  let kept: MemoryTrace | null = null;
  const events: TraceEvent[] = [];
  return {
    events, trace: () => (kept as MemoryTrace).trace,
    begin: ({ format }) => void (kept = new MemoryTrace(format)), block: (block) => kept?.append(block), event: (event) => void events.push(event),
  };
}

const settings: AnalyzerSettings = { voltageV: 3.3 };
interface Bench { readonly time: Timekeeper; readonly wire: SimulatedWire; readonly sink: ReturnType<typeof memory>; readonly session: CaptureSession }
async function measuring(kind: Kind, faults: WireFaults = {}, more: AnalyzerSettings = {}): Promise<Bench> {
  const time = createVirtualTime();
  const wire = instrument(kind, time, faults);
  const sink = memory();
  const session = await startSession({ time, open: async () => openAnalyzer(profileOf(kind), wire.open(), time), settings: kind === 'pm1000' ? {} : { ...settings, ...more }, sink });
  return { time, wire, sink, session };
}

const powered = ({ instrument: one }: SimulatedWire): boolean => (one as unknown as { powered(): boolean }).powered();

describe('a cable that is pulled', () => {
  it.each(['ppk2', 'lpm01a', 'pm1000', 'scpi'] as const)('and put back: the recording of a %s goes on, and the time between is a gap', async (kind) => {
    const { time, wire, sink, session } = await measuring(kind);
    await pause(time, 10_000);
    wire.unplug();
    await pause(time, 6000);
    expect(session.state()).toMatchObject({ phase: 'waiting', problem: { code: expect.stringMatching(/^port\./) as string } });
    const before = session.state().end;
    wire.plug();
    await pause(time, 10_000);
    expect(session.state()).toMatchObject({ phase: 'measuring', problem: null });
    await session.stop();
    const { segments, format, end, measured } = session.state();
    expect(segments).toHaveLength(2);
    expect(segments[0]).toEqual({ from: 0, to: before });
    // 26 s by the host's clock, whatever was lost; identifying and setting take their time, and so does stopping.
    expect(end / format.rateHz).toBeGreaterThan(24.5);
    expect(end / format.rateHz).toBeLessThan(28);
    const missing = segments[1].from - before;
    expect(missing / format.rateHz).toBeGreaterThan(5.4);
    expect(end - measured).toBeGreaterThanOrEqual(missing);
    expect(gapsIn(sink.trace(), 0, end)).toContainEqual({ from: before, to: segments[1].from });
    expect(sink.events.filter((event) => event.kind === 'segment').map(({ sample }) => sample)).toEqual([segments[1].from]);
    expect(sink.events).toContainEqual({ kind: 'loss', sample: before, samples: missing, why: expect.stringContaining('by this machine\'s clock') as string });
    // Energy and charge are of what was measured; the coverage says so.
    expect(selectionStatistics(sink.trace(), 0, end).coverage).toBeCloseTo(measured / end, 12);
    if (kind !== 'pm1000') expect(powered(wire)).toBe(false);
  });

  it.each([0, 3, 10, 40, 120, 200, 300, 600])('%i ms after the capture was asked for: it fails in a sentence or begins, and nothing stays switched on', async (ms) => {
    const time = createVirtualTime();
    const wire = instrument('lpm01a', time);
    time.after(ms, () => wire.unplug());
    const outcome = await startSession({ time, open: async () => openAnalyzer(profileOf('lpm01a'), wire.open(), time), settings, sink: memory() }).catch((error: unknown) => error);
    if (outcome instanceof StudioError) expect(outcome.code).toMatch(/^port\.(gone|missing)$/);
    else await (outcome as CaptureSession).stop();
    wire.plug();
    // The port is free again.
    await wire.open().close();
  });

  it('again and again while the studio looks for the instrument: it waits, and goes on in the end', async () => {
    const { time, wire, session } = await measuring('lpm01a');
    await pause(time, 2000);
    // Times from the first moment of the new connection into the streaming.
    for (const ms of [300, 5, 40, 120, 260, 500, 900]) {
      wire.unplug();
      await pause(time, 1700);
      wire.plug();
      await pause(time, 1500 + ms);
    }
    await pause(time, 3000);
    const { phase, segments, measured } = session.state();
    expect(phase).toBe('measuring');
    expect(segments.length).toBeGreaterThan(1);
    segments.slice(1).forEach(({ from }, i) => expect(from).toBeGreaterThanOrEqual(segments[i].to as number));
    expect(measured).toBeGreaterThan(5000);
    await session.stop();
    expect(powered(wire)).toBe(false);
  });

  it('while the capture is being stopped: it stops all the same, and what came is kept', async () => {
    const { time, wire, session } = await measuring('ppk2');
    await pause(time, 500);
    const stopped = session.stop();
    wire.unplug();
    await stopped;
    expect(session.state()).toMatchObject({ phase: 'stopped' });
    expect(session.state().measured).toBeGreaterThan(40_000);
  });

  it('and a person who stops while it is out: nothing is switched on when the cable is back', async () => {
    const { time, wire, session } = await measuring('lpm01a');
    await pause(time, 500);
    wire.unplug();
    await pause(time, 700);
    const stopped = session.stop();
    wire.plug();
    await stopped;
    await pause(time, 5000);
    expect(session.state().phase).toBe('stopped');
    await wire.open().close();
  });

  it('for longer than somebody wants to wait: the capture fails with the reason and keeps what came', async () => {
    const time = createVirtualTime();
    const wire = instrument('ppk2', time);
    const session = await startSession({ time, open: async () => openAnalyzer(profileOf('ppk2'), wire.open(), time), settings, sink: memory(), patienceMs: 5000 });
    await pause(time, 300);
    wire.unplug();
    await session.done;
    expect(session.state()).toMatchObject({ phase: 'failed', problem: { code: 'port.missing' } });
    expect(session.state().measured).toBeGreaterThan(20_000);
  });
});

describe('ports and devices', () => {
  it('that swapped their names are told apart: the capture waits for its own instrument', async () => {
    const time = createVirtualTime();
    const [mine, other] = [instrument('lpm01a', time, {}, 1), instrument('lpm01a', time, {}, 2)];
    let behind = mine;
    const session = await startSession({ time, open: async () => openAnalyzer(profileOf('lpm01a'), behind.open(), time), settings, sink: memory() });
    await pause(time, 1000);
    behind = other;
    mine.unplug();
    await pause(time, 4000);
    expect(session.state().problem?.message).toBe('port of lpm01a 2 now has ST X-NUCLEO-LPM01A (540619864-1110659081-2), not ST X-NUCLEO-LPM01A (540619864-1110659081-1) that was measuring; plug the right one in again, or stop the capture. What was recorded is kept.');
    expect(powered(other)).toBe(false);
    behind = mine;
    mine.plug();
    await pause(time, 4000);
    expect(session.state()).toMatchObject({ phase: 'measuring', segments: [{ from: 0 }, { to: null }] });
    await session.stop();
  });

  it('that another program took meanwhile are waited for, and the sentence says who has them', async () => {
    const { time, wire, session } = await measuring('ppk2');
    await pause(time, 500);
    wire.unplug();
    wire.plug();
    const thief: ByteStream = wire.open();
    await pause(time, 3000);
    expect(session.state()).toMatchObject({ phase: 'waiting', problem: { code: 'port.held' } });
    expect(session.state().problem?.message).toBe('The port port of ppk2 7 is held by another program; close it there and try again.');
    await thief.close();
    await pause(time, 4000);
    expect(session.state()).toMatchObject({ phase: 'measuring', problem: null });
    await session.stop();
  });

  it('that come back with another voltage do not go on in the same recording', async () => {
    const time = createVirtualTime();
    const wire = instrument('lpm01a', time);
    let volts = 3.3;
    const session = await startSession({
      time, settings: {}, sink: memory(),
      open: async () => {
        const analyzer = openAnalyzer(profileOf('lpm01a'), wire.open(), time);
        return { ...analyzer, configure: () => analyzer.configure({ voltageV: volts }) };
      },
    });
    await pause(time, 500);
    volts = 1.8;
    wire.unplug();
    wire.plug();
    await pause(time, 4000);
    expect(session.state()).toMatchObject({ phase: 'failed', problem: { code: 'analyzer.changed', message: expect.stringContaining('came back with another supply (1.8 V, before 3.3 V)') as string } });
    expect(powered(wire)).toBe(false);
  });
});

describe('an instrument in trouble', () => {
  it('that stops streaming without a word is started again, with a gap', async () => {
    const { time, wire, session } = await measuring('ppk2');
    await pause(time, 1000);
    wire.instrument.trouble.stall(true);
    await pause(time, 4500);
    expect(session.state()).toMatchObject({ phase: 'measuring', segments: [{ from: 0 }, { to: null }] });
    expect(session.state().notices.map(({ text }) => text)).toContain('The PPK2 has sent no sample for 1 s; check its cable and power, then capture again. What was recorded is kept.');
    await session.stop();
  });

  it('that was overloaded is not switched on again by itself', async () => {
    const { time, wire, session } = await measuring('lpm01a');
    await pause(time, 1000);
    wire.instrument.trouble.overload();
    await session.done;
    await pause(time, 10_000);
    expect(session.state()).toMatchObject({ phase: 'failed', problem: { code: 'analyzer.overload' } });
    expect(session.state().notices.at(-1)?.text).toMatch(/^The LPM01A stopped because of an overload/);
    expect(powered(wire)).toBe(false);
  });

  it('that goes on through an overload (PPK2) tells where it was', async () => {
    const { time, wire, session, sink } = await measuring('ppk2');
    await pause(time, 1000);
    wire.instrument.trouble.overload();
    await pause(time, 1000);
    await session.stop();
    const found = sink.events.filter(({ kind }) => kind === 'overload');
    expect(found).toHaveLength(1);
    expect(Math.abs(found[0].sample - 100_000)).toBeLessThan(2000);
    expect(session.state().notices.map(({ text }) => text)).toContain('Overload: more than 1 A, which it is not made for.');
  });

  it.each([1, 64, 1000, 10_000])('that loses %i samples: the gap has that many, and what follows stays in its place', async (lost) => {
    const { time, wire, session, sink } = await measuring('ppk2');
    await pause(time, 3000);
    wire.instrument.trouble.loseSamples(lost);
    await pause(time, 3000);
    await session.stop();
    const { end, measured } = session.state();
    expect(end - measured).toBe(lost);
    expect(gapsIn(sink.trace(), 0, end).reduce((sum, { from, to }) => sum + to - from, 0)).toBe(lost);
    expect(session.state().notices.map(({ text }) => text).join()).toContain(`${lost} samples lost in `);
  });

  it('that repeats a counter or jumps in time keeps its time axis', async () => {
    const { time, wire, session } = await measuring('ppk2');
    await pause(time, 2000);
    wire.instrument.trouble.repeatCounter();
    await pause(time, 1000);
    wire.instrument.trouble.jump(700);
    await pause(time, 3000);
    await session.stop();
    const { end, measured } = session.state();
    expect(end / 100_000).toBeGreaterThan(5.99);
    expect(end / 100_000).toBeLessThan(6.1);
    // 700 ms of samples were never sent; of the repeated counter at most one counter's round is in doubt.
    expect(Math.abs(end - measured - 70_000)).toBeLessThanOrEqual(64);
  });

  it('whose clock runs 200 ppm fast loses nothing: its samples are counted by its own clock', async () => {
    const { time, session } = await measuring('lpm01a', { driftPpm: 200, tickMs: 20 }, { rateHz: 1000 });
    await pause(time, 100_000);
    await session.stop();
    const { end, measured } = session.state();
    expect(measured).toBe(end);
    // 100 s at 1000 Hz and 200 ppm: 100 020; starting and stopping take some hundredths of a second.
    expect(end).toBeGreaterThan(100_010);
    expect(end).toBeLessThan(100_200);
  });
});

describe('a day of virtual time', () => {
  it('keeps every reading of a SCPI supply in a file, with bounded memory', async () => {
    const time = createVirtualTime();
    const wire = instrument('scpi', time, { tickMs: 1000 });
    const file = join(folder, 'day.hitrace');
    let recorder: Recorder | null = null;
    let most = 0;
    const session = await startSession({
      time, settings: { voltageV: 3.3, rateHz: 1 }, open: async () => openAnalyzer(profileOf('scpi'), wire.open(), time),
      sink: {
        begin: ({ format }) => void (recorder = new Recorder(file, { format, startedAt: null, source: 'a day', details: {} })),
        block(block) {
          recorder?.append(block);
          if (block.firstSample % 3600 === 0) most = Math.max(most, process.memoryUsage().arrayBuffers);
        },
        event: (event) => recorder?.mark(event),
      },
    });
    const before = process.memoryUsage().arrayBuffers;
    await pause(time, 86_400_000);
    await session.stop();
    await (recorder as Recorder | null)?.close();
    const kept = openRecording(file);
    const { end, measured } = session.state();
    expect([kept.trace.end, measured]).toEqual([end, end]);
    expect(Math.abs(end - 86_400)).toBeLessThanOrEqual(1);
    // An aperture of 10 ms each second meets every part of the simulated board's cycle of 1.018 s; its mean is known in closed form.
    const { current } = selectionStatistics(kept.trace, 0, end);
    expect(current?.mean ?? 0).toBeCloseTo(demoWaveform.charge(86_400) / 86_400, 3);
    expect((current?.mean ?? 0) / (demoWaveform.charge(86_400) / 86_400)).toBeCloseTo(1, 1);
    kept.close();
    expect(most - before).toBeLessThan(64 << 20);
  });
});
