/** The Joulescope's driver with a simulated one behind its pipe, in virtual time: what is measured, and what is survived. */
import { afterEach, describe, expect, it } from 'vitest';
import { openJoulescope, type JoulescopeOptions } from '../../src-main/analyzers/joulescope';
import { candidatePorts, findPort, openAnalyzer } from '../../src-main/analyzers/registry';
import { analyzerProfile } from '../../src-main/contract/profiles';
import type { AnalyzerSettings } from '../../src-main/engine/analyzer-ports';
import { createJoulescope, simulatedSupplyV, type SimulatedJoulescope } from '../../src-main/simulators/joulescope';
import { createVirtualTime } from '../../src-main/simulators/virtual-time';
import { demoWaveform } from '../../src-main/simulators/waveform';
import { createWire, type SimulatedWire, type WireFaults } from '../../src-main/simulators/wire';
import { pause } from '../../src-main/transport/timekeeper';
import { collector } from './collector';

const wires: SimulatedWire[] = [];
afterEach(() => wires.splice(0).forEach((wire) => wire.stop()));

function bench(faults: WireFaults = {}) {
  const time = createVirtualTime();
  let device: SimulatedJoulescope | null = null;
  const wire = createWire('joulescope', (send) => (device = createJoulescope({ seed: 7, waveform: demoWaveform, send })), time, faults);
  wires.push(wire);
  return { time, wire, device: device as unknown as SimulatedJoulescope };
}

async function measuring(settings: AnalyzerSettings = {}, faults: WireFaults = {}, options: JoulescopeOptions = {}) {
  const { time, wire, device } = bench(faults);
  const analyzer = openJoulescope(wire.open(), time, options);
  await analyzer.identify();
  await analyzer.configure(settings);
  const trace = collector();
  const format = await analyzer.start(trace);
  return { time, wire, device, analyzer, trace, format };
}

/** J of what came, from current and voltage of each sample. */
const energy = (trace: ReturnType<typeof collector>, rateHz: number): number => trace.blocks.reduce((sum, { values, voltage }) => sum + values.reduce((part, value, k) => (Number.isNaN(value) ? part : part + value * (voltage as Float32Array)[k]), 0), 0) / rateHz;

describe('a Joulescope', () => {
  it('is asked who it is before it is used, and opened by its serial number where there may be several', async () => {
    const { time, wire } = bench();
    const analyzer = openJoulescope(wire.open(), time);
    await expect(analyzer.start(collector())).rejects.toThrow('before it was configured');
    expect(await analyzer.identify()).toMatchObject({ kind: 'joulescope', model: 'Joulescope JS110', serial: '100007', address: 'joulescope' });
    await analyzer.close();
    const other = openJoulescope({ ...wire.open(), name: 'joulescope:000001' }, time);
    await expect(other.identify()).rejects.toThrow('The Joulescope 000001 was not found on any port');
    await other.close();
  });

  it.each([100_000, 1_000_000])('measures the energy of the simulated board to a thousandth of its closed form at %i Hz', async (rateHz) => {
    const { time, device, analyzer, trace, format } = await measuring({ rateHz });
    expect(format).toEqual({ rateHz, quantity: 'current', voltageV: null, measuresVoltage: true, lines: ['IN0', 'IN1'] });
    await pause(time, 1100);
    const { samples, lost } = await analyzer.stop();
    expect(samples).toBeGreaterThan(1.05 * rateHz);
    // One sample is unknown at each change of the range, and nothing else.
    expect(lost).toBe(device.rangeChanges - 1);
    expect(device.rangeChanges).toBeGreaterThan(4);
    expect(energy(trace, rateHz) / (simulatedSupplyV * demoWaveform.charge(samples / rateHz))).toBeCloseTo(1, 3);
    await analyzer.close();
  });

  it('says which stretches were inference by its inputs, to the sample', async () => {
    const { time, analyzer, trace } = await measuring();
    await pause(time, 500);
    await analyzer.stop();
    // From the waveform: 0.15 s idle and 5 ms warm-up, then an inference; each cycle without radio lasts 0.246 s.
    expect(trace.edges(0)).toEqual([15_500, 40_100]);
    await analyzer.close();
  });

  it.each([1, 63, 1000, 10_000])('keeps time when %i samples are lost, whatever its clock does', async (lost) => {
    const { time, device, analyzer, trace } = await measuring({ rangeA: 1 }, { driftPpm: 200 });
    await pause(time, 300);
    device.trouble.loseSamples(lost);
    await pause(time, 700);
    expect((await analyzer.stop()).lost).toBe(lost);
    expect(trace.lost()).toBe(lost);
    expect(trace.events).toMatchObject([{ kind: 'loss', samples: lost, why: 'the sample ids of the Joulescope jumped' }]);
    // Inferences begin at 0.647 s and 0.893 s, also after the loss: to the sample.
    const late = trace.edges(0).filter((sample) => sample > 45_000);
    expect(late.length).toBeGreaterThan(0);
    for (const edge of late) expect(Math.min(Math.abs(edge - 64_700), Math.abs(edge - 89_300))).toBeLessThanOrEqual(1);
    await analyzer.close();
  });

  it('states an energy that the loss is left out of: what came is what the closed form gives for the rest', async () => {
    const { time, device, analyzer, trace } = await measuring({ rangeA: 1 });
    await pause(time, 400);
    const before = trace.samples();
    device.trouble.loseSamples(5000);
    await pause(time, 600);
    const { samples } = await analyzer.stop();
    const charge = demoWaveform.charge(before / 1e5) + demoWaveform.charge(samples / 1e5) - demoWaveform.charge((before + 5000) / 1e5);
    expect(energy(trace, 100_000) / (simulatedSupplyV * charge)).toBeCloseTo(1, 3);
    await analyzer.close();
  });

  it('takes a block that comes twice once, and leaves a gap where it jumps in time', async () => {
    const { time, device, analyzer, trace } = await measuring({ rangeA: 1 });
    await pause(time, 100);
    device.trouble.repeatCounter();
    await pause(time, 100);
    device.trouble.jump(50);
    await pause(time, 200);
    expect((await analyzer.stop()).lost).toBe(5000);
    expect(trace.lost()).toBe(5000);
    await analyzer.close();
  });

  it('tells an overload once, where it begins', async () => {
    const { time, device, analyzer, trace } = await measuring();
    await pause(time, 100);
    device.trouble.overload();
    await pause(time, 100);
    await analyzer.stop();
    expect(trace.events.filter(({ kind }) => kind === 'overload')).toMatchObject([{ text: 'more than 10 A, the end of its range' }]);
    await analyzer.close();
  });

  it('tells that it was unplugged while it streamed, keeps what was measured, and goes on when it is back', async () => {
    const { time, wire, device, analyzer, trace } = await measuring();
    await pause(time, 300);
    device.unplugDevice();
    await pause(time, 10);
    expect(trace.failures.map(({ message }) => message)).toEqual(['The connection to joulescope is gone; check cable and power, then start again. What was recorded is kept.']);
    expect(trace.samples()).toBeGreaterThan(29_000);
    await analyzer.close();
    const early = openJoulescope(wire.open(), time);
    await expect(early.identify()).rejects.toThrow('The Joulescope was not found on any port; plug it in');
    await early.close();
    device.plugDevice();
    const again = openJoulescope(wire.open(), time);
    await again.identify();
    await again.configure({});
    const more = collector();
    await again.start(more);
    await pause(time, 100);
    expect((await again.stop()).samples).toBeGreaterThan(9000);
    await again.close();
  });

  it('tells that its side process ended, and that the stream has stopped', async () => {
    const ended = await measuring();
    ended.wire.unplug();
    await pause(ended.time, 10);
    expect(ended.trace.failures.map(({ code }) => code)).toEqual(['port.gone']);
    await ended.analyzer.close();
    const stalled = await measuring();
    stalled.device.trouble.stall(true);
    await pause(stalled.time, 2500);
    expect(stalled.trace.failures.map(({ message }) => message)).toEqual(['The Joulescope has sent no sample for 1 s; check its cable and power, then capture again. What was recorded is kept.']);
    await stalled.analyzer.close();
  });

  it('is not taken for one where something else answers, or nothing', async () => {
    const { time, wire } = bench();
    wire.instrument.receive = () => undefined;
    const silent = openJoulescope(wire.open(), time);
    await expect(silent.identify()).rejects.toThrow('joulescope gave no answer to “hello” within 30 s');
    await silent.close();
    const talking = openJoulescope(wire.open(), time);
    const asked = talking.identify();
    wire.inject(Uint8Array.from([...'Traceback (most recent call last)'].map((c) => c.charCodeAt(0))));
    await expect(asked).rejects.toThrow('What answers at joulescope is not the pipe to a Joulescope (it says “other bytes”)');
    await talking.close();
  });
});

describe('what a Joulescope is never told', () => {
  it('to cut the supply of the target, whatever is asked', async () => {
    const { time, device, analyzer } = await measuring({ rangeA: 0.15, voltageV: 3.3 });
    await pause(time, 50);
    await analyzer.configure({ rangeA: 10 });
    await analyzer.close();
    expect(device.powered).toBe(true);
  });

  it('anything beyond the board’s limit, or what it has not', async () => {
    const { time, wire } = bench();
    const analyzer = openJoulescope(wire.open(), time, { ioVolts: 3.3 });
    await expect(analyzer.configure({ mode: 'source', voltageV: 3.3 })).rejects.toThrow('has no mode source; expected meter: it measures a supply and gives none');
    await expect(analyzer.configure({ voltageV: 3.3, boardLimitV: 1.8 })).rejects.toThrow('3.3 V was asked for, but the board bears at most 1.8 V');
    await expect(analyzer.configure({ voltageV: 24 })).rejects.toThrow('only 0 to 15 V');
    // Its inputs are wired to the board too.
    await expect(analyzer.configure({ voltageV: 1.8, boardLimitV: 1.8 })).rejects.toThrow('3.3 V was asked for, but the board bears at most 1.8 V');
    await expect(analyzer.configure({ rateHz: 12_345 })).rejects.toThrow('has no rate of 12345 Hz; expected one of 2000000, 1000000');
    await expect(analyzer.configure({ rangeA: 11 })).rejects.toThrow('has no range for 11 A; expected at most 10 A');
    await expect(analyzer.configure({ trigger: { on: 'edge', line: 0, rising: true } })).rejects.toThrow('has no trigger at an edge of line 0');
    expect(await analyzer.configure({ voltageV: 3.3, boardLimitV: 3.6 })).toMatchObject({ mode: 'meter', rateHz: 100_000 });
    await analyzer.close();
    const odd = openJoulescope(wire.open(), time, { ioVolts: 4 });
    await expect(odd.configure({})).rejects.toThrow('has no logic level 4 V; expected one of 1.8, 2.1, 2.5');
    await odd.close();
  });
});

describe('the profile of a Joulescope', () => {
  const profile = analyzerProfile.parse({ kind: 'analyzer', id: 'joulescope', name: 'Joulescope', driver: 'joulescope', usb: [{ vendor: '16d0', product: '10ba' }], joulescope: { io_v: 1.8, lines: [1] } });
  const port = { path: 'joulescope:000123', vendorId: '16d0', productId: '10ba', product: 'Joulescope JS220', serial: '000123', interfaceNumber: null };

  it('finds it by its USB ids, and asks the maker’s driver where the system does not tell what is on USB', () => {
    expect(candidatePorts(profile, [port])).toEqual([port]);
    expect([findPort(profile, [port]), findPort(profile, [])]).toEqual(['joulescope:000123', 'joulescope']);
  });

  it('chooses its inputs and their level', async () => {
    const { time, wire } = bench();
    const analyzer = openAnalyzer(profile, wire.open(), time);
    await expect(analyzer.configure({ boardLimitV: 1.2 })).rejects.toThrow('1.8 V was asked for');
    await analyzer.configure({});
    expect((await analyzer.start(collector())).lines).toEqual(['IN1']);
    await analyzer.close();
  });
});
