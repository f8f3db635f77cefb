/** Instruments as profiles: which driver, how to reach and recognise them, and what they must never be asked for. */
import { z } from 'zod';
import { identifier, positive, title } from './shared';

const usbId = z.strictObject({ vendor: z.string().regex(/^[0-9a-f]{4}$/, 'four lower-case hex digits'), product: z.string().regex(/^[0-9a-f]{4}$/, 'four lower-case hex digits') });
const command = z.string().min(1).max(200).describe('Sent as it is, one command; {volts} stands for the supply voltage');

export const analyzerProfile = z.strictObject({
  kind: z.literal('analyzer'),
  id: identifier, name: title,
  driver: z.enum(['ppk2', 'lpm01a', 'pm1000', 'scpi', 'joulescope', 'recording']).describe('recording: a measured trace played back'),
  summary: z.string().optional(),
  serial: z.strictObject({
    usb: z.array(usbId).default([]).describe('The device is looked for on ports with these ids'),
    baud: z.int().positive().default(115200),
    dtr: z.boolean().optional().describe('Set the DTR line; left out: it is left alone, because some boards reset on it'),
  }).optional(),
  tcp: z.strictObject({ host: z.string().min(1).optional().describe('Left out: name it with --port host:port'), port: z.int().min(1).max(65535).default(5025) }).optional(),
  usb: z.array(usbId).optional().describe('USB ids of a device that is no serial port and is reached through a program'),
  joulescope: z.strictObject({
    io_v: positive.optional().describe('Logic level of the board on its inputs in V; JS110: 1.8, 2.1, 2.5, 2.7, 3, 3.3, 3.6 or 5; left out: as the instrument has it'),
    lines: z.array(z.int().min(0).max(7)).max(8).optional().describe('Inputs that are recorded; left out: 0 and 1; empty: none'),
  }).optional().describe('Driver joulescope'),
  file: z.string().min(1).optional().describe('Driver recording: the recording’s folder or file'),
  limits: z.strictObject({
    min_voltage_v: z.number().nonnegative().optional(), max_voltage_v: positive.optional().describe('Never supplied above this, whatever is asked'),
    max_current_a: positive.optional(),
  }).default({}),
  supplies: z.boolean().default(false).describe('Whether it can power the board'),
  meters: z.boolean().default(true).describe('Whether it can measure a board that has its own supply'),
  meter_voltage: z.enum(['needed', 'range', 'measured']).default('needed').describe('What a stated voltage is for where the board has its own supply; needed: power is current times it; range: it chooses the range in which the instrument measures the voltage; measured: it is not asked for'),
  ranges_a: z.array(positive).min(1).optional().describe('Ranges of current to choose from, in A; left out: the instrument chooses by itself'),
  digital_lines: z.int().min(0).max(8).default(0).describe('Digital lines that are recorded, or whose edges are told, beside the samples'),
  trigger_lines: z.int().min(0).max(8).default(0).describe('Digital lines at whose edge a capture can begin'),
  voltage_v: positive.optional().describe('Supply voltage unless told otherwise'),
  rates_hz: z.array(positive).min(1).optional().describe('Sample rates to choose from; the first is the default'),
  scpi: z.strictObject({
    identify: z.string().min(1).describe('Regular expression that the answer to *IDN? must match'),
    init: z.array(command).default([]).describe('Before measuring, in order; each is checked against the error queue'),
    on: z.array(command).default([]).describe('Switches the output on'), shutdown: z.array(command).default([]).describe('Always sent at the end'),
    measure: z.array(z.strictObject({ query: command, field: z.enum(['current', 'voltage', 'power']) })).min(1).describe('Asked for each sample, in order'),
    min_interval_ms: positive.default(20),
  }).optional().describe('Driver scpi: the instrument as a table'),
});
export type AnalyzerProfile = z.infer<typeof analyzerProfile>;
