/** Puts the blocks of an instrument, however they are cut, onto the even grid of blocks in which traces are kept. */
import { StudioError } from '../errors';
import { storedChannels, type TraceBlock, type TraceFormat } from './trace';

/** Samples in a kept block: whole cells of level 2, and at most about two seconds at fast rates. */
export const blockSamplesAt = (rateHz: number): number => (rateHz >= 32_768 ? 65_536 : 4096);

/** A longer silence than this is a broken sample counter, not a gap. */
const LONGEST_GAP_S = 7 * 86_400;

/** Block `index` covers samples from index * blockSamples on; `filled` of them have passed, the last block of a trace may have fewer. */
export interface FilledBlock {
  readonly index: number;
  readonly filled: number;
  /** One array (blockSamples) a stored channel; NaN is lost. */
  readonly channels: readonly Float32Array[];
  /** (blockSamples) levels; null without lines. Of a lost sample: the level before it. */
  readonly digital: Uint8Array | null;
}

export class BlockBuilder implements FilledBlock {
  readonly format: TraceFormat;
  readonly blockSamples: number;
  index = 0;
  filled = 0;
  channels: Float32Array[];
  digital: Uint8Array | null;
  /** Samples that came a second time and were left out: the first account stands. */
  repeated = 0;
  readonly #onFull: (block: FilledBlock) => void;
  #level = 0;

  /** `onFull` owns the arrays it is given. A block in which nothing was measured is not handed over. */
  constructor(format: TraceFormat, blockSamples: number, onFull: (block: FilledBlock) => void) {
    this.format = format;
    this.blockSamples = blockSamples;
    this.#onFull = onFull;
    this.channels = this.#emptyChannels();
    this.digital = this.#emptyDigital();
  }

  /** Number of the sample that comes next. */
  get end(): number {
    return this.index * this.blockSamples + this.filled;
  }

  /** Errors: recording.jump, recording.block-shape */
  append(block: TraceBlock): void {
    const n = block.values.length;
    const { measuresVoltage, lines, rateHz } = this.format;
    if ((measuresVoltage && block.voltage?.length !== n) || (lines.length > 0 && block.digital?.length !== n)) {
      throw new StudioError('recording.block-shape', { sample: block.firstSample, values: n, voltage: block.voltage?.length ?? null, digital: block.digital?.length ?? null });
    }
    if (!Number.isSafeInteger(block.firstSample) || block.firstSample < 0 || block.firstSample - this.end > LONGEST_GAP_S * rateHz) {
      throw new StudioError('recording.jump', { from: this.end, to: block.firstSample, days: LONGEST_GAP_S / 86_400 });
    }
    let from = Math.min(n, Math.max(0, this.end - block.firstSample));
    this.repeated += from;
    if (from < n) this.#skipTo(block.firstSample + from);
    while (from < n) {
      const part = Math.min(n - from, this.blockSamples - this.filled);
      this.#copy(block, from, part);
      this.filled += part;
      from += part;
      if (this.filled === this.blockSamples) this.#handOver();
    }
  }

  /** Ends the trace: the started block is handed over as it is. */
  finish(): void {
    if (this.filled > 0) this.#onFull({ index: this.index, filled: this.filled, channels: this.channels, digital: this.digital });
  }

  #copy({ values, voltage, digital }: TraceBlock, from: number, n: number): void {
    const at = this.filled;
    this.channels[0].set(values.subarray(from, from + n), at);
    if (voltage !== null && this.format.measuresVoltage) {
      const [first, volts, power] = this.channels;
      volts.set(voltage.subarray(from, from + n), at);
      if (power !== undefined) for (let i = at; i < at + n; i++) power[i] = first[i] * volts[i];
      // A sample counts in all channels or in none.
      for (let i = at; i < at + n; i++) if (first[i] !== first[i] || volts[i] !== volts[i]) for (const channel of this.channels) channel[i] = NaN;
    }
    if (digital !== null && this.digital !== null) {
      this.digital.set(digital.subarray(from, from + n), at);
      for (let i = at; i < at + n; i++) {
        if (values[from + i - at] !== values[from + i - at]) this.digital[i] = this.#level;
        else this.#level = this.digital[i];
      }
    }
  }

  #skipTo(sample: number): void {
    const index = Math.floor(sample / this.blockSamples);
    if (index > this.index) {
      if (this.filled > 0) {
        this.digital?.fill(this.#level, this.filled);
        this.filled = this.blockSamples;
        this.#handOver();
      }
      this.index = index;
    }
    this.digital?.fill(this.#level, this.filled, sample - index * this.blockSamples);
    this.filled = sample - index * this.blockSamples;
  }

  #handOver(): void {
    this.#onFull({ index: this.index, filled: this.blockSamples, channels: this.channels, digital: this.digital });
    this.index++;
    this.filled = 0;
    this.channels = this.#emptyChannels();
    this.digital = this.#emptyDigital();
  }

  #emptyChannels(): Float32Array[] {
    return storedChannels(this.format).map(() => new Float32Array(this.blockSamples).fill(NaN));
  }

  #emptyDigital(): Uint8Array | null {
    return this.format.lines.length === 0 ? null : new Uint8Array(this.blockSamples);
  }
}
