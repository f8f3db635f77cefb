/** A trace kept in memory: short captures, simulators and tests. */
import { BlockBuilder, blockSamplesAt, type FilledBlock } from './block-builder';
import { BlockTrace, type BlockSummary } from './block-trace';
import { cellsOfCells, cellsOfSamples, type Cells } from './cells';
import { addToBins, BINS } from './histogram';
import type { TraceBlock, TraceFormat } from './trace';

/** What is computed of a block when it is full: levels 1 and 2 and bins, one a stored channel. */
export function summariseBlock(block: FilledBlock): BlockSummary & { readonly fine: readonly Cells[] } {
  const fine = block.channels.map((values) => cellsOfSamples(values, block.filled));
  const bins = block.channels.map((values) => {
    const counts = new Uint32Array(BINS);
    addToBins(counts, values, 0, block.filled);
    return counts;
  });
  return { index: block.index, filled: block.filled, fine, coarse: fine.map(cellsOfCells), bins };
}

export class MemoryTrace {
  readonly trace: BlockTrace;
  readonly #builder: BlockBuilder;
  readonly #blocks = new Map<number, { readonly block: FilledBlock; readonly fine: readonly Cells[]; readonly bins: readonly Uint32Array[] }>();

  constructor(format: TraceFormat, blockSamples = blockSamplesAt(format.rateHz)) {
    this.trace = new BlockTrace(format, blockSamples, {
      samples: (block, slot) => this.#blocks.get(block)?.block.channels[slot] ?? null,
      cells: (block, slot) => this.#blocks.get(block)?.fine[slot] ?? null,
      addBins: (block, slot, bins) => this.#blocks.get(block)?.bins[slot].forEach((count, b) => { bins[b] += count; }),
      digital: (block) => this.#blocks.get(block)?.block.digital ?? null,
    });
    this.#builder = new BlockBuilder(format, blockSamples, (block) => {
      const summary = summariseBlock(block);
      this.#blocks.set(block.index, { block, fine: summary.fine, bins: summary.bins });
      this.trace.add(summary);
    });
    this.trace.follow(this.#builder);
  }

  /** Errors: recording.jump, recording.block-shape */
  append(block: TraceBlock): void {
    this.#builder.append(block);
  }

  /** Samples that came twice and were left out. */
  get repeated(): number {
    return this.#builder.repeated;
  }
}
