/** The run in one sentence, computed from its results: the best strategy of the first board and what it saves. */
import { nameOf, type FigureSource, type Quantity, type StrategySource } from './figure-source';
import { formatInterval, formatQuantity } from './number-text';
import { boardsOf, modelsOf } from './wording';
import { englishWords, type FigureWords } from './words';

export interface Headline {
  readonly text: string;
  /** The result the sentence is about; null for a run without results. */
  readonly entry: StrategySource | null;
  readonly versus: StrategySource | null;
}

function find(results: FigureSource, board: string, model: string, strategy: StrategySource['strategy']): StrategySource | null {
  return results.strategies.find((entry) => entry.board === board && entry.strategy === strategy && (entry.model === model || strategy === 'remote')) ?? null;
}

/** Reduction of `entry` against `versus`: the document's own (its first; later ones are of other thresholds), else 1 - a/b; null where one is unknown. */
function reductionOf(results: FigureSource, entry: StrategySource, versus: StrategySource, quantity: Exclude<Quantity, 'accuracy'>): number | null {
  const known = results.differences.find((row) => row.board === entry.board && row.model === entry.model && row.of === entry.strategy && row.versus === versus.strategy && row.quantity === quantity)?.reduction;
  if (known !== null && known !== undefined) return known.value;
  const [a, b] = [entry[quantity], versus[quantity]];
  return a === null || b === null || b.value <= 0 ? null : 1 - a.value / b.value;
}

export function headlineOf(results: FigureSource, words: FigureWords = englishWords): Headline {
  const own = words.headline;
  const change = (reduction: number, what: 'latency' | 'energy'): string => own.change(formatQuantity(Math.abs(reduction), 'percent'), reduction >= 0, what);
  const [board] = boardsOf(results);
  if (board === undefined) return { text: own.none, entry: null, versus: null };
  const target = results.targets.find((one) => one.board === board && one.quantity === 'accuracy');
  const named = target?.best ?? target?.bestLatency ?? target?.fallback ?? null;
  const [model] = modelsOf(results);
  const entry = (named === null ? null : find(results, board, named.model, named.strategy)) ?? find(results, board, model, 'ee-hi') ?? results.strategies.find((one) => one.board === board)!;
  const versus = (['hi', 'remote', 'on-device'] as const).filter((strategy) => strategy !== entry.strategy).map((strategy) => find(results, board, entry.model, strategy)).find((one) => one !== null) ?? null;
  const reached = own.reaches({
    board: nameOf(results.boards, board), strategy: words.strategies[entry.strategy], accuracy: formatInterval(entry.accuracy, 'percent'), latency: formatQuantity(entry.lpiMs.value, 'ms'),
    missed: target !== undefined && !target.feasible ? words.target(target.text) : null,
  });
  if (versus === null) return { text: `${reached}.`, entry, versus };
  const [time, energy] = [reductionOf(results, entry, versus, 'lpiMs'), reductionOf(results, entry, versus, 'epiMj')];
  const changes = [time === null ? null : change(time, 'latency'), energy === null ? null : change(energy, 'energy')].filter((text) => text !== null);
  if (changes.length === 0) return { text: `${reached}.`, entry, versus };
  return { text: own.than({ reached, changes, versus: words.strategies[versus.strategy], accuracy: formatQuantity(versus.accuracy.value, 'percent'), latency: formatQuantity(versus.lpiMs.value, 'ms') }), entry, versus };
}
