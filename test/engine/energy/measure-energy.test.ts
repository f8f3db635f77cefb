/** Energy measured in a run, with simulated boards on simulated instruments: held against the closed form, with and without faults. */
import { afterEach, describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-main/core/errors';
import { withMeasuredEnergy } from '../../../src-main/engine/energy/measure-energy';
import { syntheticCosts } from '../../core/synthetic-outcomes';
import { energyLab, inferenceA, volts, workOf, type EnergyLab, type LabSetup } from '../../support/energy-lab';

const labs: EnergyLab[] = [];
async function lab(setup: LabSetup = {}): Promise<EnergyLab> {
  const made = energyLab(setup);
  labs.push(made);
  await made.open();
  return made;
}
afterEach(async () => {
  for (const made of labs.splice(0)) await made.remove();
});

const whole = 'whole model without heads';
const isError = (code: string) => (error: unknown): boolean => error instanceof StudioError && error.code === code;

describe('energy measured in a run', () => {
  it('is that of the closed form within 0.1 % when nothing is lost, for every part, and is never called measured', async () => {
    const one = await lab();
    const energy = await one.measure();
    expect(energy.works.map(({ work }) => work)).toEqual(['exit-1', 'exit-2', 'plain', 'decision', 'offload']);
    for (const work of energy.works) {
      expect(Math.abs(work.integratedMj.value / one.truthMj(work) - 1), work.work).toBeLessThan(1e-3);
      expect(Math.abs(work.powerTimesTimeMj.value / one.truthMj(work) - 1), work.work).toBeLessThan(1e-3);
      expect(work).toMatchObject({ coverage: 1, windowsLeftOut: 0, windowsMissing: 0, warnings: [], integratedMj: { provenance: 'modelled', n: 30 }, powerTimesTimeMj: { provenance: 'modelled' } });
      expect(work.integratedMj.source).toMatch(/^simulated board and simulated Nordic Power Profiler Kit II: /);
    }
    // 24 ms at 21.2 mA and 3.3 V, by hand.
    expect(workOf(energy, 'plain').integratedMj.value / (24 * inferenceA * volts)).toBeCloseTo(1, 2);
    expect(energy.simulated).toBe(true);
    expect(energy.idle?.powerMw).toMatchObject({ provenance: 'modelled' });
    expect(energy.idle?.powerMw.value).toBeCloseTo(1.8 * volts, 2);
  });

  it('keeps the board’s marks in the recording, and the recording readable', async () => {
    const one = await lab();
    const plain = workOf(await one.measure(), 'plain');
    const stamps = one.events(plain).filter((event) => event.kind === 'time-stamp');
    expect(stamps).toHaveLength(60);
    expect(stamps.slice(0, 2).map(({ label }) => label)).toEqual(['begin plain', 'end plain']);
    expect(one.traces()).toEqual(['mcu--idle.hitrace', ...['decision', 'exit-1', 'exit-2', 'offload', 'plain'].map((work) => `mcu--small--${work}.hitrace`)]);
  });

  it.each(['edges', 'timestamps'])('finds a clock drift of 200 ppm and is right all the same, with windows from %s', async (from) => {
    const one = await lab({ boards: [{ boardPpm: 120, instrumentPpm: -80 }], windows: { from } });
    const plain = workOf(await one.measure(), 'plain');
    expect(plain.clockFit?.by).toBe('edges');
    // The instrument counts 1 - 80e-6 where the board counts 1 + 120e-6.
    expect(Math.abs((plain.clockFit?.driftPpm ?? 0) + 200)).toBeLessThan(4 * (plain.clockFit?.driftSePpm ?? 0) + 0.1);
    expect(plain.clockFit?.residualMs).toBeLessThan(0.01);
    expect(Math.abs(plain.integratedMj.value / one.truthMj(plain) - 1)).toBeLessThan(1e-3);
  });

  it('knows the windows by what the board prints, with the delay of the line in its interval', async () => {
    const one = await lab({ windows: { from: 'uart', begin: 'begin', end: 'end', min_ms: 100, rest_ms: 30 } });
    const plain = workOf(await one.measure(), 'plain');
    const [low, high] = plain.integratedMj.ci95 ?? [NaN, NaN];
    expect(plain.windows.from).toHaveLength(30);
    expect(low <= one.truthMj(plain) && one.truthMj(plain) <= high).toBe(true);
    // A line takes a millisecond and more: the energy is known to percents, not to a thousandth.
    expect((high - low) / plain.integratedMj.value).toBeGreaterThan(0.002);
  });

  it('by stamps that only meet the samples in this computer, has the truth in its interval', async () => {
    const one = await lab({ windows: { from: 'timestamps', line: 7, min_ms: 100, rest_ms: 30 } });
    const plain = workOf(await one.measure(), 'plain');
    const [low, high] = plain.integratedMj.ci95 ?? [NaN, NaN];
    expect(plain.clockFit?.by).toBe('arrival');
    expect(low <= one.truthMj(plain) && one.truthMj(plain) <= high).toBe(true);
  });

  it.each([1, 64, 700, 3000, 10_000])('with %i samples lost, has the truth in its interval and says what was left out', async (lost) => {
    const one = await lab({ onPart: (name, { bench }) => name === whole && bench.time.after(400, () => bench.wire?.instrument.trouble.loseSamples(lost)) });
    const plain = workOf(await one.measure(), 'plain');
    const [low, high] = plain.integratedMj.ci95 ?? [NaN, NaN];
    const truth = one.truthMj(plain);
    expect(low <= truth && truth <= high, `${low} ${truth} ${high}`).toBe(true);
    const whole30 = plain.windowsLeftOut + plain.windowsMissing;
    expect(whole30).toBeLessThanOrEqual(Math.ceil(lost / 2000) + 2);
    if (lost >= 3000) expect(whole30).toBeGreaterThan(0);
    expect(one.traces().filter((file) => file.includes('plain'))).toHaveLength(1);
  });

  it('subtracts the idle power where that is asked for, and says so', async () => {
    const one = await lab({ idle: { seconds: 0.3, subtract: true } });
    const energy = await one.measure();
    const plain = workOf(energy, 'plain');
    const callS = plain.windows.latencyMs.reduce<number>((sum, ms) => sum + (ms ?? 0), 0) / 30 / 1000;
    expect(Math.abs(plain.integratedMj.value / (one.truthMj(plain) - 1000 * 0.0018 * volts * callS) - 1)).toBeLessThan(2e-3);
    expect(energy.idle?.subtracted).toBe(true);
    expect(plain.integratedMj.source).toContain('idle power subtracted');
  });

  it('warns when an inference is shorter than a few time constants of the supply', async () => {
    const one = await lab({ boards: [{ tauS: 0.003 }], windows: { min_ms: 5, rest_ms: 30 } });
    const exit1 = workOf(await one.measure(), 'exit-1');
    expect(exit1.warnings.map(({ kind }) => kind)).toContain('short');
  });
});

describe('an instrument in trouble', () => {
  it('that stalls is started again, and the part is measured anew', async () => {
    let stalls = 0;
    const one = await lab({ onPart: (name, { bench }) => name === whole && stalls++ === 0 && bench.time.after(150, () => bench.wire?.instrument.trouble.stall(true)) });
    const plain = workOf(await one.measure(), 'plain');
    expect(Math.abs(plain.integratedMj.value / one.truthMj(plain) - 1)).toBeLessThan(1e-3);
    expect(plain.trace).toBe('traces/mcu--small--plain-2.hitrace');
    expect(one.memory.logged.join('\n')).toMatch(/Trying again \(1 of 2\)\./);
  });

  it('whose cable is out for a while goes on when it is back; what was measured stays', async () => {
    let pulled = false;
    const one = await lab({
      onPart(name, { bench }) {
        if (name === whole && !pulled) bench.time.after(200, () => bench.wire?.unplug());
        pulled ||= name === whole;
      },
      onRetry: ({ bench }) => bench.wire?.plug(),
    });
    const energy = await one.measure();
    expect(energy.works).toHaveLength(5);
    const plain = workOf(energy, 'plain');
    expect(Math.abs(plain.integratedMj.value / one.truthMj(plain) - 1)).toBeLessThan(1e-3);
    expect(one.memory.logged).toEqual([expect.stringMatching(/simulated ppk2.*Trying again \(1 of 2\)\.$/)]);
    expect(one.traces()).toContain('mcu--small--plain-2.hitrace');
  });

  it('whose cable stays out ends the sitting with a next step, and a resume measures only the rest', async () => {
    let pull = true;
    const parts: string[] = [];
    const one = await lab({ onPart(name, { bench }) {
      parts.push(name);
      if (name === whole && pull) bench.time.after(200, () => bench.wire?.unplug());
    } });
    const ended = await one.measure().catch((error: unknown) => error);
    expect(ended).toSatisfy(isError('run.interrupted-by-analyzer'));
    expect((ended as Error).message).toMatch(/^Measuring energy stopped after 3 of 6 parts, and these are kept with their traces \(.*\); mend that and run "hi-studio run --resume r1"\.$/);
    pull = false;
    one.bench.wire?.plug();
    await one.close();
    await one.open();
    parts.length = 0;
    expect((await one.measure()).works).toHaveLength(5);
    expect(parts).toEqual([whole, 'decision', 'offload']);
  });

  it('that is overloaded again and again leaves that part without an energy, and says so; the others are measured', async () => {
    let part = '';
    const overload = (one: EnergyLab): void => void (part === whole && one.bench.time.after(150, () => one.bench.wire?.instrument.trouble.overload()));
    const one = await lab({ boards: [{ use: 'lpm01a' }], windows: { rest_ms: 20 }, onPart: (name, self) => { part = name; overload(self); }, onRetry: overload });
    const energy = await one.measure();
    expect(energy.gaps).toEqual([{ work: 'plain', text: expect.stringMatching(/stopped because of an overload/) }]);
    expect(energy.works.map(({ work }) => work)).toEqual(['exit-1', 'exit-2', 'decision', 'offload']);
    const costs = { ...syntheticCosts(1), rule: 'As its profile has it.' };
    const mixed = withMeasuredEnergy(costs, energy);
    expect(mixed.rule).toMatch(/^As its profile has it\. Energy is that of a simulated board, by a simulated .* included\. Not so for plain\.$/);
    expect([mixed.plain.energyMj, mixed.decision.energyMj]).toEqual([costs.plain.energyMj, workOf(energy, 'decision').integratedMj]);
    expect(withMeasuredEnergy(costs, { ...energy, works: [] })).toBe(costs);
  });
});

describe('several instruments', () => {
  it('are never confused: each board has the energies of its own', async () => {
    const one = await lab({ boards: [{ id: 'a' }, { id: 'b', use: 'lpm01a', inferenceA: 0.0083 }], windows: { rest_ms: 20 } });
    const [a, b] = [await one.measure(0), await one.measure(1)];
    expect([a.instrument.model, b.instrument.model]).toEqual(['Nordic Power Profiler Kit II', 'ST X-NUCLEO-LPM01A']);
    expect(workOf(a, 'plain').integratedMj.value / (24 * inferenceA * volts)).toBeCloseTo(1, 2);
    expect(Math.abs(workOf(b, 'plain').integratedMj.value / one.truthMj(workOf(b, 'plain'), 1) - 1)).toBeLessThan(0.01);
    expect(workOf(b, 'plain').integratedMj.value / (24 * 0.0083 * volts)).toBeCloseTo(1, 1);
  });

  it('of the wrong kind are found out before anything is switched on', async () => {
    const made = energyLab({ boards: [{ line: 'lpm01a' }] });
    labs.push(made);
    const refused = await made.open().catch((error: unknown) => error);
    expect((refused as Error).message).toMatch(/^simulated lpm01a gave no answer to the question for its calibration \(PPK2\).*check that the right instrument is on this port/);
    expect(made.memory.artefacts.size).toBe(0);
  });

  it('that changed since the first sitting are refused', async () => {
    const one = await lab();
    one.memory.artefacts.set('energy/mcu/instrument', 'ST X-NUCLEO-LPM01A, serial 7');
    await one.close();
    const refused = await one.open().catch((error: unknown) => error);
    expect(refused).toSatisfy(isError('energy.other-instrument'));
    expect((refused as Error).message).toBe('The energy of board “mcu” was measured with ST X-NUCLEO-LPM01A, serial 7 so far, and now Nordic Power Profiler Kit II, hardware 9173 answers; figures of two instruments must not be mixed: connect the first one and run again.');
  });
});
