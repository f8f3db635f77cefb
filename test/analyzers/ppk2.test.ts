/** The PPK2's driver with a simulated one behind it, in virtual time: what is measured, and what is survived. */
import { afterEach, describe, expect, it } from 'vitest';
import { openPpk2 } from '../../src-main/analyzers/ppk2';
import { createPpk2 } from '../../src-main/simulators/ppk2';
import { createVirtualTime } from '../../src-main/simulators/virtual-time';
import { demoWaveform, type Waveform } from '../../src-main/simulators/waveform';
import { createWire, type SimulatedWire, type WireFaults } from '../../src-main/simulators/wire';
import { pause } from '../../src-main/transport/timekeeper';
import { collector } from './collector';

const wires: SimulatedWire[] = [];
afterEach(() => wires.splice(0).forEach((wire) => wire.stop()));

function bench(faults: WireFaults = {}, waveform: Waveform = demoWaveform) {
  const time = createVirtualTime();
  let device: ReturnType<typeof createPpk2> | null = null;
  const wire = createWire('simulated PPK2', (send) => (device = createPpk2({ seed: 7, waveform, send })), time, faults);
  wires.push(wire);
  return { time, wire, device: device as unknown as ReturnType<typeof createPpk2> };
}

async function measuring(faults: WireFaults = {}, waveform: Waveform = demoWaveform) {
  const { time, wire, device } = bench(faults, waveform);
  const analyzer = openPpk2(wire.open(), time);
  await analyzer.identify();
  await analyzer.configure({ mode: 'source', voltageV: 3.3 });
  const trace = collector();
  await analyzer.start(trace);
  return { time, wire, device, analyzer, trace };
}

describe('a PPK2', () => {
  it('is recognised by its calibration text, also where another program left it streaming', async () => {
    const { time, wire } = bench();
    const first = wire.open();
    await first.write(Uint8Array.of(0x06));
    await pause(time, 50);
    await first.close();
    const analyzer = openPpk2(wire.open(), time);
    expect(await analyzer.identify()).toMatchObject({ kind: 'ppk2', firmware: 'hardware 9173', ratesHz: [100_000], address: 'simulated PPK2' });
    await analyzer.close();
  });

  it('measures the energy of the simulated board within 0.1 % of its closed form', async () => {
    const { time, analyzer, trace } = await measuring();
    await pause(time, 2000);
    const { samples, lost } = await analyzer.stop();
    expect(lost).toBe(0);
    const seconds = samples / 100_000;
    expect(trace.samples()).toBe(samples);
    expect(trace.sum() / 100_000 / demoWaveform.charge(seconds)).toBeCloseTo(1, 3);
    await analyzer.close();
  });

  it('says which stretches were inference by its digital lines', async () => {
    const { time, analyzer, trace } = await measuring();
    await pause(time, 500);
    await analyzer.stop();
    const high = trace.blocks.flatMap(({ digital }) => [...(digital ?? [])]).filter((level) => level & 1).length;
    // The first half second holds two whole inferences of 60 ms (from 0.155 s and 0.401 s).
    expect(high / 6000).toBeCloseTo(2, 1);
    await analyzer.close();
  });

  it.each([1, 16, 63, 64, 65, 128, 640, 1000, 4096, 10_000])('keeps time when %i samples are lost', async (lost) => {
    const { time, device, analyzer, trace } = await measuring({ driftPpm: 200 });
    await pause(time, 1500);
    device.trouble.loseSamples(lost);
    await pause(time, 1700);
    const end = await analyzer.stop();
    expect(end.lost).toBe(lost);
    expect(trace.lost()).toBe(lost);
    const rising = trace.edges(0);
    // Every inference begins where the waveform says, also after the loss: to the sample, but within the half second in which a multiple of 64 is noticed.
    const late = rising.filter((sample) => sample > 250_000);
    const starts = inferenceStarts(4).map((t) => Math.round(t * 100_000));
    expect(late.length).toBeGreaterThan(1);
    for (const sample of late) expect(Math.min(...starts.map((start) => Math.abs(start - sample)))).toBeLessThanOrEqual(1);
    await analyzer.close();
  });

  it('takes a clock that runs 200 ppm fast for a clock, not for losses', async () => {
    const { time, analyzer, trace } = await measuring({ driftPpm: -200 });
    await pause(time, 5000);
    expect((await analyzer.stop()).lost).toBe(0);
    expect(trace.events.filter(({ kind }) => kind === 'loss')).toEqual([]);
    await analyzer.close();
  });

  it('loses what lost and corrupt bytes hit and nothing more', async () => {
    const { time, analyzer, trace } = await measuring({ loseByte: 2e-6, corruptByte: 2e-6, seed: 3 });
    await pause(time, 4000);
    const { samples, lost } = await analyzer.stop();
    expect(samples).toBeGreaterThan(399_000);
    expect(lost).toBeGreaterThan(0);
    expect(lost).toBeLessThan(200);
    const [mean, truth] = [trace.sum() / (samples - lost), demoWaveform.charge(samples / 100_000) / (samples / 100_000)];
    expect(mean / truth).toBeCloseTo(1, 2);
    await analyzer.close();
  });

  it('takes a repeated counter for what it is, not for 63 lost samples', async () => {
    const { time, device, analyzer, trace } = await measuring();
    await pause(time, 1000);
    device.trouble.repeatCounter();
    await pause(time, 2000);
    const { lost } = await analyzer.stop();
    expect([lost, trace.lost()]).toEqual([0, 0]);
    expect(trace.events.filter(({ kind }) => kind === 'loss')).toMatchObject([{ samples: 0, why: 'the counter came twice; by the clock nothing is missing' }]);
    await analyzer.close();
  });

  it('leaves a gap where the instrument jumps in time', async () => {
    const { time, device, analyzer, trace } = await measuring();
    await pause(time, 1000);
    device.trouble.jump(640);
    await pause(time, 2000);
    expect((await analyzer.stop()).lost).toBe(64_000);
    expect(trace.lost()).toBe(64_000);
    await analyzer.close();
  });

  it('tells that the cable was pulled, keeps what was measured, and goes on when it is back', async () => {
    const { time, wire, analyzer, trace } = await measuring();
    await pause(time, 300);
    wire.unplug();
    await pause(time, 10);
    expect(trace.failures.map(({ code }) => code)).toEqual(['port.gone']);
    expect(trace.samples()).toBeGreaterThan(29_000);
    await analyzer.close();
    expect(() => wire.open()).toThrow('There is no port simulated PPK2');
    wire.plug();
    const again = openPpk2(wire.open(), time);
    expect(await again.identify()).toMatchObject({ kind: 'ppk2' });
    await again.close();
  });

  it('tells that the stream has stopped', async () => {
    const { time, device, analyzer, trace } = await measuring();
    await pause(time, 300);
    device.trouble.stall(true);
    await pause(time, 2500);
    expect(trace.failures.map(({ message }) => message)).toEqual(['The PPK2 has sent no sample for 1 s; check its cable and power, then capture again. What was recorded is kept.']);
    await analyzer.close();
  });

  it('is not taken for one where something else answers, or nothing', async () => {
    const { time, wire } = bench({ echo: true });
    wire.instrument.receive = () => undefined;
    const analyzer = openPpk2(wire.open(), time);
    await expect(analyzer.identify()).rejects.toThrow('simulated PPK2 gave no answer to the question for its calibration (PPK2) within 2 s');
    await analyzer.close();
  });

  it('never powers a board above its limit, and nothing before it was asked who it is', async () => {
    const { time, wire, device } = bench();
    const analyzer = openPpk2(wire.open(), time, { maxVoltageV: 3.6 });
    await expect(analyzer.configure({ mode: 'source', voltageV: 3.3, boardLimitV: 1.8 })).rejects.toThrow('3.3 V was asked for, but the board bears at most 1.8 V; nothing was switched on.');
    await expect(analyzer.configure({ mode: 'source', voltageV: 5 })).rejects.toThrow('only 0.8 to 3.6 V');
    await expect(analyzer.configure({ mode: 'source', voltageV: Number.NaN })).rejects.toThrow('NaN V');
    await expect(analyzer.start(collector())).rejects.toThrow('before it was configured');
    expect(device.powered()).toBe(false);
    await analyzer.configure({ mode: 'source', voltageV: 1.8, boardLimitV: 1.8 });
    expect([device.powered(), device.volts()]).toEqual([false, 1.8]);
    await analyzer.start(collector());
    expect(device.powered()).toBe(true);
    await analyzer.close();
    expect(device.powered()).toBe(false);
  });

  it('that is closed while it is being switched on leaves no board under power', async () => {
    const { time, wire, device } = bench();
    const analyzer = openPpk2(wire.open(), time);
    await analyzer.identify();
    await analyzer.configure({ mode: 'source', voltageV: 3.3 });
    const starting = analyzer.start(collector()).catch((error: unknown) => error);
    await analyzer.close();
    await starting;
    expect(device.powered()).toBe(false);
  });
});

function inferenceStarts(seconds: number): number[] {
  const starts: number[] = [];
  for (let t = 0; t < seconds;) for (const phase of demoWaveform.phases) {
    if (phase.name === 'inference') starts.push(t);
    t += phase.seconds;
  }
  return starts;
}
