/** The part of an experiment that says which instrument measures the energy of its boards, and how. */
import { z } from 'zod';
import { positive } from './shared';

const instrument = {
  use: z.string().min(1).describe('Analyzer id'),
  port: z.string().min(1).optional().describe('A serial port, host:port, or "simulator" for a simulated board; left out: where USB or the analyzer’s profile says it is'),
  mode: z.enum(['source', 'meter']).describe('source: the instrument powers the board; meter: the board has its own supply'),
  voltage_v: positive.describe('Supply of the board; left out: the analyzer’s own'),
  rate_hz: positive.optional().describe('Samples per second; left out: the analyzer’s own'),
};

/** Of one board; what is left out is as for all. */
const ofBoard = z.strictObject({ use: instrument.use.optional(), port: instrument.port, mode: instrument.mode.optional(), voltage_v: instrument.voltage_v.optional(), rate_hz: instrument.rate_hz });

const windows = z.strictObject({
  from: z.enum(['edges', 'timestamps', 'uart']).default('edges').describe('edges: a digital line is high while the board works; timestamps: the board’s clock, fitted to the instrument’s; uart: lines that the board prints'),
  line: z.int().min(0).max(7).default(0).describe('Digital line of the instrument, for edges and for the fit of the clocks'),
  begin: z.string().min(1).default('begin').describe('Text in the line that the board prints when it begins'),
  end: z.string().min(1).default('end'),
  count: z.int().min(5).max(10_000).default(30).describe('Windows a stage'),
  min_ms: positive.default(20).describe('A window repeats its work until it lasts this long, and at least 20 samples of the instrument'),
  rest_ms: z.number().min(0).max(60_000).default(10).describe('Idle time between windows'),
});

const idle = z.strictObject({
  seconds: positive.max(3600).default(1).describe('How long the idle board is measured'),
  subtract: z.boolean().default(false).describe('Idle power is taken off the energy of every inference; the HI paper includes it'),
});

export const analyzerChoice = z.strictObject({
  use: instrument.use, port: instrument.port, mode: instrument.mode.default('source'), voltage_v: instrument.voltage_v.optional(), rate_hz: instrument.rate_hz,
  boards: z.record(z.string(), ofBoard).optional().describe('Boards that are measured, by id, with what differs for each; left out: every board of the experiment'),
  windows: windows.default({ from: 'edges', line: 0, begin: 'begin', end: 'end', count: 30, min_ms: 20, rest_ms: 10 }),
  idle: idle.default({ seconds: 1, subtract: false }),
});
export type AnalyzerChoice = z.infer<typeof analyzerChoice>;
