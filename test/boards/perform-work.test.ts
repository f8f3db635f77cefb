/** Boards that time their own loops, repeating work for an instrument: each window is where the board says, with as many calls as it says. */
import { describe, expect, it } from 'vitest';
import { performWork } from '../../src-main/boards/perform-work';
import { modelled } from '../../src-main/core/stats';
import type { BoardWork, WorkDone, WorkMark } from '../../src-main/engine/ports';
import { batchOf, fakeClock, fakeModel } from './fake-model';

const cost = { latencyMs: modelled(1, 'made up'), energyMj: null };
const costs = { exits: [cost, cost], plain: cost, decision: cost, offload: cost };

async function perform(work: BoardWork, here = true): Promise<{ done: WorkDone | null; marks: WorkMark[] }> {
  const clock = fakeClock();
  const marks: WorkMark[] = [];
  const model = fakeModel({ clock, inferences: 10 });
  const request = { work, windows: 6, windowMs: 14, restMs: 0, warmUp: 0, costs, offload: async () => clock.advance(5) };
  return { done: await performWork(model, batchOf(8), request, (mark) => marks.push(mark), new AbortController().signal, { clock: work.kind === 'decision' ? fakeClock(1) : clock, here }), marks };
}
const lengths = (marks: readonly WorkMark[]): number[] => marks.flatMap((mark, i) => (mark.kind === 'end' ? [mark.boardMs - marks[i - 1].boardMs] : []));

describe('work that an instrument watches', () => {
  it('puts a window where each loop of a stage was', async () => {
    const { done, marks } = await perform({ kind: 'stage', stage: 'plain' });
    // The plain model takes 1.5 ms, ten of them a loop.
    expect(done).toMatchObject({ inferences: 10 });
    expect([...(done?.ms ?? [])]).toEqual([1.5, 1.5, 1.5, 1.5, 1.5, 1.5]);
    expect(lengths(marks)).toEqual([15, 15, 15, 15, 15, 15]);
    expect(marks.every(({ boardMs, heardMs, text }) => boardMs === heardMs && text === null)).toBe(true);
  });

  it('repeats offloads until they fill a window, the same number in each', async () => {
    const { done, marks } = await perform({ kind: 'offload' });
    expect(done?.inferences).toBe(3);
    expect(lengths(marks)).toEqual([15, 15, 15, 15, 15, 15]);
    expect(done?.ms[0]).toBe(5);
  });

  it('repeats decisions by the thousand, since one is over before a clock sees it', async () => {
    const { done, marks } = await perform({ kind: 'decision' });
    expect(done?.inferences).toBeGreaterThanOrEqual(1024);
    expect(marks).toHaveLength(12);
  });

  it('cannot repeat decisions and offloads on another machine, and says so instead of timing its own', async () => {
    expect((await perform({ kind: 'decision' }, false)).done).toBeNull();
    expect(await perform({ kind: 'offload' }, false)).toEqual({ done: null, marks: [] });
  });
});
