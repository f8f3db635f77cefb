/**
 * The files of a benchmark session, in the shapes of the reference runner, so that the official submission checker reads them.
 * It scans results.txt line by line; median, top-1 and AUC need a stamp in front, and the last line that matches wins.
 * Source: mlcommons/tiny, benchmark/runner and tools/submission/submission_checker.py.
 */
import type { BenchmarkMode, BenchmarkWindow, WindowScore } from './windows';
import { leastWindowSeconds, wholeEnergyMj } from './windows';

const rule = '-'.repeat(57);

/** MMDD.HHMMSS of local time, as the reference prints it. */
export function sessionStamp(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(at.getMonth() + 1)}${two(at.getDate())}.${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
}

/** A Python float: at least one decimal. */
const float = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));
const line = (stamp: string, text: string): string => `${stamp} ulp-mlperf: ${text}`;

/** Without the median where the rules were not kept: an invalid result has no score. */
export function performanceText(windows: readonly BenchmarkWindow[], score: WindowScore, stamp: string): string {
  const lines = windows.flatMap(({ iterations, us }, i) => [
    `Performance results for window ${i + 1}`,
    `    # Inferences : ${iterations}`,
    `    Runtime: ${float(us / 1e6)} sec.`,
    `    Throughput: ${(iterations / (us / 1e6)).toFixed(4)} inf./sec.`,
    ...(us / 1e6 >= leastWindowSeconds ? ['    Runtime requirements have been met.'] : []),
  ]);
  if (score.throughput === null) return text([...lines, ...invalid(score, stamp)]);
  return text([...lines, line(stamp, rule), line(stamp, `Median throughput is ${score.throughput.toFixed(3).padStart(10)} inf./sec.`), line(stamp, rule)]);
}

export function accuracyText(top: number | null, auc: number | null, stamp: string): string {
  return text([
    ...(top === null ? [] : [line(stamp, `Top 1% = ${(100 * top).toFixed(1)}`)]),
    ...(auc === null ? [] : [line(stamp, `AUC = ${auc.toFixed(3)}`)]),
  ]);
}

export function energyText(windows: readonly BenchmarkWindow[], score: WindowScore, stamp: string): string {
  const lines = ['Power Edition Output', ...windows.flatMap((window, i) => {
    const { iterations, us } = window;
    const energyMj = wholeEnergyMj(window);
    return [
      `Energy data for trial ${i}`,
      `  Elapsed time  : ${(us / 1e6).toFixed(3)} sec.`,
      `  Inferences    : ${iterations}`,
      ...(energyMj === null ? ['  Total Energy  : not known, samples are missing'] : [
        `  Power         : ${(energyMj / (us / 1e6)).toFixed(3)} mW.`,
        `  Total Energy  : ${(energyMj * 1000).toFixed(3)} uJ`,
        `  Energy/Inf    : ${((energyMj * 1000) / iterations).toFixed(3)} uJ/inf`,
      ]),
    ];
  })];
  return text(score.energyUj === null ? [...lines, ...invalid(score, stamp)] : [...lines, line(stamp, `Median energy cost is ${score.energyUj.toFixed(3)} uJ/inf.`)]);
}

const invalid = ({ problems }: WindowScore, stamp: string): string[] => ['INVALID: no score, because a rule of the benchmark was not kept.', ...problems].map((said) => line(stamp, said));
const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** results.json: a list of windows with the reference's keys. */
export function sessionJson(windows: readonly BenchmarkWindow[], mode: BenchmarkMode): unknown[] {
  return windows.map((window) => {
    const { file, classes, label, results, startUs, endUs, us, iterations, warmUps } = window;
    const energyMj = wholeEnergyMj(window);
    return {
      file, classes, class: label,
      infer: {
        results, iterations, warmups: warmUps, total_inferences: iterations,
        ...(mode === 'energy' ? {} : { start_time: startUs, end_time: endUs, elapsed_time: us, throughput: us > 0 ? iterations / (us / 1e6) : null }),
      },
      ...(energyMj === null ? {} : { power: { extracted_power: energyMj / (us / 1e6) } }),
      mode: mode[0],
    };
  });
}
