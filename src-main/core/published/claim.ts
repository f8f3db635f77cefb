/** A claim of a paper and the ways to recompute it from the paper's own numbers: declared, never judged, here. */
import type { Rounded } from './rounded';

/** What a recomputation gives; `truth` null where the roundings of the inputs decide. */
export type Outcome =
  | { readonly kind: 'number'; readonly value: Rounded }
  | { readonly kind: 'pair'; readonly from: Rounded; readonly to: Rounded }
  /** A range whose upper end is only known to be at most this. */
  | { readonly kind: 'at-most'; readonly from: Rounded; readonly most: Rounded }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'truth'; readonly truth: boolean | null; readonly nominal: boolean };

/**
 * as-stated: the claim's words and printed inputs alone. reading: an interpretation that the words leave open.
 * substitute: an input that is printed nowhere is replaced by another number. beside: contradicts the claim's words, only shown.
 */
export type ReadingKind = 'as-stated' | 'reading' | 'substitute' | 'beside';

/** How a recomputation gets its inputs; every use is noted, and a value that is not printed ends the reading. */
export interface Inputs {
  /** A printed number by record id, with its rounding. */
  number(id: string): Rounded;
  /** One end of a printed range or span. */
  end(id: string, which: 'min' | 'max' | 'start' | 'end'): Rounded;
  word(id: string): string;
  isPrinted(id: string): boolean;
  /** Ends the reading: what it needs stands nowhere. */
  missing(what: string): never;
}

export interface Reading {
  readonly kind: ReadingKind;
  /** The assumption in words; empty for as-stated. */
  readonly assumes: string;
  /** The formula in one line. */
  readonly formula: string;
  readonly compute: (inputs: Inputs) => Outcome;
}

export interface Claim {
  /** Record of the printed value. */
  readonly id: string;
  /** Part of the paper it belongs to, for grouping. */
  readonly topic: string;
  readonly text: string;
  readonly readings: readonly Reading[];
}

export const number = (value: Rounded): Outcome => ({ kind: 'number', value });
export const pair = (from: Rounded, to: Rounded): Outcome => ({ kind: 'pair', from, to });
export const atMost = (from: Rounded, most: Rounded): Outcome => ({ kind: 'at-most', from, most });
export const word = (text: string): Outcome => ({ kind: 'word', word: text });
export const truth = (certain: boolean | null, nominal: boolean): Outcome => ({ kind: 'truth', truth: certain, nominal });

export const asStated = (formula: string, compute: Reading['compute']): Reading => ({ kind: 'as-stated', assumes: '', formula, compute });
export const reading = (assumes: string, formula: string, compute: Reading['compute']): Reading => ({ kind: 'reading', assumes, formula, compute });
export const substitute = (assumes: string, formula: string, compute: Reading['compute']): Reading => ({ kind: 'substitute', assumes, formula, compute });
export const beside = (assumes: string, formula: string, compute: Reading['compute']): Reading => ({ kind: 'beside', assumes, formula, compute });

/** A claim whose inputs the paper does not print: looked for by these records, found nowhere. */
export const needs = (what: string): Reading => asStated(`from ${what}`, (inputs) => inputs.missing(what));
