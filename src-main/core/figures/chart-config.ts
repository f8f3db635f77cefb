/** A figure: panels that chart.js draws, with the words and the table that go with them. Only what the figures here use. */
import type { Marker } from './palette';

export interface Point { readonly x: number; readonly y: number }
export type Bounds = readonly [low: number, high: number] | null;

/** A chart.js dataset; `intervals`, `references` and `labels` are read by the plugins of this folder. */
export interface ChartDataset {
  readonly type?: 'bar' | 'line' | 'scatter';
  readonly label: string;
  readonly data: readonly (number | null | Point | readonly [number, number])[];
  /** Error bars along the value axis, one a point, in its unit. */
  readonly intervals?: readonly Bounds[];
  /** Published values along the value axis, one a point, in its unit; drawn hollow. */
  readonly references?: readonly (number | null)[];
  /** A word beside each point; null for none. */
  readonly labels?: readonly (string | null)[];
  /** Stretches along x that are shaded. */
  readonly spans?: readonly (readonly [from: number, to: number])[];
  readonly [option: string]: unknown;
}
export interface ChartConfig {
  readonly type: 'bar' | 'line' | 'scatter';
  readonly data: { readonly labels?: readonly string[]; readonly datasets: readonly ChartDataset[] };
  readonly options: Readonly<Record<string, unknown>>;
  readonly plugins?: readonly unknown[];
}
export interface LegendEntry { readonly label: string; readonly colour: string; readonly marker: Marker | 'bar' | 'line' | 'hollow'; readonly dash?: readonly number[] }

/** Sizes are in px at 12 px text; `columns` panels side by side. */
export interface Figure {
  /** File name without ending. */
  readonly name: string;
  readonly title: string;
  /** What is shown, on how many samples, from where. */
  readonly caption: string;
  readonly legend: readonly LegendEntry[];
  readonly columns: number;
  readonly panels: readonly { readonly title: string | null; readonly width: number; readonly height: number; readonly chart: ChartConfig }[];
  /** The same figures as numbers; units are in the headers. */
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly (readonly (string | number | null)[])[] };
}

/** Width of a figure over the whole text column. */
export const fullWidth = 680;
