/** The LPM01A's driver with a simulated one behind it, in virtual time. */
import { afterEach, describe, expect, it } from 'vitest';
import { openLpm01a } from '../../src-main/analyzers/lpm01a';
import { createLpm01a } from '../../src-main/simulators/lpm01a';
import { createVirtualTime } from '../../src-main/simulators/virtual-time';
import { demoWaveform } from '../../src-main/simulators/waveform';
import { createWire, type SimulatedWire, type WireFaults } from '../../src-main/simulators/wire';
import { pause } from '../../src-main/transport/timekeeper';
import { collector } from './collector';

const wires: SimulatedWire[] = [];
afterEach(() => wires.splice(0).forEach((wire) => wire.stop()));

function bench(faults: WireFaults = {}) {
  const time = createVirtualTime();
  let device: ReturnType<typeof createLpm01a> | null = null;
  const wire = createWire('simulated LPM01A', (send) => (device = createLpm01a({ seed: 2, waveform: demoWaveform, send })), time, faults);
  wires.push(wire);
  return { time, wire, device: device as unknown as ReturnType<typeof createLpm01a> };
}
async function measuring(rateHz: number, faults: WireFaults = {}) {
  const { time, wire, device } = bench(faults);
  const analyzer = openLpm01a(wire.open(), time);
  await analyzer.identify();
  await analyzer.configure({ voltageV: 1.8, rateHz });
  const trace = collector();
  await analyzer.start(trace);
  return { time, wire, device, analyzer, trace };
}

describe('an LPM01A', () => {
  it.each([[1000, 'text'], [5000, 'text'], [100_000, 'binary']])('measures the charge of the simulated board at %i Hz (%s)', async (rateHz) => {
    const { time, device, analyzer, trace } = await measuring(rateHz as number);
    expect([device.volts(), device.powered()]).toEqual([1.8, true]);
    await pause(time, 5000);
    const { samples, lost } = await analyzer.stop();
    expect([trace.failures, lost, trace.lost()]).toEqual([[], 0, 0]);
    expect(samples / (rateHz as number)).toBeGreaterThan(4.9);
    // The board was powered a little before the first sample, so the stretches differ by some milliseconds.
    const seconds = samples / (rateHz as number);
    expect(trace.sum() / (rateHz as number) / demoWaveform.charge(seconds)).toBeCloseTo(1, 2);
    if (rateHz === 1000) expect(trace.events.filter(({ kind }) => kind === 'edge').length).toBeGreaterThan(20);
    await analyzer.close();
    expect(device.powered()).toBe(false);
  });

  it('that is closed while it is being switched on leaves no board under power', async () => {
    const { time, wire, device } = bench();
    const analyzer = openLpm01a(wire.open(), time);
    await analyzer.identify();
    await analyzer.configure({ voltageV: 1.8 });
    const starting = analyzer.start(collector()).catch((error: unknown) => error);
    await analyzer.close();
    await starting;
    expect(device.powered()).toBe(false);
  });

  it.each([[1000, 1], [1000, 700], [1000, 10_000], [100_000, 1], [100_000, 10_000]])('keeps time when, at %i Hz, %i samples are lost', async (rateHz, count) => {
    const { time, device, analyzer, trace } = await measuring(rateHz);
    await pause(time, 3000);
    device.trouble.loseSamples(count);
    await pause(time, 3000 + (count / rateHz) * 1000);
    const { lost } = await analyzer.stop();
    expect(lost).toBe(count);
    expect(trace.lost()).toBe(count);
    await analyzer.close();
  });

  it.each([1000, 100_000])('loses what lost and corrupt bytes hit and keeps time at %i Hz', async (rateHz) => {
    const { time, analyzer, trace } = await measuring(rateHz, { loseByte: 1e-5, corruptByte: 1e-5, seed: 9 });
    await pause(time, 10_000);
    const { samples, lost } = await analyzer.stop();
    expect(trace.failures).toEqual([]);
    expect(Math.abs(samples / rateHz - 10)).toBeLessThan(0.1);
    expect(lost / samples).toBeLessThan(0.1);
    await analyzer.close();
  });

  it('is recognised although a session before left it streaming', async () => {
    const { time, analyzer } = await measuring(1000);
    await pause(time, 500);
    await analyzer.close();
    const { time: t2, wire } = bench({ stale: Uint8Array.from('33930-08\r\n6409-07\r\n64', (c) => c.charCodeAt(0)) });
    const again = openLpm01a(wire.open(), t2);
    expect(await again.identify()).toMatchObject({ kind: 'lpm01a', firmware: '1.0.6', serial: '540619864-1110659081-2' });
    await again.close();
  });

  it('tells of an overload, of silence and of a pulled cable, each in a sentence', async () => {
    for (const [trouble, code] of [['overload', 'analyzer.overload'], ['stall', 'analyzer.stalled'], ['unplug', 'port.gone']] as const) {
      const { time, wire, device, analyzer, trace } = await measuring(1000);
      await pause(time, 1000);
      if (trouble === 'overload') device.trouble.overload();
      if (trouble === 'stall') device.trouble.stall(true);
      if (trouble === 'unplug') wire.unplug();
      await pause(time, 4000);
      expect(trace.failures.map((failure) => failure.code)).toEqual([code]);
      expect(trace.samples()).toBeGreaterThan(900);
      await analyzer.close();
    }
  });

  it('never supplies a board above its limit, and says what it refuses', async () => {
    const { time, wire, device } = bench();
    const analyzer = openLpm01a(wire.open(), time);
    await expect(analyzer.configure({ voltageV: 5 })).rejects.toThrow('The LPM01A cannot supply 5 V, only 1.8 to 3.3 V');
    await expect(analyzer.configure({ voltageV: 3.3, boardLimitV: 2.5 })).rejects.toThrow('bears at most 2.5 V');
    await expect(analyzer.configure({ voltageV: 3, rateHz: 3000 })).rejects.toThrow('The LPM01A has no rate of 3000 Hz');
    await expect(analyzer.start(collector())).rejects.toThrow('before it was configured');
    expect(device.powered()).toBe(false);
    await analyzer.close();
  });

  it('is not taken for one where the port only echoes', async () => {
    const { time, wire } = bench({ echo: true });
    wire.instrument.receive = () => undefined;
    const analyzer = openLpm01a(wire.open(), time);
    await expect(analyzer.identify()).rejects.toThrow('gave no answer to “powershield” within 2 s, only “powershield·”');
    await analyzer.close();
  });
});
