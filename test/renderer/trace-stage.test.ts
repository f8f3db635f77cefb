/** A trace on screen with a fake studio behind it: what it asks for, when it follows, and that it never asks twice or in a queue. */
import { effectScope, nextTick } from 'vue';
import { describe, expect, it } from 'vitest';
import type { SelectionStatistics } from '../../src-main/core/trace';
import { pressKey } from '../../src-renderer/chart/stream/keys';
import { createNewestAsked } from '../../src-renderer/chart/stream/newest-asked';
import type { TraceMark, TraceSource, TraceWindow, WindowRequest } from '../../src-renderer/chart/stream/trace-source';
import { createTraceStage, type TraceStage } from '../../src-renderer/chart/stream/trace-stage';
import { samplesOf, typedSeconds, useSelectionNumbers } from '../../src-renderer/features/capture/selection-numbers';
import { useTraceMarks, type MarkQuestions } from '../../src-renderer/features/capture/trace-marks';
import { flatWindow } from '../support/trace-window';

const RATE = 1000;
const settle = async (): Promise<void> => { for (let i = 0; i < 6; i++) await Promise.resolve(); };

/** Frames that are turned by hand, 16 ms each. */
function handFrames(): { clock: { request: (step: (now: number) => void) => number; cancel: () => void }; turn: (frames?: number) => Promise<void>; waiting: () => boolean } {
  let [now, step] = [0, null as ((now: number) => void) | null];
  return {
    clock: { request: (next) => ((step = next), 1), cancel: () => { step = null; } },
    waiting: () => step !== null,
    async turn(frames = 1) {
      for (let i = 0; i < frames; i++) {
        now += 16;
        const mine = step;
        step = null;
        mine?.(now);
        await settle();
      }
    },
  };
}
function fakeSource(state: { end: number; live: boolean }): TraceSource & { readonly asked: WindowRequest[]; statisticsAsked: [number, number][] } {
  const asked: WindowRequest[] = [];
  const statisticsAsked: [number, number][] = [];
  return {
    asked, statisticsAsked,
    window: async (request) => {
      asked.push(request);
      return flatWindow(request.from, request.to, request.points, state.end, RATE, state.live);
    },
    overview: async (points) => flatWindow(0, state.end, points, state.end, RATE, state.live),
    statistics: async (from, to) => {
      statisticsAsked.push([from, to]);
      return { from, to, durationS: (to - from) / RATE, samples: to - from, lost: 0, coverage: 1, energyJ: 1, chargeC: 1, current: null, voltage: null, power: null } satisfies SelectionStatistics;
    },
  };
}
interface Bench { stage: TraceStage; source: ReturnType<typeof fakeSource>; state: { end: number; live: boolean }; turn: (frames?: number) => Promise<void>; waiting: () => boolean }
async function bench(live: boolean, endS = 60): Promise<Bench> {
  const state = { end: endS * RATE, live };
  const source = fakeSource(state);
  const { clock, turn, waiting } = handFrames();
  const stage = createTraceStage(source, { channels: ['current'], live, reach: { endS, rateHz: RATE } }, clock);
  stage.resize(500);
  await turn(30);
  return { stage, source, state, turn, waiting };
}

describe('a trace on screen', () => {
  it('asks for what is in view once, with a margin, and never for more than two points a pixel', async () => {
    const { stage, source, turn, waiting } = await bench(false);
    expect(source.asked.length).toBe(1);
    expect(source.asked[0]).toMatchObject({ from: 0, to: 64_800, channels: ['current'] });
    expect(source.asked[0].points).toBeLessThanOrEqual(1000);
    stage.look({ from: 10, to: 20 });
    await turn(3);
    expect(source.asked[1]).toMatchObject({ from: 9200, to: 20_800 });
    await turn(100);
    expect(source.asked.length).toBe(2);
    // Nothing moves: no frame is wanted any more.
    expect(waiting()).toBe(false);
  });

  it('follows a capture and stops when a person looks elsewhere, while recording goes on', async () => {
    const { stage, state, turn } = await bench(true, 60);
    expect(stage.following.value).toBe(true);
    state.end = 70 * RATE;
    stage.grew(70, RATE, true);
    await turn(60);
    expect(stage.view().to).toBeGreaterThan(69);
    stage.pan(-30);
    const kept = stage.view();
    state.end = 90 * RATE;
    stage.grew(90, RATE, true);
    await turn(60);
    expect([stage.following.value, stage.view()]).toEqual([false, kept]);
    expect(stage.reach().endS).toBe(90);
    stage.following.value = true;
    await turn(60);
    expect(stage.view().to).toBeGreaterThan(89);
    stage.stop();
  });

  it('stays at the newest samples while zooming in a followed capture', async () => {
    const { stage, turn } = await bench(true);
    stage.zoom(0.1);
    await turn(10);
    expect(stage.following.value).toBe(true);
    expect(stage.view().to - stage.view().from).toBeCloseTo(0.5, 6);
    expect(stage.view().to).toBeGreaterThan(59);
    stage.stop();
  });

  it('moves in steps where motion is unwelcome', async () => {
    const { stage, state, turn } = await bench(true);
    stage.reducedMotion(true);
    const places = new Set<number>();
    for (let i = 0; i < 120; i++) {
      state.end += 16;
      stage.grew(state.end / RATE, RATE, true);
      await turn();
      places.add(stage.view().to);
    }
    // Two seconds of frames: at most a step a second.
    expect(places.size).toBeLessThanOrEqual(4);
    stage.stop();
  });

  it('stops following when the capture has ended', async () => {
    const { stage, state, turn } = await bench(true);
    state.live = false;
    stage.grew(60, RATE, false);
    await turn(5);
    expect([stage.live.value, stage.following.value]).toEqual([false, false]);
  });

  it('is moved, zoomed and selected by keys alone', async () => {
    const { stage } = await bench(false);
    const done: string[] = [];
    const press = (key: string, shiftKey = false): boolean => pressKey({ key, shiftKey, ctrlKey: false, metaKey: false, altKey: false }, stage, { place: () => done.push('place'), annotate: () => done.push('note') });
    for (let i = 0; i < 5; i++) press('+');
    const width = stage.view().to - stage.view().from;
    expect(width).toBeCloseTo(60 * 0.7 ** 5, 6);
    const { from } = stage.view();
    press('ArrowRight');
    expect(stage.view().from).toBeCloseTo(from + width * 0.1, 9);
    press('ArrowRight', true);
    press('ArrowRight', true);
    expect(stage.selection.value).not.toBeNull();
    const selected = stage.selection.value ?? expect.fail();
    expect(selected.to - selected.from).toBeCloseTo(width * 0.04, 9);
    press('Enter');
    expect(stage.view().from).toBeLessThanOrEqual(selected.from);
    expect(stage.view().to - stage.view().from).toBeLessThan(width * 0.05);
    expect([press('Escape'), stage.selection.value, press('Escape'), press('x'), press('m'), press('n')]).toEqual([true, null, false, false, true, true]);
    expect(done).toEqual(['place', 'note']);
    press('Home');
    expect(stage.view().from).toBe(0);
    press('End');
    expect(stage.view().to).toBeCloseTo(60, 9);
  });

  it('tells what went wrong and asks again only after a while', async () => {
    const { clock, turn } = handFrames();
    let asked = 0;
    const refuse = async (): Promise<TraceWindow> => {
      asked++;
      throw new Error('no answer');
    };
    const stage = createTraceStage({ ...fakeSource({ end: 1000, live: true }), window: refuse }, { channels: ['current'], live: true, reach: { endS: 1, rateHz: RATE } }, clock);
    stage.resize(100);
    await turn(20);
    // One failure is nothing to tell; it is asked again after a second, not with every frame.
    expect([asked, stage.problem.value]).toEqual([1, null]);
    stage.redraw();
    await turn(20);
    expect([asked, (stage.problem.value as Error).message]).toEqual([2, 'no answer']);
    stage.stop();
  });
});

describe('questions to the studio', () => {
  it('never queue: while one is in flight only the newest wish is kept', async () => {
    const answers: ((value: number) => void)[] = [];
    const [asked, got]: [number[], number[]] = [[], []];
    const questions = createNewestAsked<number, number>((question) => {
      asked.push(question);
      return new Promise((resolve) => answers.push(resolve));
    }, (answer) => got.push(answer), () => undefined);
    for (let i = 1; i <= 50; i++) questions.want(i);
    answers[0](10);
    await settle();
    answers[1](500);
    await settle();
    expect([asked, got]).toEqual([[1, 50], [10, 500]]);
    questions.stop();
    questions.want(51);
    expect(asked).toEqual([1, 50]);
  });
});

describe('the numbers below a trace', () => {
  it('are of the selection where there is one and else of the view, asked once each', async () => {
    const { stage, source, turn } = await bench(false);
    const scope = effectScope();
    const numbers = scope.run(() => useSelectionNumbers(stage)) ?? expect.fail();
    await settle();
    expect([numbers.of.value, source.statisticsAsked]).toEqual(['view', [[0, 60_000]]]);
    stage.select(2, 1.5);
    await nextTick();
    await settle();
    expect([numbers.of.value, source.statisticsAsked.at(-1), numbers.statistics.value?.durationS]).toEqual(['selection', [1500, 2000], 0.5]);
    await turn(50);
    expect(source.statisticsAsked.length).toBe(2);
    scope.stop();
  });

  it('hold at least the sample that a selection touches', () => {
    expect(samplesOf({ from: 0.5, to: 0.5 }, 1000, 60_000)).toEqual({ from: 500, to: 501 });
    expect(samplesOf({ from: 59.9, to: 99 }, 1000, 60_000)).toEqual({ from: 59_900, to: 60_000 });
  });
});

describe('markers of a recording', () => {
  function fakeMarks(fail = false): MarkQuestions & { kept: TraceMark[]; integralsAsked: [number, number][] } {
    const kept: TraceMark[] = [];
    const integralsAsked: [number, number][] = [];
    let next = 0;
    return {
      kept, integralsAsked,
      marks: async () => [...kept],
      mark: async ({ mark }) => {
        if (fail) throw new Error('the disk is full');
        const saved = { ...mark, id: mark.id ?? `m${next++}` };
        kept.splice(0, kept.length, ...kept.filter(({ id }) => id !== saved.id), saved);
        return saved;
      },
      unmark: async ({ mark }) => { kept.splice(0, kept.length, ...kept.filter(({ id }) => id !== mark)); },
      statistics: async ({ from, to }) => {
        integralsAsked.push([from, to]);
        return { from, to, durationS: 1, samples: 1, lost: 0, coverage: 1, energyJ: (to - from) * 1e-3, chargeC: null, current: null, voltage: null, power: null };
      },
    };
  }

  it('integrate between every two of them, ask for each stretch once, and follow a marker that is moved', async () => {
    const bridge = fakeMarks();
    const scope = effectScope();
    const marks = scope.run(() => useTraceMarks(bridge, 'r')) ?? expect.fail();
    await marks.place(300.4, null, '');
    const first = await marks.place(100, null, 'sleep');
    await settle();
    expect(marks.integrals.value.map(({ name, statistics }) => [name, statistics?.energyJ])).toEqual([['A–B', 0.2]]);
    await marks.change(first, { from: 200 });
    await settle();
    expect(marks.integrals.value.map(({ statistics }) => statistics?.energyJ)).toEqual([0.1]);
    await marks.change({ ...first, from: 200 }, { from: 100 });
    await settle();
    expect(bridge.integralsAsked).toEqual([[100, 300], [200, 300]]);
    scope.stop();
  });

  it('can be taken away and brought back', async () => {
    const bridge = fakeMarks();
    const scope = effectScope();
    const marks = scope.run(() => useTraceMarks(bridge, 'r')) ?? expect.fail();
    const mark = await marks.place(10, 20, 'inference');
    const undo = await marks.remove(mark);
    expect([marks.all.value, bridge.kept]).toEqual([[], []]);
    await undo();
    expect(marks.all.value).toMatchObject([{ from: 10, to: 20, text: 'inference' }]);
    scope.stop();
  });

  it('go back to their place where the studio refuses a move', async () => {
    const bridge = fakeMarks(true);
    const scope = effectScope();
    const marks = scope.run(() => useTraceMarks(bridge, 'r')) ?? expect.fail();
    await expect(marks.change({ id: 'm', from: 5, to: null, text: '', colour: null }, { from: 9 })).rejects.toThrow('the disk is full');
    expect(marks.all.value).toMatchObject([{ id: 'm', from: 5 }]);
    scope.stop();
  });
});

describe('the typed ends of a selection', () => {
  it.each([['2.5', 2.5], ['2,5', 2.5], [' 3 ', 3], ['', null], ['soon', null], ['1,000.5', null]])('%j is %s s', (text, seconds) => {
    expect(typedSeconds(text)).toBe(seconds);
  });
});
