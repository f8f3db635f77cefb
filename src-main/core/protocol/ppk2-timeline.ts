/**
 * The place of every PPK2 sample in time, losses of any size included.
 *
 * The counter tells a loss modulo 64. The rest follows from the host's clock: chunk k arrives at
 *     hostMs(k) = sample(k) · period + delay(k),   delay ≥ transport,
 * and the smallest delay of a stretch is steady but for clock drift. A loss of 64 n more samples lifts it by 64 n periods.
 * After a loss or a silence samples are held back for a quarter of a second, until that lift is known; a loss that
 * the counter cannot show (a multiple of 64) is seen half a second late and said to be so.
 */
import type { TraceBlock, TraceEvent } from '../trace/trace';
import type { Ppk2Portion } from './ppk2-samples';

const windowMs = 250;
const silenceMs = 50;
/** Windows remembered; their trend is the drift between the clocks. */
const keptWindows = 40;
const largestDrift = 500e-6;

export interface TimelineSink { block(block: TraceBlock): void; event(event: TraceEvent): void }

interface Hold { readonly sinceMs: number; readonly at: number; known: number; least: number; readonly blocks: TraceBlock[]; readonly why: string[] }

export class Ppk2Timeline {
  readonly #periodMs: number;
  readonly #sink: TimelineSink;
  readonly #windows: { readonly ms: number; readonly least: number }[] = [];
  #next = 0;
  #lost = 0;
  #hold: Hold | null = null;
  #lastMs: number | null = null;
  #windowStart = 0;
  #windowLeast = Infinity;
  #lifted = 0;

  constructor(rateHz: number, sink: TimelineSink) {
    this.#periodMs = 1000 / rateHz;
    this.#sink = sink;
  }

  /** Sample periods so far, lost ones included; exact once nothing is held back. */
  get samples(): number {
    return this.#next;
  }

  get lost(): number {
    return this.#lost;
  }

  push({ count, current, logic, losses }: Ppk2Portion, hostMs: number): void {
    if (this.#lastMs === null) this.#windowStart = hostMs;
    else if (hostMs - this.#lastMs > silenceMs && count > 0) this.#suspect(hostMs, 0, `nothing came for ${Math.round(hostMs - this.#lastMs)} ms`);
    let from = 0;
    for (const { at, missing, corruptBytes, duplicates } of losses) {
      this.#append(current, logic, from, at, hostMs);
      from = at;
      if (duplicates > 0) this.#sink.event({ kind: 'loss', sample: this.#next, samples: 0, why: 'a sample came twice; the second was dropped' });
      if (corruptBytes > 0) this.#suspect(hostMs, missing, `${corruptBytes} bytes were not samples`);
      else if (missing > 0) this.#suspect(hostMs, missing, 'the counter jumped');
    }
    this.#append(current, logic, from, count, hostMs);
    if (count === 0) return;
    this.#lastMs = hostMs;
    this.#judge(hostMs, hostMs - this.#next * this.#periodMs);
  }

  /** Nothing more will come: what is held back goes out. */
  flush(): void {
    if (this.#hold !== null) this.#release();
  }

  #append(current: Float32Array, logic: Uint8Array, from: number, to: number, hostMs: number): void {
    if (to <= from) return;
    const block: TraceBlock = { firstSample: this.#next, values: current.slice(from, to), voltage: null, digital: logic.slice(from, to), hostMs };
    this.#next += to - from;
    if (this.#hold === null) this.#sink.block(block);
    else this.#hold.blocks.push(block);
  }

  #suspect(hostMs: number, missing: number, why: string): void {
    this.#hold ??= { sinceMs: hostMs, at: this.#next, known: 0, least: Infinity, blocks: [], why: [] };
    this.#hold.known += missing;
    if (!this.#hold.why.includes(why)) this.#hold.why.push(why);
    this.#next += missing;
    this.#lost += missing;
  }

  #judge(hostMs: number, delay: number): void {
    if (this.#hold !== null) {
      this.#hold.least = Math.min(this.#hold.least, delay);
      if (hostMs - this.#hold.sinceMs >= windowMs) this.#release();
      return;
    }
    this.#windowLeast = Math.min(this.#windowLeast, delay);
    if (hostMs - this.#windowStart < windowMs) return;
    const lift = Math.max(0, this.#lift(hostMs, this.#windowLeast));
    if (lift === 0) {
      this.#lifted = 0;
      this.#remember(hostMs, this.#windowLeast);
    } else if (++this.#lifted >= 2) {
      // Two windows in a row: no hiccup of this machine lasts that long without a chunk in time.
      this.#sink.event({ kind: 'loss', sample: this.#next, samples: lift, why: 'seen by the clock alone, somewhere in the half second before' });
      this.#next += lift;
      this.#lost += lift;
      this.#lifted = 0;
      this.#remember(hostMs, this.#windowLeast - lift * this.#periodMs);
    }
    this.#startWindow(hostMs);
  }

  #release(): void {
    const { sinceMs, at, known, least, blocks, why } = this.#hold as Hold;
    const lift = Number.isFinite(least) ? this.#lift(sinceMs, least) : 0;
    // A counter that came twice looks like 63 lost samples; then, and only then, the clock may take them back.
    const repeated = known === 63 && lift === -64;
    const unseen = repeated ? -known : Math.max(0, lift);
    this.#hold = null;
    this.#next += unseen;
    this.#lost += unseen;
    const missing = known + unseen;
    if (repeated) this.#sink.event({ kind: 'loss', sample: at, samples: 0, why: 'the counter came twice; by the clock nothing is missing' });
    if (missing > 0) this.#sink.event({ kind: 'loss', sample: at, samples: missing, why: `${why.join('; ')}${this.#windows.length === 0 ? '; 64 or a multiple of it may be missing besides' : ''}` });
    for (const block of blocks) this.#sink.block(unseen === 0 ? block : { ...block, firstSample: block.firstSample + unseen });
    this.#startWindow(this.#lastMs ?? 0);
  }

  /** Samples that the host's clock says are missing besides: a multiple of 64 (negative: too many counted), 0 while there is nothing to compare with. */
  #lift(ms: number, least: number): number {
    const windows = this.#windows;
    if (windows.length === 0) return 0;
    const half = windows.length >> 1;
    const mean = (part: typeof windows, key: 'ms' | 'least'): number => part.reduce((sum, window) => sum + window[key], 0) / part.length;
    const [early, late] = [windows.slice(0, half), windows.slice(half)];
    const slope = windows.length < 8 ? 0 : (mean(late, 'least') - mean(early, 'least')) / (mean(late, 'ms') - mean(early, 'ms'));
    const last = windows[windows.length - 1];
    const expected = last.least + Math.max(-largestDrift, Math.min(largestDrift, slope)) * (ms - last.ms);
    return 64 * Math.round((least - expected) / (64 * this.#periodMs));
  }

  #remember(ms: number, least: number): void {
    this.#windows.push({ ms, least });
    if (this.#windows.length > keptWindows) this.#windows.shift();
  }

  #startWindow(ms: number): void {
    this.#windowStart = ms;
    this.#windowLeast = Infinity;
  }
}
