/** Error among accepted samples against the share accepted, for every confidence score. */
import { fullWidth, type ChartDataset, type Figure } from './chart-config';
import { axis, options } from './axes';
import { nameOf, type FigureSource, type RiskCoverageSource } from './figure-source';
import { otherColours, otherDashes } from './palette';
import { formatNumber } from './number-text';
import { modelsOf, percent } from './wording';
import { englishWords, type FigureWords } from './words';

export function riskCoverageFigure(results: FigureSource, words: FigureWords = englishWords): Figure | null {
  const own = words.riskCoverage;
  const sources = results.riskCoverage.filter((source) => source.points.length > 1);
  if (sources.length === 0) return null;
  const several = modelsOf(results).length > 1;
  const name = (source: RiskCoverageSource): string => (several ? `${nameOf(results.models, source.model)}, ${own.scoreName(source.score)}` : own.scoreName(source.score));
  const look = (i: number): { colour: string; dash: readonly number[] } => ({ colour: otherColours[i % otherColours.length], dash: otherDashes[i % otherDashes.length] });
  const datasets = sources.map((source, i): ChartDataset => ({
    label: name(source), data: source.points.map(([coverage, risk]) => ({ x: percent(coverage), y: percent(risk) })), showLine: true, pointRadius: 0, borderWidth: 1.8, borderColor: look(i).colour, borderDash: look(i).dash,
  }));
  const most = Math.max(...sources.flatMap((source) => source.points.map((point) => percent(point[1]))));
  return {
    name: 'risk-coverage', title: own.title, columns: 1,
    caption: own.caption({ samples: words.samples(results.dataset.report), aurc: sources.map((source) => `${name(source)} ${formatNumber(source.aurc)}`).join(', ') }),
    legend: sources.map((source, i) => ({ label: name(source), colour: look(i).colour, marker: 'line', dash: look(i).dash })),
    panels: [{ title: null, width: fullWidth, height: 210, chart: {
      type: 'scatter', data: { datasets },
      options: options(axis({ title: own.x, min: 0, max: 100 }), axis({ title: own.y, min: 0, max: Math.max(1, Math.ceil(most * 1.05)) })),
    } }],
    table: { columns: [words.columns.model, own.score, own.coverage, own.risk], rows: sources.flatMap((source) => source.points.map(([coverage, risk]) => [source.model, own.scoreName(source.score), percent(coverage), percent(risk)])) },
  };
}
