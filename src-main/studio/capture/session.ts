/** One capture from its first sample to its last: the instrument may go and come back, time goes on, and what lies between is a gap. */
import { StudioError } from '../../core/errors';
import type { Analyzer, AnalyzerInfo, AnalyzerSettings, TraceBlock, TraceEvent, TraceFormat } from '../../engine/analyzer-ports';
import { pause, type Timekeeper } from '../../transport/timekeeper';
import { createTalk, type Notice } from './talk';

/** Where samples go, numbered from the start of the capture over all segments. `begin` comes once, before everything else. Errors of `block` and `event` end the capture. */
export interface CaptureSink {
  begin(about: { readonly format: TraceFormat; readonly info: AnalyzerInfo; readonly settings: AnalyzerSettings }): void;
  block(block: TraceBlock): void;
  event(event: TraceEvent): void;
}

export interface SessionState {
  readonly phase: 'measuring' | 'waiting' | 'stopped' | 'failed';
  readonly info: AnalyzerInfo; readonly format: TraceFormat;
  /** Samples that came with a value; `end` counts lost ones too. */
  readonly measured: number; readonly end: number;
  /** Over the last 100 ms or more, A or W; null where nothing was measured in it. */
  readonly mean: number | null; readonly peak: number | null;
  /** Stretches with samples between interruptions; `to` null while it goes on. */
  readonly segments: readonly { readonly from: number; readonly to: number | null }[];
  readonly notices: readonly Notice[];
  /** Why it waits or failed. */
  readonly problem: StudioError | null;
}

export interface CaptureSession {
  state(): SessionState;
  /** Takes the supply away and frees the port. Resolves after the last block went to the sink; safe to call twice. */
  stop(): Promise<void>;
  /** The sink cannot take any more. */
  fail(error: StudioError): void;
  /** Resolves when it has stopped or failed, the instrument closed. */
  readonly done: Promise<void>;
}

export interface SessionParts {
  readonly time: Timekeeper;
  /** Opens the instrument where it is now. Called again after it was gone. */
  open(): Promise<Analyzer>;
  readonly settings: AnalyzerSettings;
  readonly sink: CaptureSink;
  /** How long an instrument that went away is waited for; left out: until it is stopped. */
  readonly patienceMs?: number;
  /** Something else than the number of samples changed. */
  readonly onChange?: () => void;
}

/** With these the instrument is gone or mute, and may come back; with any other the capture has failed. */
const passing: ReadonlySet<string> = new Set([
  'port.gone', 'port.silent', 'port.flooded', 'port.missing', 'port.held', 'port.forbidden', 'port.refused', 'port.unreachable', 'port.not-a-port',
  'analyzer.stalled', 'analyzer.not-it', 'analyzer.no-port', 'analyzer.several-ports', 'analyzer.other-device',
]);
/** Between attempts to find the instrument again; the last one holds. The first is short: a plug that is put back is found within 2 s. */
const waitsMs = [250, 500, 500, 1000, 1000, 1000, 1500];
const recentMs = 100;
/** A flapping cable must not fill the memory; what follows is in the last one. */
const mostSegments = 1000;

/** Resolves once the instrument has begun. Whatever fails until then rejects: nothing was recorded yet. Errors: analyzer.*, port.* */
export async function startSession({ time, open, settings, sink, patienceMs = Infinity, onChange = () => undefined }: SessionParts): Promise<CaptureSession> {
  const segments: { from: number; to: number | null }[] = [];
  const { notices, tell, lost: tellLost } = createTalk();
  let [phase, problem]: [SessionState['phase'], StudioError | null] = ['measuring', null];
  let [measured, end, lastMs] = [0, 0, time.ms()];
  const recent = { fromMs: time.ms(), n: 0, sum: 0, peak: -Infinity, mean: null as number | null, shownPeak: null as number | null };
  let first: { readonly info: AnalyzerInfo; readonly format: TraceFormat } | null = null;
  let analyzer: Analyzer | null = null;
  let stopping = false;
  let finished = (): void => undefined;
  const done = new Promise<void>((resolve) => (finished = resolve));
  let wake = (): void => undefined;

  const live = (): boolean => phase === 'measuring' || phase === 'waiting';
  const look = (block: TraceBlock): void => {
    let [n, sum, peak] = [0, 0, recent.peak];
    for (const value of block.values) {
      if (value !== value) continue;
      n++;
      sum += value;
      if (value > peak) peak = value;
    }
    measured += n;
    recent.n += n;
    recent.sum += sum;
    recent.peak = peak;
    if (block.hostMs - recent.fromMs < recentMs) return;
    Object.assign(recent, { mean: recent.n > 0 ? recent.sum / recent.n : null, shownPeak: recent.n > 0 ? recent.peak : null, fromMs: block.hostMs, n: 0, sum: 0, peak: -Infinity });
  };
  const toSink = (act: () => void): void => {
    try {
      if (live()) act();
    } catch (error) {
      if (!(error instanceof StudioError)) throw error;
      void conclude('failed', error);
    }
  };

  /** One life of the instrument; resolves once it has begun to measure. */
  const begin = async (): Promise<void> => {
    const mine = await open();
    // It was stopped while the port opened: nothing may be switched on any more.
    if (stopping) return mine.close();
    analyzer = mine;
    try {
      const info = await mine.identify();
      if (first !== null && !isSame(first.info, info)) throw new StudioError('analyzer.other-device', { port: info.address, expected: named(first.info), got: named(info) });
      const taken = await mine.configure(settings);
      // Blocks may come before `start` has told the format.
      let early: (() => void)[] | null = [];
      let offset = 0;
      let segment: { from: number; to: number | null } | null = null;
      const soon = (act: () => void): void => void (early === null ? act() : early.push(act));
      const format = await mine.start({
        onBlock: (block) => soon(() => toSink(() => {
          const firstSample = block.firstSample + offset;
          if (segment === null) segment = enter(firstSample);
          end = firstSample + block.values.length;
          lastMs = block.hostMs;
          look(block);
          sink.block(offset === 0 ? block : { ...block, firstSample });
        })),
        onEvent: (event) => soon(() => toSink(() => {
          const sample = event.sample + offset;
          if (event.kind === 'loss' && event.samples !== 0) tellLost(sample, event.samples, (first?.format ?? format).rateHz);
          if (event.kind === 'overload') tell('warning', sample, `Overload: ${event.text}.`);
          if (event.kind === 'note') tell('warning', sample, event.text);
          sink.event({ ...event, sample });
        })),
        onFailure: (error) => {
          if (segment !== null) segment.to = end;
          if (analyzer === mine && live() && !stopping) void lose(error);
        },
      });
      if (first === null) {
        first = { info, format };
        sink.begin({ info, format, settings: taken });
      } else {
        const change = changeOf(first.format, format);
        if (change !== null) throw new StudioError('analyzer.changed', { analyzer: info.model, ...change });
        // Its own count began anew at this moment of the host's clock.
        offset = end + Math.max(0, Math.round(((time.ms() - lastMs) * format.rateHz) / 1000));
      }
      const waiting = early;
      early = null;
      waiting.forEach((act) => act());
    } catch (error) {
      analyzer = null;
      await mine.close();
      throw error;
    }
  };

  /** The first block of a segment has come. */
  const enter = (sample: number): { from: number; to: number | null } => {
    if (segments.length > 0) {
      const missing = sample - end;
      const why = `the instrument was away; ${missing} samples are missing by this machine's clock`;
      sink.event({ kind: 'segment', sample, why });
      sink.event({ kind: 'loss', sample: end, samples: missing, why });
      tell('info', sample, `The instrument is back after ${(missing / (first?.format.rateHz ?? 1)).toFixed(1)} s; the recording goes on, with a gap.`);
    }
    if (segments.length < mostSegments) segments.push({ from: sample, to: null });
    const segment = segments[segments.length - 1];
    segment.to = null;
    onChange();
    return segment;
  };

  const lose = async (error: StudioError): Promise<void> => {
    const gone = analyzer;
    analyzer = null;
    if (!passing.has(error.code)) return conclude('failed', error, gone);
    [phase, problem] = ['waiting', error];
    tell('warning', end, error.message);
    onChange();
    await gone?.close();
    const since = time.ms();
    for (let attempt = 0; phase === 'waiting' && !stopping; attempt++) {
      if (time.ms() - since >= patienceMs) return conclude('failed', problem);
      await Promise.race([pause(time, waitsMs[Math.min(attempt, waitsMs.length - 1)]), new Promise<void>((resolve) => (wake = resolve))]);
      if (phase !== 'waiting' || stopping) break;
      try {
        await begin();
        if (analyzer !== null && live()) [phase, problem] = ['measuring', null];
        onChange();
        return;
      } catch (again) {
        if (!(again instanceof StudioError)) throw again;
        if (!passing.has(again.code)) return conclude('failed', again);
        if (again.code !== problem?.code) onChange();
        problem = again;
      }
    }
  };

  const conclude = async (how: 'stopped' | 'failed', error: StudioError | null, held: Analyzer | null = analyzer): Promise<void> => {
    if (!live()) return done;
    stopping = true;
    wake();
    analyzer = null;
    let reason = error;
    if (how === 'stopped') {
      try {
        // The last blocks still go to the sink.
        await held?.stop();
      } catch (late) {
        if (!(late instanceof StudioError)) throw late;
        reason = late;
      }
    }
    if (live()) [phase, problem] = [how, how === 'failed' ? reason : null];
    if (reason !== null) tell(how === 'failed' ? 'error' : 'warning', end, reason.message);
    const last = segments[segments.length - 1];
    if (last !== undefined) last.to ??= end;
    onChange();
    await held?.close();
    finished();
  };

  await begin();
  let stopped: Promise<void> | null = null;
  return {
    done,
    state: () => ({ phase, problem, info: (first as NonNullable<typeof first>).info, format: (first as NonNullable<typeof first>).format, measured, end, mean: recent.mean, peak: recent.shownPeak, segments, notices }),
    stop: () => (stopped ??= conclude('stopped', null)),
    fail: (error) => void conclude('failed', error),
  };
}

const named = ({ model, serial }: AnalyzerInfo): string => (serial === null ? model : `${model} (${serial})`);
const isSame = (a: AnalyzerInfo, b: AnalyzerInfo): boolean => a.kind === b.kind && a.model === b.model && a.serial === b.serial;

/** What makes it impossible to write on into the same recording; null: nothing. */
function changeOf(was: TraceFormat, is: TraceFormat): { what: string; was: string; is: string } | null {
  const facts = ({ rateHz, quantity, voltageV, lines }: TraceFormat): Record<string, string> => ({ 'sample rate': `${rateHz} Hz`, quantity, supply: voltageV === null ? 'measured' : `${voltageV} V`, 'digital lines': lines.join(' ') });
  const [a, b] = [facts(was), facts(is)];
  const what = Object.keys(a).find((key) => a[key] !== b[key]);
  return what === undefined ? null : { what, was: a[what], is: b[what] };
}
