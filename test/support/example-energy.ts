/** What an instrument measured in the example run: ten windows of the plain model on this computer, one of them an outlier, and a gap. */
import type { BoardEnergy } from '../../src-main/contract/energy-results';

const energyMj = [15.1, 15.2, 15.0, 15.3, 15.1, 15.2, 15.1, 21.4, 15.2, null];
const used = energyMj.filter((value) => value !== null);
const mean = used.reduce((sum, value) => sum + value, 0) / used.length;

export function exampleEnergy(change: Partial<BoardEnergy> = {}): BoardEnergy {
  const estimate = { value: mean, n: 9, sd: 2.1, ci95: [mean - 1.6, mean + 1.6] as [number, number], median: 15.2, p95: 21.4, p99: 21.4, provenance: 'measured' as const, source: 'PM1000+: 9 windows of 4 inferences, trace integrated, idle power included' };
  return structuredClone<BoardEnergy>({
    board: 'this-computer', model: 'resnet8-ee', instrument: { model: 'Voltech PM1000+', serial: '100007', firmware: '1.26', address: 'lab:5025' }, simulated: false,
    settings: { mode: 'meter', voltageV: null, rateHz: 2, windowsFrom: 'timestamps' },
    idle: { powerMw: { ...estimate, value: 4100, source: 'PM1000+: idle power, means of 30 batches over 20 s' }, seconds: 20, coverage: 1, subtracted: false },
    works: [{
      work: 'plain', name: 'whole model without heads', trace: 'traces/this-computer--resnet8-ee--plain.hitrace', inferences: 4,
      integratedMj: estimate, powerTimesTimeMj: { ...estimate, value: mean * 1.01 }, differenceMj: mean * 0.01, differenceShare: 0.01, halfWidthMj: { spread: 1.5, alignment: 0.1, idle: 0, lost: 0 },
      quantilesMj: { p5: 15, p25: 15.1, p50: 15.2, p75: 15.2, p95: 21.4 }, coverage: 0.9991, windowsLeftOut: 1, windowsMissing: 0,
      clockFit: { by: 'arrival', n: 40, outliers: 1, driftPpm: -42.4, driftSePpm: 3, residualMs: 1.25 },
      windows: { from: energyMj.map((_, i) => 20 + 24 * i), to: energyMj.map((_, i) => 40 + 24 * i), energyMj: [...energyMj], meanMw: energyMj.map(() => 14_600), latencyMs: energyMj.map(() => 1.04), coverage: energyMj.map((value) => (value === null ? 0.9 : 1)) },
      outliers: [7], picture: { atMs: [0, 500, 1000, 1500], meanMw: [4100, 14_600, 14_500, 4100], lowMw: [4000, 14_500, 14_400, 4000], highMw: [4200, 14_700, 14_600, null], windows: [[400, 1200]] },
      warnings: [{ kind: 'ways-differ', text: 'Mean power x mean latency is 1 % above the integrated energy; compare the board\'s latency with the length of the windows before one of the two is reported.' }],
    }],
    gaps: [{ work: 'offload', text: 'Board “This computer” cannot repeat offload on its own, so an instrument cannot measure it; the energy comes from its profile, or stays unknown.' }], ...change,
  });
}
