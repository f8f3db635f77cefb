/** One trace on screen: what is looked at, what was loaded for it, and the frames in which it moves. Plot, minimap, tools and tables share it; samples stay outside of reactivity. */
import { effectScope, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { createFollowClock } from './follow-clock';
import { createNewestAsked } from './newest-asked';
import type { Channel, TraceSource, TraceWindow, WindowRequest } from './trace-source';
import { aroundSelection, following as followed, heldWithin, panned, selectionBetween, showing, widthOf, wholeOf, zoomed, type Reach, type Span } from './viewport';

/** What drives the drawing; a test gives one that it turns by hand. */
export interface FrameClock { request(step: (nowMs: number) => void): number; cancel(frame: number): void }
export const browserFrames: FrameClock = { request: (step) => requestAnimationFrame(step), cancel: (frame) => cancelAnimationFrame(frame) };

/** A follower sees this much at first. */
const FIRST_VIEW_S = 5;
/** Texts, tables and addresses follow the view at this pace; only canvases move with every frame. */
const TELL_MS = 250;
const OVERVIEW_MS = 1_000;
const RETRY_MS = 1_000;
/** Where motion is unwelcome, a followed trace moves on in steps. */
const STEP_MS = 1_000;
/** Loaded beyond each edge, as a share of the view: a little panning needs no answer. */
const MARGIN = 0.08;
const AHEAD_S = 0.3;
/** What the studio gives at most. */
const MOST_POINTS = 8192;

export interface TraceStage {
  readonly source: TraceSource;
  readonly channels: Ref<readonly Channel[]>;
  readonly log: Ref<boolean>;
  /** What dragging does. */
  readonly tool: Ref<'move' | 'select'>;
  /** The view moves with the newest samples. False while a person looks at something else; recording does not care. */
  readonly following: Ref<boolean>;
  readonly live: Ref<boolean>;
  readonly selection: ShallowRef<Span | null>;
  /** The view and window of a moment ago, for texts and tables. */
  readonly shown: ShallowRef<{ readonly view: Span; readonly window: TraceWindow | null }>;
  readonly framesPerSecond: Ref<number | null>;
  readonly problem: ShallowRef<unknown>;
  /** These change with every frame. */
  readonly view: () => Span;
  readonly reach: () => Reach;
  readonly window: () => TraceWindow | null;
  readonly overview: () => TraceWindow | null;
  /** The plot's width, px; more points than pixels are never asked for. */
  resize(pixels: number): void;
  look(view: Span): void;
  pan(by: number): void;
  /** `at` null: the middle, or the newest sample while following. */
  zoom(factor: number, at?: number | null): void;
  fit(): void;
  zoomToSelection(): void;
  select(a: number, b: number): void;
  bring(at: number): void;
  /** What a capture says of itself; the trace has grown. */
  grew(endS: number, rateHz: number, live: boolean): void;
  reducedMotion(on: boolean): void;
  /** Called with every frame in which something changed; returns how to stop it. */
  onFrame(draw: () => void): () => void;
  redraw(): void;
  stop(): void;
}

export function createTraceStage(source: TraceSource, start: { readonly channels: readonly Channel[]; readonly live: boolean; readonly reach: Reach; readonly view?: Span }, frames: FrameClock = browserFrames): TraceStage {
  const scope = effectScope(true);
  const channels = ref(start.channels);
  const log = ref(false);
  const tool = ref<'move' | 'select'>('move');
  const live = ref(start.live);
  const following = ref(start.live && start.view === undefined);
  const selection = shallowRef<Span | null>(null);
  const framesPerSecond = ref<number | null>(null);
  const problem = shallowRef<unknown>(null);
  const listeners = new Set<() => void>();
  const clock = createFollowClock();
  let reach = start.reach;
  let view = start.view ?? (start.live ? followed({ from: 0, to: FIRST_VIEW_S }, reach.endS) : wholeOf(reach));
  const shown = shallowRef<{ view: Span; window: TraceWindow | null }>({ view, window: null });
  let window: TraceWindow | null = null;
  let overview: TraceWindow | null = null;
  let pixels = 0;
  let asked = '';
  let frame = 0;
  let dirty = true;
  let steps = false;
  let [toldAt, overviewAt, steppedAt, countedAt, counted] = [0, -Infinity, 0, 0, 0];
  let askAgainAt = 0;
  let failures = 0;
  /** Whether the window was asked for by a follower: then it reaches to the newest sample there was. */
  let followedIn = false;
  let overviewBusy = false;

  interface Wish { readonly request: WindowRequest; readonly follows: boolean }
  const loader = createNewestAsked(({ request }: Wish) => source.window(request), (answer, { follows }) => {
    window = answer;
    followedIn = follows;
    failures = 0;
    problem.value = null;
    grow(answer.end / answer.format.rateHz, answer.format.rateHz, answer.live);
    wake();
  }, (error) => {
    // A single failure mends itself with the next try, as when a capture ends in the middle of a question.
    if (++failures > 1) problem.value = error;
    asked = '';
    askAgainAt = performance.now() + RETRY_MS;
    again();
  });

  function wake(): void {
    dirty = true;
    again();
  }
  function grow(endS: number, rateHz: number, isLive: boolean): void {
    reach = { endS: Math.max(endS, rateHz === reach.rateHz ? reach.endS : 0), rateHz };
    if (live.value && !isLive) {
      if (following.value) view = followed(view, reach.endS);
      following.value = false;
      overviewAt = -Infinity;
    }
    live.value = isLive;
  }
  function load(nowMs: number): void {
    if (pixels === 0 || reach.endS === 0 || nowMs < askAgainAt) return;
    const width = widthOf(view);
    const margin = width * MARGIN;
    const follows = live.value && following.value;
    // A follower asks for everything up to the newest sample and what comes while the answer is on its way.
    const [first, last] = follows ? [Math.min(view.from, reach.endS - width) - margin, Math.max(view.to, reach.endS) + margin + AHEAD_S] : [view.from - margin, view.to + margin];
    const from = Math.max(0, Math.floor(first * reach.rateHz));
    const to = Math.max(from + 1, Math.ceil(last * reach.rateHz));
    const points = Math.min(MOST_POINTS, Math.ceil((pixels * (last - first)) / width));
    // Beyond the newest sample there is nothing: what grows there is part of the question.
    const question = `${from} ${to} ${points} ${channels.value.join()} ${to > reach.endS * reach.rateHz ? reach.endS : ''}`;
    if (question === asked) return;
    asked = question;
    // The studio knows best how far the trace reaches by then.
    loader.want({ request: { from, to, points, channels: channels.value }, follows });
  }
  async function loadOverview(nowMs: number): Promise<void> {
    if (overviewBusy || reach.endS === 0 || pixels === 0 || (overview !== null && !live.value && overviewAt > 0) || nowMs - overviewAt < OVERVIEW_MS) return;
    overviewBusy = true;
    overviewAt = nowMs;
    try {
      overview = await source.overview(Math.min(2048, Math.max(64, Math.ceil(pixels / 2))));
      if (!live.value) overviewAt = Infinity;
      wake();
    } catch (error) {
      console.warn('The minimap could not be loaded; it is asked for again:', error);
      failures = Math.max(failures, 1);
    } finally {
      overviewBusy = false;
    }
  }
  const newestInHand = (): number => (window !== null && followedIn ? window.to / window.format.rateHz : reach.endS);
  function again(): void {
    if (frame === 0) frame = frames.request(step);
  }
  function step(nowMs: number): void {
    frame = 0;
    if (live.value && following.value) {
      // What is in hand, not what was measured: the right edge is never empty.
      const endS = clock.endAt(nowMs, newestInHand());
      if (!steps || nowMs - steppedAt >= STEP_MS) {
        view = followed(view, endS);
        steppedAt = nowMs;
        dirty = true;
      }
    }
    load(nowMs);
    void loadOverview(nowMs);
    if (dirty) {
      dirty = false;
      counted++;
      for (const draw of listeners) draw();
    }
    if (nowMs - countedAt >= 1_000) {
      framesPerSecond.value = live.value && following.value && !steps && countedAt > 0 ? Math.round((counted * 1000) / (nowMs - countedAt)) : null;
      [countedAt, counted] = [nowMs, 0];
    }
    const untold = shown.value.view !== view || shown.value.window !== window;
    if (untold && nowMs - toldAt >= TELL_MS) {
      toldAt = nowMs;
      shown.value = { view, window };
    } else if (untold || live.value || dirty) return again();
    if (live.value || failures > 0) again();
  }
  const move = (next: Span): void => {
    view = next;
    wake();
  };
  scope.run(() => watch([channels, log, tool, following, selection, live], wake, { flush: 'sync' }));
  wake();

  return {
    source, channels, log, tool, following, live, selection, shown, framesPerSecond, problem,
    view: () => view, reach: () => reach, window: () => window, overview: () => overview,
    resize(next) {
      if (next === pixels) return;
      pixels = next;
      wake();
    },
    look: (next) => move(heldWithin(next, reach)),
    pan(by) {
      following.value = false;
      move(panned(view, by, reach));
    },
    zoom(factor, at = null) {
      if (following.value) move(followed(zoomed(view, view.to, factor, { ...reach, endS: Math.max(reach.endS, widthOf(view) * factor) }), clock.endAt(performance.now(), newestInHand())));
      else move(zoomed(view, at ?? (view.from + view.to) / 2, factor, reach));
    },
    fit() {
      following.value = false;
      move(wholeOf(reach));
    },
    zoomToSelection() {
      if (selection.value === null || widthOf(selection.value) <= 0) return;
      following.value = false;
      move(aroundSelection(selection.value, reach));
    },
    select: (a, b) => { selection.value = selectionBetween(a, b, reach); },
    bring(at) {
      following.value = false;
      move(showing(view, at, reach));
    },
    grew(endS, rateHz, isLive) {
      grow(endS, rateHz, isLive);
      wake();
    },
    reducedMotion: (on) => { steps = on; },
    onFrame(draw) {
      listeners.add(draw);
      wake();
      return () => listeners.delete(draw);
    },
    redraw() {
      askAgainAt = 0;
      wake();
    },
    stop() {
      scope.stop();
      loader.stop();
      listeners.clear();
      frames.cancel(frame);
      live.value = false;
    },
  };
}
