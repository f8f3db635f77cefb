/** The wiring doctor: looks at a bench step by step, as a person would, and names one remedy for whatever is wrong. */
import type { DoctorEvent, DoctorStep } from '../contract/procedures';
import type { Analyzer, AnalyzerInfo, AnalyzerSettings, TraceBlock, TraceEvent, TraceFormat } from './analyzer-ports';
import { findQuiet } from '../core/energy/quiet';
import { plainFacts, StudioError } from '../core/errors';

export interface BenchOrder {
  /** Errors: port.*, analyzer.* */
  open(): Promise<Analyzer>;
  readonly settings: AnalyzerSettings;
  /** 0 … 7; null: the bench has none. */
  readonly triggerLine: number | null;
  /** The largest current that the instrument is made for, A; null: not known. */
  readonly mostCurrentA: number | null;
  readonly time: { ms(): number; wait(ms: number): Promise<void> };
}

type StepId = DoctorStep['step'];
type Finding = Pick<DoctorStep, 'value' | 'unit' | 'text' | 'expected' | 'remedy' | 'error'> & { readonly state: 'passed' | 'failed' | 'skipped' };

const order: readonly StepId[] = ['port', 'identity', 'echo', 'settings', 'stream', 'rate', 'noise', 'idle', 'trigger'];
/** Without these nothing behind them can be asked. */
const essential: ReadonlySet<StepId> = new Set(['port', 'identity', 'settings', 'stream']);

const slowestAnswerMs = 1000;
const watchS = 3;
const fewestSamples = 12;
const leastCoverage = 0.999;
const rateTolerance = 0.01;
const mostNoise = 0.05;
/** Below this share of what the instrument is made for noise does not matter. */
const noiseOfRange = 1e-4;
const leastIdleA = 1e-6;
const quietS = 0.002;
/** Slower instruments average over inferences and pauses. */
const slowestQuietHz = 200;

const passed = (text: string, value: number | null = null, unit: string | null = null, expected: string | null = null): Finding => ({ state: 'passed', text, value, unit, expected, remedy: null });
const failed = (text: string, remedy: string, value: number | null = null, unit: string | null = null, expected: string | null = null): Finding => ({ state: 'failed', text, value, unit, expected, remedy });
const skipped = (text: string): Finding => ({ state: 'skipped', text, value: null, unit: null, expected: null, remedy: null });

/** Sentences of the catalogue say first what is wrong and, after a semicolon, how to mend it. */
function findingOf(failure: StudioError): Finding {
  const [what, ...rest] = failure.message.split('; ');
  const remedy = rest.join('; ');
  const error = { code: failure.code, sentence: failure.message, facts: plainFacts(failure.facts as object) };
  return { ...failed(`${what.replace(/\.$/, '')}.`, remedy === '' ? 'Check cable and power of the instrument.' : remedy[0].toUpperCase() + remedy.slice(1)), error };
}

interface Seen { readonly format: TraceFormat; readonly blocks: readonly TraceBlock[]; readonly events: readonly TraceEvent[]; readonly samples: number; readonly lost: number }

/** Each step twice: when it begins and with what was found; then the end. The instrument is closed and the board without its supply afterwards. */
export async function* diagnoseBench(bench: BenchOrder): AsyncGenerator<DoctorEvent> {
  let analyzer: Analyzer | null = null;
  let info: AnalyzerInfo | null = null;
  let seen: Seen | null = null;
  const work: Readonly<Record<StepId, () => Promise<Finding>>> = {
    async port() {
      analyzer = await bench.open();
      return passed('The port is open.');
    },
    async identity() {
      info = await (analyzer as Analyzer).identify();
      return passed(`${[info.model, info.serial, info.firmware].filter((part) => part !== null).join(', ')} on ${info.address}.`);
    },
    echo: () => echo(analyzer as Analyzer, info as AnalyzerInfo, bench),
    async settings() {
      const { voltageV, rateHz } = await (analyzer as Analyzer).configure(bench.settings);
      return passed(`Set to ${[voltageV === undefined ? null : `${voltageV} V`, rateHz === undefined ? null : `${rateHz} Hz`].filter((part) => part !== null).join(', ') || 'its defaults'}.`, voltageV ?? null, voltageV === undefined ? null : 'V');
    },
    async stream() {
      seen = await watch(analyzer as Analyzer, bench);
      return streamFinding(seen);
    },
    rate: async () => rateFinding(seen as Seen),
    noise: async () => noiseFinding(seen as Seen, bench.mostCurrentA),
    idle: async () => idleFinding(seen as Seen, bench.mostCurrentA),
    trigger: async () => triggerFinding(seen as Seen, bench.triggerLine),
  };
  const bad: StepId[] = [];
  try {
    for (const step of order) {
      yield { kind: 'step', step, state: 'running', value: null, unit: null, text: '', expected: null, remedy: null };
      const missing = bad.find((one) => essential.has(one));
      const finding = missing === undefined ? await work[step]().catch(expected) : skipped(`Not looked at: “${missing}” has to pass first.`);
      if (finding.state === 'failed') bad.push(step);
      yield { kind: 'step', step, ...finding };
    }
  } finally {
    await (analyzer as Analyzer | null)?.close();
  }
  yield { kind: 'ended', passed: bad.length === 0, failed: bad };
}

function expected(error: unknown): Finding {
  if (error instanceof StudioError) return findingOf(error);
  throw error;
}

/** The same question again: the same answer in good time means that nothing echoes, mixes in or is lost on the way. */
async function echo(analyzer: Analyzer, info: AnalyzerInfo, { time }: BenchOrder): Promise<Finding> {
  const from = time.ms();
  const again = await analyzer.identify();
  const took = time.ms() - from;
  const wanted = `the same answer within ${slowestAnswerMs} ms`;
  if (again.model !== info.model || again.serial !== info.serial) return failed(`Asked again, it says ${again.model}${again.serial === null ? '' : `, ${again.serial}`}.`, 'Close every other program that uses this port, and switch off the echo of terminals on it.', took, 'ms', wanted);
  if (took > slowestAnswerMs) return failed(`The answer takes ${Math.round(took)} ms.`, 'Connect the instrument to this computer without a hub or a slow network in between.', took, 'ms', wanted);
  return passed(`Asked twice, answered twice, the second time within ${Math.round(took)} ms.`, took, 'ms', wanted);
}

/** Measures for a few seconds. Errors: analyzer.* */
async function watch(analyzer: Analyzer, { time }: BenchOrder): Promise<Seen> {
  const blocks: TraceBlock[] = [];
  const events: TraceEvent[] = [];
  let failure: StudioError | null = null;
  const format = await analyzer.start({ onBlock: (block) => void blocks.push(block), onEvent: (event) => void events.push(event), onFailure: (error) => void (failure = error) });
  const until = time.ms() + 1000 * Math.max(watchS, fewestSamples / format.rateHz);
  while (time.ms() < until && failure === null) await time.wait(Math.min(100, until - time.ms()));
  if (failure !== null) throw failure as StudioError;
  const { samples, lost } = await analyzer.stop();
  return { format, blocks, events, samples, lost };
}

function streamFinding({ format, samples, lost, events, blocks }: Seen): Finding {
  const remedy = 'Use another cable and a USB port of the computer itself, and close programs that load it.';
  const wanted = `at least ${leastCoverage * 100} % of the samples`;
  if (blocks.length === 0) return failed('No sample came.', remedy, 0, '%', wanted);
  const coverage = samples === 0 ? 0 : (samples - lost) / samples;
  const percent = Math.floor(coverage * 1e5) / 1e3;
  const said = `${samples - lost} of ${samples} samples came at ${format.rateHz} Hz.`;
  if (coverage < leastCoverage) return failed(said, remedy, percent, '%', wanted);
  const overload = events.find((event) => event.kind === 'overload');
  return overload === undefined ? passed(said, percent, '%', wanted) : failed(`The instrument is overloaded: ${overload.text}.`, 'Look for a short circuit between the supply pins of the board.', percent, '%', wanted);
}

/** Samples counted by the instrument against this machine's clock: the slope of a straight line through the ends of all blocks, because single ones come late. */
function rateFinding({ format, blocks }: Seen): Finding {
  const points = blocks.map(({ firstSample, values, hostMs }) => ({ s: hostMs / 1000, n: firstSample + values.length }));
  const mean = (of: (point: { s: number; n: number }) => number): number => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [s, n] = [mean((point) => point.s), mean((point) => point.n)];
  const spread = mean((point) => (point.s - s) ** 2);
  if (!(spread > 0)) return skipped('All samples came at once, so that their rate cannot be told.');
  const rate = mean((point) => (point.s - s) * (point.n - n)) / spread;
  const off = rate / format.rateHz - 1;
  const wanted = `${format.rateHz} Hz within ${rateTolerance * 100} %`;
  const said = `By this machine’s clock the rate is ${off >= 0 ? '+' : '−'}${Math.abs(off * 100).toFixed(2)} % from the nominal one.`;
  return Math.abs(off) > rateTolerance ? failed(said, 'Let the instrument warm up for ten minutes, and have its clock checked if it stays like this.', rate, 'Hz', wanted) : passed(said, rate, 'Hz', wanted);
}

/** 3.71 µA. */
function withPrefix(value: number, unit: string): string {
  const [size, prefix] = ([[1, ''], [1e-3, 'm'], [1e-6, 'µ']] as const).find(([least]) => Math.abs(value) >= least) ?? [1e-9, 'n'];
  return `${Number((value / size).toPrecision(3))} ${prefix}${unit}`;
}

const unitOf = ({ quantity }: TraceFormat): string => (quantity === 'current' ? 'A' : 'W');

function quietOf({ blocks, format }: Seen): ReturnType<typeof findQuiet> {
  const values = new Float32Array(blocks.reduce((sum, block) => sum + block.values.length, 0));
  let at = 0;
  for (const block of blocks) {
    values.set(block.values, at);
    at += block.values.length;
  }
  return findQuiet(values, Math.max(4, Math.round(format.rateHz * quietS)));
}

/** Of a slow instrument the lowest reading stands for the board at rest. */
function lowestOf({ blocks }: Seen): { readonly mean: number } | null {
  const readings = blocks.flatMap(({ values }) => [...values]).filter((value) => !Number.isNaN(value));
  return readings.length === 0 ? null : { mean: Math.min(...readings) };
}

function noiseFinding(seen: Seen, mostCurrentA: number | null): Finding {
  if (seen.format.rateHz < slowestQuietHz) return skipped(`At ${seen.format.rateHz} samples a second a board at rest cannot be told from one that works.`);
  const quiet = quietOf(seen);
  if (quiet === null) return skipped('Too few samples came to tell noise from signal.');
  const limit = Math.max(mostNoise * Math.abs(quiet.mean), (mostCurrentA ?? 0) * noiseOfRange);
  const unit = unitOf(seen.format);
  const wanted = `at most ${withPrefix(limit, unit)} where the board is at rest`;
  const said = `Readings of the board at rest spread by ${withPrefix(quiet.sd, unit)} (standard deviation).`;
  return quiet.sd > limit ? failed(said, 'Keep the supply wires short and twisted, away from power converters, with a single ground.', quiet.sd, unit, wanted) : passed(said, quiet.sd, unit, wanted);
}

function idleFinding(seen: Seen, mostCurrentA: number | null): Finding {
  const quiet = seen.format.rateHz < slowestQuietHz ? lowestOf(seen) : quietOf(seen);
  if (quiet === null) return skipped('Too few samples came to tell the idle power.');
  const { format, blocks } = seen;
  const volts = format.voltageV ?? blocks.find(({ voltage }) => voltage !== null)?.voltage?.[0] ?? null;
  const watts = format.quantity === 'power' ? quiet.mean : volts === null ? null : quiet.mean * volts;
  const [value, unit] = watts === null ? [quiet.mean, 'A'] : [watts, 'W'];
  const least = withPrefix(leastIdleA, unitOf(format));
  const wanted = mostCurrentA === null || format.quantity === 'power' ? `more than ${least}` : `${least} to ${mostCurrentA} A`;
  const said = `At rest the board draws ${withPrefix(value, unit)}.`;
  if (quiet.mean < leastIdleA) return failed(said, 'Connect the supply and ground pins of the instrument to those of the board; it must have no other supply, USB included.', value, unit, wanted);
  if (format.quantity === 'current' && mostCurrentA !== null && quiet.mean > mostCurrentA) return failed(said, 'Measure with an instrument that is made for this current.', value, unit, wanted);
  return passed(said, value, unit, wanted);
}

function triggerFinding({ format, blocks, events, samples }: Seen, line: number | null): Finding {
  if (line === null) return skipped('The bench has no trigger line.');
  const edges = events.filter((event) => event.kind === 'edge' && event.line === line).length + levelChanges(blocks, line);
  if (edges === 0 && format.lines.length === 0 && !events.some(({ kind }) => kind === 'edge')) return skipped('The instrument tells no digital lines at these settings.');
  const perSecond = (edges * format.rateHz) / Math.max(1, samples);
  const name = format.lines[line] ?? `line ${line}`;
  const wanted = 'at least two edges while the board infers';
  return edges < 2
    ? failed(`${name} changed ${edges === 0 ? 'not at all' : 'once'} in ${Number((samples / format.rateHz).toPrecision(2))} s.`, `Connect the board’s trigger pin to ${name} of the instrument, with its ground, and let the board infer meanwhile.`, edges, 'edges', wanted)
    : passed(`${name} has ${edges} edges, ${Number(perSecond.toPrecision(3))} a second.`, perSecond, 'edges/s', wanted);
}

function levelChanges(blocks: readonly TraceBlock[], line: number): number {
  const mask = 1 << line;
  let [changes, level] = [0, -1];
  for (const { digital, values } of blocks) {
    if (digital === null) continue;
    for (let i = 0; i < digital.length; i++) {
      if (values[i] !== values[i]) continue;
      const now = digital[i] & mask;
      if (level >= 0 && now !== level) changes++;
      level = now;
    }
  }
  return changes;
}
