/** Composed numbers beside those of the policy really executed sample by sample. */
import { fullWidth, type ChartDataset, type Figure } from './chart-config';
import { axis, options, roundLinear, spansDecades, roundLogarithmic } from './axes';
import { nameOf, type FigureSource, type LoopSource } from './figure-source';
import { errorBars } from './marks';
import { ink } from './palette';
import { bounds, modelsOf, percent } from './wording';
import { formatCount } from './number-text';
import { englishWords, type FigureWords } from './words';

type LoopQuantity = LoopSource['rows'][number]['quantity'];
/** Fractions are drawn as percentages. */
const scaleOf = (quantity: LoopQuantity): number => (quantity === 'accuracy' || quantity === 'offloadShare' ? 100 : 1);

function panelOf(results: FigureSource, quantity: LoopQuantity, name: (loop: LoopSource) => string, words: FigureWords): Figure['panels'][number] {
  const own = words.loop;
  const scale = scaleOf(quantity);
  const title = { accuracy: words.axes.accuracy, lpiMs: words.axes.lpi, epiMj: words.axes.epi, offloadShare: own.offloadAxis }[quantity];
  const loops = results.loops.filter((loop) => loop.rows.some((row) => row.quantity === quantity));
  const rows = loops.map((loop) => loop.rows.find((row) => row.quantity === quantity)!);
  const side = (pick: 'inLoop' | 'composed', shift: number, colour: string): ChartDataset => ({
    label: pick === 'inLoop' ? own.inLoop : own.composed, data: rows.map((row, i) => ({ x: row[pick].value * scale, y: i + shift })), intervals: rows.map((row) => bounds(row[pick], scale)),
    pointStyle: pick === 'inLoop' ? 'circle' : 'rectRot', radius: 5, backgroundColor: pick === 'inLoop' ? colour : ink.paper, borderColor: colour, borderWidth: 1.8, errorColour: colour,
  });
  const values = rows.flatMap((row) => [row.inLoop, row.composed].flatMap((one) => [one.value, one.low ?? one.value, one.high ?? one.value].map((value) => value * scale)));
  const logarithmic = scale === 1 && spansDecades(values);
  const [min, max] = logarithmic ? roundLogarithmic(values) : roundLinear(values, scale === 100 ? 100 : undefined);
  return {
    title: own.headings[quantity], width: fullWidth / 2, height: 58 + 32 * loops.length,
    chart: {
      type: 'scatter', data: { datasets: [side('inLoop', -0.13, ink.inLoop), side('composed', 0.13, ink.composed)] }, plugins: [errorBars('x')],
      options: options(axis({ title, min, max, logarithmic }), axis({ title: '', min: -0.5, max: loops.length - 0.5, reverse: true, words: loops.map(name), grid: false }), { clip: false }),
    },
  };
}

export function loopFigure(results: FigureSource, words: FigureWords = englishWords): Figure | null {
  const { columns, loop: own } = words;
  const order: readonly LoopQuantity[] = ['accuracy', 'offloadShare', 'lpiMs', 'epiMj'];
  const present = order.filter((quantity) => results.loops.some((loop) => loop.rows.some((row) => row.quantity === quantity)));
  if (present.length === 0) return null;
  const severalBoards = new Set(results.loops.map((loop) => loop.board)).size > 1;
  const severalModels = modelsOf(results).length > 1;
  const name = (loop: LoopSource): string => words.strategies[loop.strategy] + (severalModels ? ` · ${nameOf(results.models, loop.model)}` : '') + (severalBoards ? ` · ${nameOf(results.boards, loop.board)}` : '');
  const counts = [...new Set(results.loops.map((loop) => loop.n))];
  const boards = [...new Set(results.loops.map((loop) => nameOf(results.boards, loop.board)))].join(', ');
  return {
    name: 'composed-in-loop', title: own.title, columns: 2,
    caption: own.caption({ boards, counts: counts.map(formatCount).join(', ') }),
    legend: [{ label: own.inLoop, colour: ink.inLoop, marker: 'circle' }, { label: own.composed, colour: ink.composed, marker: 'rectRot' }],
    panels: present.map((quantity) => panelOf(results, quantity, name, words)),
    table: {
      columns: [columns.board, columns.model, columns.strategy, own.quantity, own.unit, ...[own.inLoop, own.composed, own.difference].flatMap((what) => [what, own.low(what), own.high(what)]), own.explained],
      rows: results.loops.flatMap((loop) => loop.rows.map((row) => {
        const scale = scaleOf(row.quantity);
        const cells = [row.inLoop, row.composed, row.difference].flatMap((one) => [one.value, one.low, one.high].map((value) => (value === null ? null : scale === 100 ? percent(value) : value)));
        return [loop.board, loop.model, loop.strategy, row.quantity, row.quantity === 'lpiMs' ? 'ms' : row.quantity === 'epiMj' ? 'mJ' : '%', ...cells, row.explained ? words.yes : words.no];
      })),
    },
  };
}
