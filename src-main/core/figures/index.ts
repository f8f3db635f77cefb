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

export type { ChartConfig, Figure, LegendEntry } from './chart-config';

const registry: readonly ((results: FigureSource, references: readonly ReferenceSource[]) => Figure | null)[] = [
  accuracyFigure, latencyFigure, energyFigure, exitSharesFigure, perClassFigure, curveFigure, riskCoverageFigure, scatterFigure, qosScatterFigure, paretoFigure, earlyOffloadFigure, loopFigure, energyWindowsFigure, powerTraceFigure,
];

/** The figures a run has data for; captions and tables included. `references`: published values to mark in them. */
export function figuresOf(results: FigureSource, references: readonly ReferenceSource[] = []): Figure[] {
  return registry.flatMap((draw) => draw(results, references) ?? []);
}
