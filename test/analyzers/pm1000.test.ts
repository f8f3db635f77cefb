/** The PM1000+'s driver with a simulated one behind it, in virtual time. */
import { afterEach, describe, expect, it } from 'vitest';
import { openPm1000 } from '../../src-main/analyzers/pm1000';
import type { AnalyzerSettings } from '../../src-main/engine/analyzer-ports';
import { createPm1000, type Pm1000Options } from '../../src-main/simulators/pm1000';
import { createVirtualTime } from '../../src-main/simulators/virtual-time';
import { createWaveform, demoWaveform } from '../../src-main/simulators/waveform';
import { createWire, type SimulatedWire, type WireFaults } from '../../src-main/simulators/wire';
import { pause } from '../../src-main/transport/timekeeper';
import { collector } from './collector';

const wires: SimulatedWire[] = [];
afterEach(() => wires.splice(0).forEach((wire) => wire.stop()));

function bench(options: Partial<Pm1000Options> = {}, faults: WireFaults = {}) {
  const time = createVirtualTime();
  const wire = createWire('simulated PM1000+', (send) => createPm1000({ seed: 1, waveform: demoWaveform, send, ...options }), time, faults);
  wires.push(wire);
  return { time, wire, open: () => openPm1000(wire.open(), time, { answersSetters: options.answersSetters ?? true }) };
}

/** One that is capturing. */
async function measuring(options: Partial<Pm1000Options> = {}, settings: AnalyzerSettings = {}) {
  const { open, ...rest } = bench(options);
  const analyzer = open();
  await analyzer.identify();
  await analyzer.configure(settings);
  const trace = collector();
  await analyzer.start(trace);
  return { ...rest, open, analyzer, trace };
}

describe('a PM1000+', () => {
  it.each(['\r', '\n', '\r\n'] as const)('measures five minutes of power without a gap where lines end in %j', async (end) => {
    const { time, open } = bench({ end });
    const analyzer = open();
    expect(await analyzer.identify()).toMatchObject({ kind: 'pm1000', model: 'Voltech PM1000+', serial: '100001' });
    await analyzer.configure({ rangeA: 1 });
    const trace = collector();
    expect(await analyzer.start(trace)).toMatchObject({ rateHz: 2, quantity: 'power' });
    await pause(time, 300_000);
    const { samples, lost } = await analyzer.stop();
    expect([trace.failures, lost]).toEqual([[], 0]);
    expect(Math.abs(samples - 600)).toBeLessThanOrEqual(2);
    // Mean power of the simulated board at its 5 V, in closed form.
    const truth = (demoWaveform.charge(300) / 300) * 5;
    expect(trace.sum() / samples / truth).toBeCloseTo(1, 3);
    await analyzer.close();
  });

  it('works on RS-232, where settings are not answered', async () => {
    const { time, analyzer } = await measuring({ answersSetters: false, end: '\r\n' });
    await pause(time, 10_000);
    expect((await analyzer.stop()).samples).toBeGreaterThanOrEqual(19);
    await analyzer.close();
  });

  it('keeps late answers apart from the next question', async () => {
    const { open } = bench({ slowMs: 900 });
    const analyzer = open();
    expect(await analyzer.identify()).toMatchObject({ model: 'Voltech PM1000+' });
    // Each empty answer comes after the setter's patience has ended; the labels must still be the labels.
    await expect(analyzer.configure({})).resolves.toMatchObject({ rateHz: 2 });
    await analyzer.close();
  });

  it('leaves a gap for readings that it did not renew, and no zero', async () => {
    const { time, wire, analyzer, trace } = await measuring();
    await pause(time, 5000);
    wire.instrument.trouble.loseSamples(3);
    await pause(time, 5000);
    expect((await analyzer.stop()).lost).toBe(3);
    expect(trace.lost()).toBe(3);
    expect(trace.events.filter(({ kind }) => kind === 'loss')).toMatchObject([{ samples: 3, why: 'the instrument had no new reading' }]);
    await analyzer.close();
  });

  it('tells of an overload and takes no reading from dashes', async () => {
    const { time, wire, analyzer, trace } = await measuring({}, { rangeA: 0.1 });
    await pause(time, 2000);
    wire.instrument.trouble.overload();
    await pause(time, 2000);
    const { lost } = await analyzer.stop();
    expect(lost).toBeGreaterThan(1);
    expect(trace.events.some((event) => event.kind === 'overload')).toBe(true);
    expect(trace.blocks.at(-1)?.values[0]).toBeNaN();
    await analyzer.close();
  });

  it('tells that it stopped, that it is gone, and that it is none', async () => {
    const { time, wire, open, analyzer, trace } = await measuring();
    await pause(time, 2000);
    wire.instrument.trouble.stall(true);
    await pause(time, 8000);
    expect(trace.failures.map(({ code }) => code)).toEqual(['analyzer.stalled']);
    wire.instrument.trouble.stall(false);
    const again = collector();
    await analyzer.start(again);
    await pause(time, 2000);
    wire.unplug();
    await pause(time, 2000);
    expect(again.failures.map(({ code }) => code)).toEqual(['port.gone']);
    expect(again.samples()).toBeGreaterThan(1);
    await analyzer.close();
    wire.plug();
    wire.instrument.receive = () => undefined;
    await expect(open().identify()).rejects.toThrow('simulated PM1000+ gave no answer to “*IDN?” within 2 s');
  });

  it('does not supply boards and has one rate', async () => {
    const analyzer = bench({ waveform: createWaveform([{ name: 'idle', seconds: 1, toA: 0.01, lines: 0 }]) }).open();
    await expect(analyzer.configure({ mode: 'source', voltageV: 5 })).rejects.toThrow('it measures and does not supply');
    await expect(analyzer.configure({ rateHz: 10 })).rejects.toThrow('The PM1000+ has no rate of 10 Hz; expected 2 Hz, its only rate.');
    await analyzer.close();
  });
});
