/** One published value and the paper it stands in, as profiles/published keeps them. */

export const valueTypes = ['number', 'range', 'span', 'set', 'enum', 'text', 'boolean', 'absent'] as const;
export const qualifiers = ['exact', 'approx', 'up_to', 'at_least', 'at_most', 'less_than', 'greater_than'] as const;
export type ValueType = (typeof valueTypes)[number];
export type Qualifier = (typeof qualifiers)[number];

/** range: low to high; span: in the printed order, matching another range of its row; absent is null. */
export type PublishedValue = number | string | boolean | null | { readonly min: number; readonly max: number } | { readonly start: number; readonly end: number } | readonly (number | string)[];

export interface PublishedRecord {
  /** Unique in its paper; begins with its place: T4., s4.1., claim. */
  readonly id: string;
  readonly quantity: string;
  /** As printed, in `unit`. */
  readonly value: PublishedValue;
  readonly value_type: ValueType;
  readonly unit: string;
  readonly qualifier: Qualifier;
  readonly device: string | null;
  readonly power_mode: string | null;
  readonly dataset: string | null;
  readonly model: string | null;
  readonly strategy: string | null;
  /** Everything else the value depends on. */
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly source: { readonly kind: string; readonly ref: string };
  /** Doubts: a garbled cell, a suspected misprint. */
  readonly note?: string;
}

export interface PublishedPaper {
  readonly source: { readonly id: string; readonly title: string; readonly authors: readonly string[]; readonly where: string };
  readonly records: readonly PublishedRecord[];
}
