/** Every figure of a run, in the order of the report. A new figure is one file and one line here. */
import { accuracyFigure } from './accuracy';
import type { Figure } from './chart-config';
import { energyFigure, latencyFigure } from './costs';
import { curveFigure } from './curves';
import { scatterFigure } from './decision-scatter';
import { earlyOffloadFigure } from './early-offload';
import { exitSharesFigure } from './exit-shares';
import type { FigureSource, ReferenceSource } from './figure-source';
import { loopFigure } from './loop-check';
import { energyWindowsFigure, powerTraceFigure } from './measured-energy';
import { paretoFigure } from './pareto';
import { perClassFigure } from './per-class';
import { qosScatterFigure } from './qos-scatter';
import { riskCoverageFigure } from './risk-coverage';
import { englishWords, type FigureWords } from './words';

export type { ChartConfig, Figure, LegendEntry } from './chart-config';
export { englishWords, type FigureWords } from './words';

type Draw = (results: FigureSource, references: readonly ReferenceSource[], words: FigureWords) => Figure | null;
/** A figure without published marks. */
const ours = (draw: (results: FigureSource, words: FigureWords) => Figure | null): Draw => (results, _references, words) => draw(results, words);
const registry: readonly Draw[] = [
  accuracyFigure, latencyFigure, energyFigure, ours(exitSharesFigure), ours(perClassFigure), curveFigure, ours(riskCoverageFigure), ours(scatterFigure), qosScatterFigure, paretoFigure,
  ours(earlyOffloadFigure), ours(loopFigure), ours(energyWindowsFigure), ours(powerTraceFigure),
];

/** The figures a run has data for; captions and tables included. `references`: published values to mark in them; `words`: the language. */
export function figuresOf(results: FigureSource, references: readonly ReferenceSource[] = [], words: FigureWords = englishWords): Figure[] {
  return registry.map((draw) => draw(results, references, words)).filter((figure) => figure !== null);
}
