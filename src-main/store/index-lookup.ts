/** Finds the row of a sample index in a list of wanted indices, without a hash per sample. */

/** `positionOf[index]` is the position in `wanted`, -1 where it is not wanted. Sample indices are 0 or more. */
export class IndexLookup {
  private readonly positionOf: Int32Array;

  constructor(readonly wanted: Int32Array) {
    this.positionOf = new Int32Array(wanted.reduce((highest, index) => Math.max(highest, index), -1) + 1).fill(-1);
    for (let i = 0; i < wanted.length; i++) if (wanted[i] >= 0) this.positionOf[wanted[i]] = i;
  }

  /** -1 where the index is not wanted. */
  at(index: number): number {
    return index >= 0 && index < this.positionOf.length ? this.positionOf[index] : -1;
  }

  /** Those of `wanted` whose position is not marked, in order. */
  unmarked(marked: Uint8Array): Int32Array {
    return this.wanted.filter((_, position) => marked[position] === 0);
  }
}
