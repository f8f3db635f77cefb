/** Marks on a trace: places carry letters in the order of time, and what lies between two of them has an integral. */
import type { TraceMark } from './trace-source';

/** A, B, … Z, AA, AB, … */
export function markLetter(i: number): string {
  const last = String.fromCharCode(65 + (i % 26));
  return i < 26 ? last : markLetter(Math.floor(i / 26) - 1) + last;
}

/** Marks of a single place, earliest first. */
export const placesOf = (marks: readonly TraceMark[]): TraceMark[] => marks.filter(({ to }) => to === null).sort((a, b) => a.from - b.from);
export const stretchesOf = (marks: readonly TraceMark[]): (TraceMark & { readonly to: number })[] => marks.filter((mark): mark is TraceMark & { to: number } => mark.to !== null).sort((a, b) => a.from - b.from);

/** Samples [from, to) between neighbouring places, and from the first to the last where there are more than two. `name`: "A–B". */
export interface Interval { readonly name: string; readonly from: number; readonly to: number }

export function intervalsOf(marks: readonly TraceMark[]): Interval[] {
  const places = placesOf(marks);
  const neighbours = places.slice(1).map((mark, i) => ({ name: `${markLetter(i)}–${markLetter(i + 1)}`, from: places[i].from, to: mark.from }));
  return places.length > 2 ? [...neighbours, { name: `A–${markLetter(places.length - 1)}`, from: places[0].from, to: places[places.length - 1].from }] : neighbours;
}
