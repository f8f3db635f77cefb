/** This computer as a board, with a model that times by arithmetic, a clock that obeys and a meter that counts. */
import { describe, expect, it } from 'vitest';
import { createComputerDriver } from '../../src-main/boards/computer';
import { boardProfile, type LinkProfile } from '../../src-main/contract/profiles';
import { StudioError } from '../../src-main/core/errors';
import type { Estimate } from '../../src-main/core/measurements';
import type { Board, BoardCosts, Clock, EnergyMeter, OffloadContext } from '../../src-main/engine/ports';
import { batchOf, fakeClock, fakeModel, type FakeOptions } from './fake-model';
import { readBoard } from './board-profiles';

const request = { stages: [0, 1, 'plain'] as const, warmUp: 1, loops: 6, minLoopMs: 1 };
const bare = boardProfile.parse({ kind: 'board', id: 'bare', name: 'No power known', driver: 'computer' });

/** A meter of constant power: W x ms = mJ. */
const meterOf = (clock: Clock, watts: number): EnergyMeter => ({ name: 'test meter', covers: 'the whole processor package', windowMs: 200, provenance: 'measured', readMj: () => watts * clock.ms() });

async function open(profile = readBoard('this-computer'), meter: EnergyMeter | null = null, clock: Clock = fakeClock(2)): Promise<Board> {
  return createComputerDriver({ clock, meter, meterReason: meter ? null : 'No counter in this test.' }).open(profile);
}

async function costs(board: Board, options: FakeOptions = {}, stages: (number | 'plain')[] = [...request.stages]): Promise<BoardCosts> {
  return board.costs(fakeModel(options), batchOf(300), { ...request, stages }, () => {}, new AbortController().signal);
}

describe('this computer', () => {
  it('reports the timed loops of every stage, with their number and interval', async () => {
    const { exits, plain } = await costs(await open());
    expect([...exits, plain].map((cost) => cost.latencyMs.value)).toEqual([1, 2, 1.5]);
    expect(exits[0].latencyMs).toMatchObject({ n: 6, sd: 0, ci95: [1, 1], provenance: 'measured', source: '6 loops of 10 inferences' });
  });

  it('times the decision itself, in loops as a whole', async () => {
    const { decision } = await costs(await open());
    expect(decision.latencyMs).toMatchObject({ n: 6, provenance: 'measured' });
    // The clock moves 2 ms at each reading, so a loop of n decisions lasts 2 ms.
    const [, decisions] = /6 loops of (\d+) decisions/.exec(decision.latencyMs.source)!;
    expect(decision.latencyMs.value).toBeCloseTo(2 / Number(decisions), 12);
  });

  it('times the decision on the real clock as a tiny part of a millisecond', async () => {
    const { decision } = await costs(await open(undefined, null, { now: () => new Date(), ms: () => performance.now() }));
    expect(decision.latencyMs.value).toBeGreaterThan(0);
    expect(decision.latencyMs.value).toBeLessThan(0.1);
  });

  it('times a model without branches once', async () => {
    const { exits, plain } = await costs(await open(), { macs: { exits: [100], plain: 100 } }, ['plain']);
    expect(exits).toEqual([plain]);
  });

  it('reports progress up to the total', async () => {
    const clock = fakeClock(2);
    const seen: [number, number][] = [];
    const board = await open(undefined, meterOf(clock, 10), clock);
    await board.costs(fakeModel({ clock }), batchOf(8), { ...request, stages: [...request.stages] }, (done, total) => seen.push([done, total]), new AbortController().signal);
    expect(seen.at(-1)![0]).toBe(seen.at(-1)![1]);
    expect(seen.every(([done], i) => i === 0 || done >= seen[i - 1][0])).toBe(true);
  });

  it('stops in the middle of the decision when it is cancelled', async () => {
    const stop = new AbortController();
    stop.abort(new StudioError('run.cancelled', { id: 'r1' }));
    await expect((await open()).costs(fakeModel(), batchOf(8), { ...request, stages: [...request.stages] }, () => {}, stop.signal)).rejects.toThrow(/The run was stopped/);
  });
});

describe('energy of this computer', () => {
  it('is measured where the counter can be read: mean power times time, for every stage and the decision', async () => {
    // Loops of 100 s or more, so that the few ms of reading the clock do not show.
    const clock = fakeClock(2);
    const { exits, plain, decision, rule } = await costs(await open(undefined, meterOf(clock, 12), clock), { clock, inferences: 1e5 });
    expect([...exits, plain].map((cost) => cost.energyMj!.provenance)).toEqual(['measured', 'measured', 'measured']);
    // 12 W for 1, 2 and 1.5 ms.
    [12, 24, 18].forEach((mj, i) => expect([...exits, plain][i].energyMj!.value).toBeCloseTo(mj, 2));
    expect(exits[0].energyMj).toMatchObject({ n: 5 });
    expect(exits[0].energyMj!.source).toMatch(/^5 windows, mean power 12\.00 W x time; test meter$/);
    // All decisions share one window: one observation, whose spread is unknown.
    expect(decision.energyMj).toMatchObject({ provenance: 'measured', n: 1, sd: null, ci95: null });
    expect(decision.energyMj!.value / decision.latencyMs.value).toBeGreaterThan(6);
    expect(rule).toMatch(/mean power of the whole processor package times/);
  });

  it('comes from the profile’s power and is marked modelled where no counter can be read', async () => {
    const { exits, rule } = await costs(await open());
    expect(exits[1].energyMj).toMatchObject({ value: 30, provenance: 'modelled', n: 0 });
    expect(exits[1].energyMj!.source).toMatch(/15\.0 W \(assumption/);
    expect(rule).toMatch(/No counter in this test\. Energy is modelled: 15 W/);
  });

  it('is unknown, not zero, where neither is there', async () => {
    const { exits, plain, decision, rule } = await costs(await open(bare));
    expect([...exits, plain, decision].map((cost) => cost.energyMj)).toEqual([null, null, null, null]);
    expect(rule).toMatch(/Energy is unknown/);
  });

  it('falls back to the profile when the counter vanishes or stands still, and says so', async () => {
    const clock = fakeClock(2);
    let reads = 0;
    const vanishing: EnergyMeter = { name: 'm', covers: 'the whole processor package', windowMs: 200, provenance: 'measured', readMj: () => { if (++reads > 4) throw new StudioError('board.energy-counter', { file: 'energy_uj', why: 'ENOENT' }); return reads; } };
    const gone = await costs(await open(undefined, vanishing, clock), { clock });
    expect(gone.exits[0].energyMj!.provenance).toBe('modelled');
    expect(gone.rule).toMatch(/energy_uj could not be read \(ENOENT\).*Energy is modelled/);
    const still = await costs(await open(undefined, { name: 'frozen', covers: 'the whole processor package', windowMs: 200, provenance: 'measured', readMj: () => 7 }, clock), { clock });
    expect(still.rule).toMatch(/frozen could not be read \(it did not move/);
  });
});

describe('an offload from this computer', () => {
  const measured: Estimate = { value: 1.2, n: 100, sd: 0.1, ci95: [1.18, 1.22], median: 1.2, p95: 1.4, p99: 1.5, provenance: 'measured', source: 'socket' };
  const link: LinkProfile = { kind: 'link', id: 'slow', name: 'Slow', fixed_ms: { value: 3, provenance: 'modelled', source: 's' }, rate_mbit_s: { value: 24.576, provenance: 'modelled', source: 's' } };
  const context: OffloadContext = { datasetId: 'glyphs', remoteArchitecture: 'large', bytes: 3072, measuredMs: measured, link: null, serverMs: null };

  it('costs the time measured over the socket, untouched; its energy is modelled', async () => {
    const cost = (await open()).offloadCost(context);
    expect(cost.latencyMs).toBe(measured);
    expect(cost.energyMj).toMatchObject({ provenance: 'modelled' });
    expect(cost.energyMj!.value).toBeCloseTo(8 * 1.2, 12);
    expect((await open(bare)).offloadCost(context).energyMj).toBeNull();
  });

  it('adds what a link would add, and is then modelled', async () => {
    const { latencyMs } = (await open()).offloadCost({ ...context, link });
    // 3 + 3072 x 8 / 24 576 + 1.2
    expect(latencyMs.value).toBeCloseTo(5.2, 10);
    expect(latencyMs.provenance).toBe('modelled');
  });

  it('asks for the edge server where nothing was timed', async () => {
    const board = await open();
    expect(() => board.offloadCost({ ...context, measuredMs: null })).toThrow(/unknown: it was not timed here and no link is named\. Start the edge server/);
  });
});
