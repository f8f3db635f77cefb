/** Rate and time left, by hand, on a clock that the test moves. */
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src-main/contract/events';
import { startStage } from '../../src-main/engine/progress';
import { fakeClock } from '../boards/fake-model';

function stage(total: number, already: number): { clock: ReturnType<typeof fakeClock>; progress: ReturnType<typeof startStage>; events: RunEvent[] } {
  const events: RunEvent[] = [];
  const clock = fakeClock();
  return { clock, events, progress: startStage('remote', 'Offloading', total, already, clock, (event) => events.push(event)) };
}

describe('progress of a stage', () => {
  it('says how fast it goes and how long it still takes', () => {
    const { clock, progress, events } = stage(1000, 0);
    clock.advance(2000);
    progress.to(200, 'server');
    // 200 in 2 s are 100 a second; 800 are left.
    expect(events.at(-1)).toEqual({ kind: 'stage.progressed', stage: 'remote', detail: 'server', done: 200, total: 1000, ratePerSecond: 100, secondsLeft: 8 });
  });

  it('counts what an earlier session did as done, but not towards the rate', () => {
    const { clock, progress, events } = stage(1000, 600);
    clock.advance(1000);
    progress.to(650);
    expect(events.at(-1)).toMatchObject({ done: 650, ratePerSecond: 50, secondsLeft: 7 });
  });

  it('promises nothing before anything was done', () => {
    const { progress, events } = stage(10, 4);
    progress.to(4);
    expect(events.at(-1)).toMatchObject({ done: 4, ratePerSecond: null, secondsLeft: null });
  });

  it('speaks at most ten times a second, and always of the last one', () => {
    const { clock, progress, events } = stage(1000, 0);
    for (let done = 1; done <= 1000; done++) {
      clock.advance(1);
      progress.to(done);
    }
    progress.finish();
    const told = events.filter(({ kind }) => kind === 'stage.progressed');
    expect(told.length).toBe(11);
    expect(told.at(-1)).toMatchObject({ done: 1000, secondsLeft: 0 });
    expect([events[0], events.at(-1)]).toMatchObject([{ kind: 'stage.started', total: 1000 }, { kind: 'stage.finished', seconds: 1 }]);
  });
});
