/**
 * Joins the signals of a Joulescope, which come in blocks of their own, into one trace: what any of them lost is lost, and said.
 * Current and voltage share one grid of sample ids; lines may have a finer one and are read at the ids of the grid.
 */
import type { TraceBlock } from '../trace/trace';
import type { JoulescopeData } from './joulescope';

export interface JoinedListener {
  block(block: TraceBlock): void;
  /** Samples from number `sample` on that some signal did not have. */
  loss(sample: number, samples: number, why: string): void;
}

/** Ids from `from` on, before `to`. `floats` of current and voltage, `bits` of a line. */
interface Stretch { readonly from: number; readonly to: number; readonly every: number; readonly floats: Float32Array | null; readonly bits: Uint8Array | null }

/** A signal that goes on while another has stopped is kept this long, s; the rest of it is lost anyway. */
const patienceS = 2;

export class JoulescopeJoiner {
  readonly #signals: readonly string[];
  readonly #held: ReadonlyMap<string, Stretch[]>;
  readonly #listener: JoinedListener;
  #grid: { readonly zero: number; readonly every: number; readonly perSecond: number } | null = null;
  #next = 0;
  #lost = 0;

  /** `lines`: numbers of the inputs; bit k of a block's digital levels is the k-th of them. */
  constructor(lines: readonly number[], listener: JoinedListener) {
    this.#signals = ['i', 'v', ...lines.map((line) => `gpi${line}`)];
    this.#held = new Map(this.#signals.map((signal) => [signal, []]));
    this.#listener = listener;
  }

  /** Sample periods since the first sample that all signals had. */
  get samples(): number {
    return this.#next;
  }

  get lost(): number {
    return this.#lost;
  }

  /** Samples per second; null before the first block of current. */
  get rateHz(): number | null {
    return this.#grid && this.#grid.perSecond / this.#grid.every;
  }

  push({ signal, sampleId, every, perSecond, count, payload }: JoulescopeData, hostMs: number): void {
    const held = this.#held.get(signal);
    if (held === undefined || count === 0) return;
    if (signal === 'i') this.#grid ??= { zero: -1, every, perSecond };
    const to = sampleId + count * every;
    const after = held.at(-1)?.to ?? 0;
    // A block that came twice, or late, has nothing that is not here already.
    if (to <= after) return;
    const line = signal !== 'i' && signal !== 'v';
    // A copy: the bytes may lie anywhere in a larger buffer, and floats need an even address.
    const own = new Uint8Array(payload);
    held.push({ from: sampleId, to, every, floats: line ? null : new Float32Array(own.buffer), bits: line ? own : null });
    while (held.length > 1 && to - held[0].from > patienceS * perSecond) held.shift();
    this.#join(hostMs);
  }

  #join(hostMs: number): void {
    if (this.#grid === null) return;
    for (;;) {
      const heads = this.#heads();
      if (heads === null) return;
      const from = Math.max(...heads.map((head) => head.from));
      const to = Math.min(...heads.map((head) => head.to));
      if (this.#grid.zero < 0) {
        const current = heads[0].from;
        this.#grid = { ...this.#grid, zero: current + Math.ceil((from - current) / this.#grid.every) * this.#grid.every };
      }
      const { zero, every } = this.#grid;
      const first = Math.max(this.#next, Math.ceil((from - zero) / every));
      const end = Math.ceil((to - zero) / every);
      if (first < end) {
        if (first > this.#next) {
          this.#lost += first - this.#next;
          this.#listener.loss(this.#next, first - this.#next, 'the sample ids of the Joulescope jumped');
        }
        this.#listener.block(this.#blockOf(heads, first, end - first, hostMs));
        this.#next = end;
      }
      // Whatever ended first has no part in what follows.
      for (const held of this.#held.values()) if (held[0].to <= to) held.shift();
    }
  }

  /** The first stretch of every signal; null where one has none. */
  #heads(): Stretch[] | null {
    const heads: Stretch[] = [];
    for (const signal of this.#signals) {
      const head = this.#held.get(signal)?.[0];
      if (head === undefined) return null;
      heads.push(head);
    }
    return heads;
  }

  #blockOf([current, voltage, ...lines]: readonly Stretch[], first: number, count: number, hostMs: number): TraceBlock {
    const { zero, every } = this.#grid as { zero: number; every: number };
    const digital = lines.length === 0 ? null : new Uint8Array(count);
    for (const [bit, { from, every: step, bits }] of lines.entries()) {
      for (let k = 0; k < count; k++) {
        const at = Math.floor((zero + (first + k) * every - from) / step);
        if (digital !== null && bits !== null && ((bits[at >> 3] >> (at & 7)) & 1) === 1) digital[k] |= 1 << bit;
      }
    }
    const cut = ({ from, every: step, floats }: Stretch): Float32Array => {
      const at = Math.floor((zero + first * every - from) / step);
      if (step === every) return (floats as Float32Array).slice(at, at + count);
      return Float32Array.from({ length: count }, (_, k) => (floats as Float32Array)[Math.floor((zero + (first + k) * every - from) / step)]);
    };
    const values = cut(current);
    const volts = cut(voltage);
    // A power of which one factor is unknown is unknown.
    for (let k = 0; k < count; k++) if (Number.isNaN(volts[k])) values[k] = Number.NaN;
    for (const value of values) if (Number.isNaN(value)) this.#lost++;
    return { firstSample: first, values, voltage: volts, digital, hostMs };
  }
}
