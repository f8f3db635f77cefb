/** The wiring doctor at benches that are wired well and badly: every fault has its step, and every failed step one remedy. */
import { afterEach, describe, expect, it } from 'vitest';
import { openLpm01a } from '../../src-main/analyzers/lpm01a';
import { openPm1000 } from '../../src-main/analyzers/pm1000';
import { openPpk2 } from '../../src-main/analyzers/ppk2';
import type { DoctorEvent, DoctorStep } from '../../src-main/contract/procedures';
import type { Analyzer, AnalyzerSettings } from '../../src-main/engine/analyzer-ports';
import { diagnoseBench } from '../../src-main/engine/wiring-doctor';
import { findSimulator } from '../../src-main/simulators/registry';
import { createVirtualTime } from '../../src-main/simulators/virtual-time';
import { createWaveform, demoWaveform, type Supply } from '../../src-main/simulators/waveform';
import { createWire, type SimulatedWire, type WireFaults } from '../../src-main/simulators/wire';
import { pause, type Timekeeper } from '../../src-main/transport/timekeeper';
import type { ByteStream } from '../../src-main/transport/byte-stream';

const wires: SimulatedWire[] = [];
afterEach(() => wires.splice(0).forEach((wire) => wire.stop()));

interface Patient { readonly kind?: 'ppk2' | 'lpm01a' | 'pm1000'; readonly faults?: WireFaults; readonly waveform?: Supply; readonly noise?: number; readonly slowMs?: number; readonly triggerLine?: number | null; readonly settings?: AnalyzerSettings; readonly before?: (wire: SimulatedWire, time: Timekeeper) => void }

async function examine({ kind = 'ppk2', faults, waveform = demoWaveform, noise, slowMs, triggerLine = 0, settings = { voltageV: 3.3 }, before = () => undefined }: Patient): Promise<{ steps: Record<string, DoctorStep>; failed: readonly string[]; passed: boolean; wire: SimulatedWire }> {
  const time = createVirtualTime();
  const wire = createWire('the port', (send) => findSimulator(kind).make(7, send, { waveform, noise, slowMs }), time, faults);
  wires.push(wire);
  before(wire, time);
  const driver = (line: ByteStream): Analyzer => (kind === 'ppk2' ? openPpk2(line, time) : kind === 'lpm01a' ? openLpm01a(line, time) : openPm1000(line, time, { answersSetters: true }));
  const events: DoctorEvent[] = [];
  for await (const event of diagnoseBench({ open: async () => driver(wire.open()), settings, triggerLine, mostCurrentA: kind === 'pm1000' ? null : 1, time: { ms: () => time.ms(), wait: (ms) => pause(time, ms) } })) events.push(event);
  const ended = events.at(-1);
  if (ended?.kind !== 'ended') throw new Error('the doctor did not come to an end');
  const found = events.filter((event): event is DoctorStep => event.kind === 'step' && event.state !== 'running');
  // Every step begins, ends, and has a remedy exactly where it failed.
  expect(found.map(({ step }) => step)).toEqual(['port', 'identity', 'echo', 'settings', 'stream', 'rate', 'noise', 'idle', 'trigger']);
  for (const { state, remedy, text } of found) {
    expect(remedy !== null).toBe(state === 'failed');
    expect(text).not.toBe('');
  }
  await pause(time, 10);
  // The port is free again.
  if (wire.plugged) await wire.open().close();
  return { steps: Object.fromEntries(found.map((step) => [step.step, step])), failed: ended.failed, passed: ended.passed, wire };
}

describe('a bench that is wired well', () => {
  it('passes every step, with values that are true', async () => {
    const { steps, passed, wire } = await examine({});
    expect(passed).toBe(true);
    expect(steps.rate.value).toBeCloseTo(100_000, -2);
    // The simulated board rests at 1.8 mA on 3.3 V; the instrument reads it with 0.2 % of noise.
    expect(steps.idle.value).toBeCloseTo(0.0018 * 3.3, 4);
    expect(steps.noise.value).toBeGreaterThan(2e-6);
    expect(steps.noise.value).toBeLessThan(5e-6);
    // Four inferences a cycle of 1.018 s, two edges each.
    expect(steps.trigger.value).toBeCloseTo(8 / demoWaveform.periodS, 0);
    expect((wire.instrument as unknown as { powered(): boolean }).powered()).toBe(false);
  });

  it('is told which steps its instrument or its wiring cannot answer', async () => {
    const { steps, passed } = await examine({ kind: 'pm1000', triggerLine: 0, settings: {} });
    expect(passed).toBe(true);
    expect(steps.noise.state).toBe('skipped');
    expect([steps.trigger.state, steps.trigger.text]).toEqual(['skipped', 'The instrument tells no digital lines at these settings.']);
    expect((await examine({ triggerLine: null })).steps.trigger).toMatchObject({ state: 'skipped', text: 'The bench has no trigger line.' });
  });
});

describe('a bench where something is wrong', () => {
  it('no cable', async () => {
    const { steps, failed } = await examine({ before: (wire) => wire.unplug() });
    expect(failed).toEqual(['port']);
    expect(steps.port).toMatchObject({ text: 'There is no port the port.', remedy: 'Plug the device in, and see "hi-studio devices" for the ports of this machine.' });
    expect(steps.trigger.text).toBe('Not looked at: “port” has to pass first.');
  });

  it('a port that another program holds', async () => {
    const { steps, failed } = await examine({
      before(wire, time) {
        const thief = wire.open();
        // It is let go when the doctor has gone.
        time.after(1, () => void thief.close());
      },
    });
    expect(failed).toEqual(['port']);
    expect(steps.port).toMatchObject({ text: 'The port the port is held by another program.', remedy: 'Close it there and try again.' });
  });

  it('another instrument than the profile says', async () => {
    const time = createVirtualTime();
    const wire = createWire('the port', (send) => findSimulator('scpi').make(1, send), time);
    wires.push(wire);
    const failed: DoctorStep[] = [];
    for await (const event of diagnoseBench({ open: async () => openPpk2(wire.open(), time), settings: {}, triggerLine: null, mostCurrentA: 1, time: { ms: () => time.ms(), wait: (ms) => pause(time, ms) } })) if (event.kind === 'step' && event.state === 'failed') failed.push(event);
    expect(failed).toMatchObject([{ step: 'identity', remedy: 'Check that the right instrument is on this port and switched on.' }]);
  });

  it('answers that take too long', async () => {
    const { steps, failed } = await examine({ slowMs: 1500 });
    expect(failed).toEqual(['echo']);
    expect(steps.echo.value).toBeGreaterThan(1500);
    expect(steps.echo.remedy).toBe('Connect the instrument to this computer without a hub or a slow network in between.');
  });

  it('more volts than the board bears', async () => {
    const { steps, failed, wire } = await examine({ settings: { voltageV: 3.3, boardLimitV: 1.8 } });
    expect(failed).toEqual(['settings']);
    expect(steps.settings.remedy).toContain('Lower --voltage');
    expect((wire.instrument as unknown as { powered(): boolean }).powered()).toBe(false);
  });

  it('a line that loses samples', async () => {
    const { steps, failed } = await examine({ faults: { loseByte: 0.002 } });
    expect(failed).toContain('stream');
    expect(steps.stream.value).toBeLessThan(99.9);
    expect(steps.stream.remedy).toContain('Use another cable');
  });

  it('a cable that falls out while it measures', async () => {
    const { steps, failed } = await examine({ before: (wire, time) => void time.after(2500, () => wire.unplug()) });
    expect(failed).toEqual(['stream']);
    expect(steps.stream.remedy).toBe('Check cable and power, then start again. What was recorded is kept.');
  });

  it('an instrument whose clock is wrong', async () => {
    const { steps, failed } = await examine({ faults: { driftPpm: 20_000 } });
    expect(failed).toContain('rate');
    expect(steps.rate.text).toMatch(/^By this machine’s clock the rate is \+2\.\d\d % from the nominal one\.$/);
  });

  it('much noise', async () => {
    const { steps, failed } = await examine({ noise: 0.2 });
    expect(failed).toEqual(['noise']);
    expect(steps.noise.remedy).toBe('Keep the supply wires short and twisted, away from power converters, with a single ground.');
  });

  it('no board, or a board with another supply', async () => {
    const { steps, failed } = await examine({ waveform: createWaveform([{ name: 'nothing', seconds: 1, toA: 0, lines: 0 }]), triggerLine: null });
    expect(failed).toEqual(['idle']);
    expect(steps.idle.remedy).toContain('Connect the supply and ground pins');
  });

  it('a trigger pin that is not wired', async () => {
    const { steps, failed } = await examine({ triggerLine: 5 });
    expect(failed).toEqual(['trigger']);
    expect(steps.trigger.remedy).toBe('Connect the board’s trigger pin to D5 of the instrument, with its ground, and let the board infer meanwhile.');
  });

  it('a short circuit', async () => {
    const { steps, failed } = await examine({ kind: 'lpm01a', before: (wire, time) => void time.after(2500, () => wire.instrument.trouble.overload()) });
    expect(failed).toEqual(['stream']);
    expect(steps.stream.remedy).toContain('heck the wiring of the board');
  });
});
