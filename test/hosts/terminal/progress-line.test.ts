/** A run's events as a person sees them: one moving line on a terminal, few lines in a log, JSON for scripts. */
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../src-main/contract/events';
import { createProgressLine, duration } from '../../../src-main/hosts/terminal/progress-line';

const stages = [{ id: 'outputs' as const, title: 'Asking the local models', total: 100, seconds: 5 }, { id: 'remote' as const, title: 'Offloading', total: 200, seconds: 30 }];
const started: RunEvent = { kind: 'run.started', run: 'r1', name: 'Demo', stages, resumed: false };
const progressed = (done: number, ratePerSecond: number | null): RunEvent => ({ kind: 'stage.progressed', stage: 'outputs', detail: 'little', done, total: 100, ratePerSecond, secondsLeft: ratePerSecond === null ? null : (100 - done) / ratePerSecond });

function screen(mode: 'line' | 'json' | 'quiet', tty: boolean): { text: () => string; clock: { now: number }; line: ReturnType<typeof createProgressLine> } {
  let text = '';
  const clock = { now: 0 };
  return { text: () => text, clock, line: createProgressLine({ write: (part) => (text += part), isTTY: tty, columns: 90 }, mode, () => clock.now) };
}

describe('progress on a terminal', () => {
  it('shows what is done of how much, the rate, and the time left of stage and run', () => {
    const { line, text } = screen('line', true);
    line.show(started);
    expect(text()).toBe('Run r1: Demo; about 35 s\n');
    line.show(progressed(50, 25));
    const shown = text().split('\u001b[2K').at(-1) as string;
    // 50 at 25 a second are 2 s; the later stage was planned with 30.
    expect(shown).toBe('1/2 Asking the local models  ████████████░░░░░░░░░░░░  50/100  25/s  2 s left (run: 32 s)  little'.slice(0, 89));
    line.show({ kind: 'stage.finished', stage: 'outputs', seconds: 4 });
    expect(text().endsWith('\r\u001b[2K1/2 Asking the local models: done in 4 s\n')).toBe(true);
  });

  it('claims no rate before anything was done', () => {
    const { line, text } = screen('line', true);
    line.show(started);
    line.show(progressed(0, null));
    expect(text()).toContain('0/100  little');
    expect(text()).not.toMatch(/\/s|left/);
  });
});

describe('progress in a log', () => {
  it('writes a line every five seconds and no control characters', () => {
    const { line, text, clock } = screen('line', false);
    line.show(started);
    for (; clock.now < 12_000; clock.now += 100) line.show(progressed(Math.floor(clock.now / 200), 5));
    expect(text().split('\n').filter((row) => row.includes('█') || row.includes('░')).length).toBe(3);
    expect(text()).not.toContain('\u001b');
  });

  it('is JSON, an event a line, for scripts', () => {
    const { line, text } = screen('json', false);
    for (const event of [started, progressed(10, 5)]) line.show(event);
    expect(text().trimEnd().split('\n').map((row) => JSON.parse(row) as unknown)).toEqual([started, progressed(10, 5)]);
  });
});

describe('a duration', () => {
  it('is written as people say it', () => {
    expect([0.4, 59.4, 61, 600, 3599.6, 7260, Infinity].map(duration)).toEqual(['0 s', '59 s', '1 min 01 s', '10 min 00 s', '1 h 00 min', '2 h 01 min', '?']);
  });
});
