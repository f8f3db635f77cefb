/** The live view's state from events alone. */
import { describe, expect, it } from 'vitest';
import type { WindowEvent } from '../../src-main/contract/procedures';
import { StudioError } from '../../src-main/core/errors';
import { spanish } from '../../src-main/core/language/spanish';
import { durationText, estimateText } from '../../src-renderer/features/run/duration-text';
import { withButton } from '../../src-renderer/features/run/resume-hint';
import { afterEvent, fractionOf, lastError, secondsLeftOf, unknownRun, type RunState } from '../../src-renderer/features/run/run-state';

const now = '2026-01-01T00:00:00.000Z';
const begin: WindowEvent[] = [
  { kind: 'run.started', run: 'r', name: 'Demo', resumed: false, stages: [{ id: 'outputs', title: 'Outputs', total: 100, seconds: 30 }, { id: 'timing', title: 'Timing', total: 10, seconds: 10 }] },
  { kind: 'stage.started', stage: 'outputs', title: 'Outputs', detail: '', total: 200 },
  { kind: 'stage.progressed', stage: 'outputs', detail: 'model', done: 50, total: 200, ratePerSecond: 5, secondsLeft: 30 },
];
const after = (events: readonly WindowEvent[]): RunState => events.reduce((state, event) => afterEvent(state, event, now), unknownRun);

describe('a run in the window', () => {
  it('adds up the share that is done and the time that is left over its stages', () => {
    const { stages } = after(begin);
    // A quarter of 30 s of 40 s in all; 30 s of this stage and 10 s of the next.
    expect(fractionOf(stages)).toBeCloseTo(7.5 / 40, 12);
    expect(secondsLeftOf(stages)).toBe(40);
    expect(fractionOf([])).toBeNull();
  });

  it('pauses, goes on, and ends with its headline', () => {
    const paused = after([...begin, { kind: 'run.paused' }]);
    expect(paused.state).toBe('paused');
    const ended = [{ kind: 'run.continued' }, { kind: 'stage.finished', stage: 'outputs', seconds: 41 }, { kind: 'run.finished', run: 'r', headline: 'EE-HI wins', verdict: 'valid', seconds: 60 }, { kind: 'run.ended', run: 'r', status: 'finished', problem: null }]
      .reduce((state, event) => afterEvent(state, event as WindowEvent, now), paused);
    expect(ended).toMatchObject({ state: 'finished', headline: 'EE-HI wins', verdict: 'valid' });
    expect(ended.stages[0]).toMatchObject({ state: 'finished', done: 200, tookSeconds: 41 });
  });

  it('stays paused when it was paused before it had begun', () => {
    expect(after([{ kind: 'run.paused' }, ...begin]).state).toBe('paused');
    expect(after([{ kind: 'run.paused' }, ...begin, { kind: 'run.continued' }]).state).toBe('running');
  });

  it('is right again after a reload, whatever it showed before', () => {
    const snapshot: WindowEvent = { kind: 'run.snapshot', run: 'r', name: 'Demo', state: 'failed', stages: [], notes: [{ time: now, level: 'error', text: 'no disk' }], headline: null, verdict: null, problem: { code: 'store.full', field: null, sentence: 'The disk is full; free some space and continue the run.' } };
    expect(afterEvent(after(begin), snapshot, now)).toMatchObject({ known: true, state: 'failed', stages: [], problem: { code: 'store.full' } });
  });

  it('keeps the log short enough to show', () => {
    const state = after([...begin, ...Array.from({ length: 700 }, (_, i): WindowEvent => ({ kind: 'run.noted', level: 'info', text: `note ${i}` }))]);
    expect(state.notes).toHaveLength(500);
    expect(state.notes.at(-1)).toEqual({ time: now, level: 'info', text: 'note 699' });
  });

  it('knows what went wrong last, and that nothing did', () => {
    const note = (level: 'info' | 'error', text: string) => ({ time: now, level, text });
    expect(lastError([note('error', 'first'), note('error', 'last'), note('info', 'after')])).toBe('last');
    expect(lastError([note('info', 'only this')])).toBeNull();
  });

  it('names the button where a sentence names the terminal’s command, in both languages', () => {
    const stopped = new StudioError('run.interrupted-by-remote', { done: 3, total: 9, cause: 'gone', id: '2026-11-21-one' });
    expect(withButton(stopped.message, 'Continue')).toMatch(/bring the server back and run "Continue"\.$/);
    expect(withButton(spanish.text(stopped.message), 'Continuar')).toMatch(/siga con «Continuar»\.$/);
    expect(withButton('go on with "hi-studio run --resume". What was measured is kept.', 'Continue')).toBe('go on with "Continue". What was measured is kept.');
  });

  it('says durations as people do', () => {
    expect([0.2, 4.4, 125, 4800].map(durationText)).toEqual(['< 1 s', '4 s', '2 min 05 s', '1 h 20 min']);
    expect([0.2, 4.4].map(estimateText)).toEqual(['< 1 s', '≈ 4 s']);
  });
});
