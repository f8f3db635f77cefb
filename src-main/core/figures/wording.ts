/** Words that captions share: who, how many, from where. */
import { strategies, type Provenance, type Strategy } from '../measurements';
import { nameOf, type FigureSource, type IntervalValue, type StrategySource } from './figure-source';
import { strategyColours, strategyMarkers } from './palette';
import type { Bounds, LegendEntry } from './chart-config';
import { englishWords, type FigureWords } from './words';

/** "measured", "measured and modelled", in a fixed order; empty for no figure. */
export function origins(values: readonly (IntervalValue | null)[], words: FigureWords = englishWords): string {
  const order: readonly Provenance[] = ['measured', 'modelled', 'published'];
  return words.and(order.filter((provenance) => values.some((value) => value?.provenance === provenance)).map((provenance) => words.provenance[provenance]));
}

/** The interval times `scale`, or null where there is none. */
export function bounds(value: IntervalValue | null, scale = 1): Bounds {
  return value === null || value.low === null || value.high === null ? null : [value.low * scale, value.high * scale];
}

/** Local models in the order of their first result. */
export function modelsOf(results: FigureSource): string[] {
  return [...new Set(results.strategies.map((entry) => entry.model))];
}

/** Boards in the order of the document that have results. */
export function boardsOf(results: FigureSource): string[] {
  return results.boards.map((board) => board.id).filter((id) => results.strategies.some((entry) => entry.board === id));
}

/** Strategies that occur, in the fixed order of the studio. */
export function strategiesOf(entries: readonly { readonly strategy: Strategy }[]): Strategy[] {
  return strategies.filter((strategy) => entries.some((entry) => entry.strategy === strategy));
}

/** "EE-HI", with the model's name where there are several. */
export function entryName(results: FigureSource, entry: Pick<StrategySource, 'strategy' | 'model'>, words: FigureWords = englishWords): string {
  const several = modelsOf(results).length > 1 && entry.strategy !== 'remote';
  return words.strategies[entry.strategy] + (several ? ` · ${nameOf(results.models, entry.model)}` : '');
}

/** Board by board, model by model, in the fixed order of strategies. */
export function inOrder(results: FigureSource): StrategySource[] {
  return boardsOf(results).flatMap((board) => modelsOf(results).flatMap((model) => strategies.flatMap((strategy) => results.strategies.filter((entry) => entry.board === board && entry.model === model && entry.strategy === strategy))));
}

export function strategyLegend(present: readonly Strategy[], as: 'marker' | 'bar' | 'line', words: FigureWords = englishWords): LegendEntry[] {
  return present.map((strategy) => ({ label: words.strategies[strategy], colour: strategyColours[strategy], marker: as === 'marker' ? strategyMarkers[strategy] : as }));
}

/** Percent with float noise removed: 0.912 gives 91.2. */
export function percent(fraction: number): number {
  return Number((fraction * 100).toPrecision(12));
}
