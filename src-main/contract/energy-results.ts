/** The part of the results document about energy that an instrument measured: every window, both ways, and what makes a reader doubt it. */
import { z } from 'zod';
import { estimate } from './estimate';

const num = z.number().nullable();

/** One kind of work of one model; arrays hold one value a window, in the order in which they were measured. */
const measuredWork = z.object({
  work: z.string().describe('exit-K (1 is the first), plain, decision or offload'), name: z.string(),
  trace: z.string().describe('The recording, relative to the folder of the run'),
  inferences: z.number().describe('In each window'),
  integratedMj: estimate.describe('Mean of the energies of the windows, mJ per inference'),
  powerTimesTimeMj: estimate.describe('Mean power x mean latency, as the HI paper does, mJ per inference'),
  differenceMj: z.number(), differenceShare: num.describe('Power x time less integrated, over integrated'),
  halfWidthMj: z.object({ spread: z.number(), alignment: z.number(), idle: z.number(), lost: z.number() }).describe('What makes up half of the 95 % interval'),
  quantilesMj: z.object({ p5: z.number(), p25: z.number(), p50: z.number(), p75: z.number(), p95: z.number() }),
  coverage: z.number().describe('Measured share of the time in the windows'), windowsLeftOut: z.number(), windowsMissing: z.number().describe('Begun by the board, not found on the trace'),
  clockFit: z.object({
    by: z.enum(['edges', 'arrival']).describe('edges: of a line that the board raises; arrival: when samples and stamps reached this computer'),
    n: z.number(), outliers: z.number(), driftPpm: z.number(), driftSePpm: num, residualMs: num,
  }).nullable().describe('Clock of the board against the clock of the instrument; null where windows came without one'),
  windows: z.object({ from: z.array(z.number()), to: z.array(z.number()), energyMj: z.array(num), meanMw: z.array(num), latencyMs: z.array(num), coverage: z.array(z.number()) }).describe('from, to: sample numbers of the trace'),
  outliers: z.array(z.number()).describe('Places in `windows`; beyond three interquartile ranges, counted and never dropped'),
  picture: z.object({ atMs: z.array(z.number()), meanMw: z.array(num), lowMw: z.array(num), highMw: z.array(num), windows: z.array(z.tuple([z.number(), z.number()])) }).describe('The beginning of the trace, ms from its first sample shown'),
  warnings: z.array(z.object({ kind: z.string(), text: z.string() })),
});

export const boardEnergy = z.object({
  board: z.string(), model: z.string(),
  instrument: z.object({ model: z.string(), serial: z.string().nullable(), firmware: z.string().nullable(), address: z.string() }),
  simulated: z.boolean().describe('No board and no instrument were there: nothing of this is measured'),
  settings: z.object({ mode: z.enum(['source', 'meter']), voltageV: num, rateHz: z.number(), windowsFrom: z.enum(['edges', 'timestamps', 'uart']) }),
  idle: z.object({ powerMw: estimate, seconds: z.number(), coverage: z.number(), subtracted: z.boolean() }).nullable(),
  works: z.array(measuredWork),
  gaps: z.array(z.object({ work: z.string(), text: z.string() })).describe('Work without a measured energy, and why'),
});
export type BoardEnergy = z.infer<typeof boardEnergy>;
export type MeasuredWork = BoardEnergy['works'][number];
