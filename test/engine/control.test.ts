/** Pause, resume and cancel, as the work of a run meets them. */
import { describe, expect, it } from 'vitest';
import { createRunControl } from '../../src-main/engine/control';

const settled = async (promise: Promise<void>): Promise<boolean> => {
  let over = false;
  void promise.then(() => (over = true), () => (over = true));
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  return over;
};

describe('a run', () => {
  it('waits while it is paused and goes on when told, which is announced once each', async () => {
    const told: string[] = [];
    const control = createRunControl('r1', (state) => told.push(state));
    expect(await settled(control.gate())).toBe(true);
    control.pause();
    control.pause();
    const [first, second] = [control.gate(), control.gate()];
    expect([await settled(first), await settled(second), control.paused]).toEqual([false, false, true]);
    control.resume();
    control.resume();
    await Promise.all([first, second]);
    expect([control.paused, told]).toEqual([false, ['paused', 'continued']]);
  });

  it('that is cancelled ends at the next gate with the sentence that says how to go on', async () => {
    const control = createRunControl('r1', () => undefined);
    control.cancel();
    await expect(control.gate()).rejects.toThrow('The run was stopped; what was measured is kept, and "hi-studio run --resume r1" goes on from there.');
    expect(control.signal.aborted).toBe(true);
  });

  it('can be cancelled while it is paused', async () => {
    const control = createRunControl('r1', () => undefined);
    control.pause();
    const waiting = control.gate();
    control.cancel();
    await expect(waiting).rejects.toMatchObject({ code: 'run.cancelled' });
    control.pause();
    await expect(control.gate()).rejects.toMatchObject({ code: 'run.cancelled' });
  });
});
