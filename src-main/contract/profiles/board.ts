/** Boards, links and edge servers as profiles. */
import { z } from 'zod';
import { identifier, positive, sourced, title } from './shared';

const hexId = z.string().regex(/^[0-9a-f]{4}$/, 'four lower-case hex digits');

/** Baud rates of the benchmark: performance and accuracy, energy, the reference's anomaly detection. */
export const boardBauds = [115200, 9600, 921600] as const;

const referenceCost = z.strictObject({
  architecture: z.string().min(1), dataset: z.string().min(1),
  macs: positive.optional().describe('Multiply-accumulates of the reference model; needed to scale to another'),
  latency_ms: sourced, energy_mj: sourced.optional(),
});

export const boardProfile = z.strictObject({
  kind: z.literal('board'),
  id: identifier, name: title,
  driver: z.enum(['computer', 'virtual', 'agent', 'mlperf-tiny']).describe('computer: this machine, timed here; virtual: predicted here, costs from the tables below; agent: another machine that runs "hi-studio agent"; mlperf-tiny: a board with MLPerf Tiny (EEMBC) firmware on a serial port'),
  address: z.strictObject({
    host: z.string().min(1), port: z.int().min(1).max(65535), token: z.string().min(1).max(1024).optional().describe('What the agent was started with; needed unless it listens on this machine alone'),
  }).optional().describe('Where the agent listens; boards with the driver agent only'),
  serial: z.strictObject({
    port: z.string().min(1).optional().describe('Path of the port, or "simulator"; left out: where USB says the board is'),
    usb: z.array(z.strictObject({ vendor: hexId, product: hexId, serial: z.string().min(1).optional().describe('This one device of several alike') })).default([]).describe('The board is looked for on ports with these ids, also after its cable was out; names of ports may swap, these do not'),
    baud: z.union(boardBauds.map((baud) => z.literal(baud))).default(115200),
    dtr: z.boolean().optional().describe('Set the DTR line; left out: it is left alone, because some boards reset on it'),
    relay: z.boolean().default(false).describe('The port is an interface board of the benchmark’s energy mode, and the board is behind it'),
    reconnect_s: z.number().min(0).max(3600).default(60).describe('How long to wait for the board when its cable is out'),
  }).optional().describe('How the board is reached; driver mlperf-tiny only'),
  firmware: z.strictObject({
    benchmark: z.string().regex(/^[a-z0-9]{1,16}$/).optional().describe('What it must answer to profile%: ic01, vww01, kws01, ad01; left out: anything'),
    model: z.string().min(1).optional().describe('Model card that the firmware was built from; left out: any that fits is believed'),
    offload: z.enum(['studio', 'relay', 'tcp']).default('studio').describe('Who offloads in the loop: the studio for the board; the board through its serial line and the studio; the board over its own network. The last two need the extension of resources/firmware'),
  }).optional().describe('What is on the board; driver mlperf-tiny only'),
  summary: z.string().optional(),
  specs: z.strictObject({
    cpu: z.string().optional(), clock_mhz: positive.optional(), memory: z.string().optional(),
    ram_bytes: sourced.optional().describe('RAM for intermediate results, and for the weights where there is no flash'), flash_bytes: sourced.optional().describe('Flash for the weights; left out where models are loaded into RAM'),
    accelerator: z.string().optional(), connectivity: z.string().optional(),
  }).optional(),
  power: z.strictObject({
    inference_w: sourced.optional().describe('Mean power of the whole board while it infers'),
    offload_w: sourced.optional().describe('Mean power while it sends and waits'),
  }).optional(),
  supply: z.strictObject({ max_voltage_v: positive.describe('No instrument powers the board above this') }).optional(),
  bench: z.strictObject({
    idle_ma: positive, warm_up_ma: positive, inference_ma: positive, decision_ma: positive, radio_ma: positive,
    clock_ppm: z.number().min(-1000).max(1000).default(0).describe('How much faster the board’s clock runs than it should'),
    instrument_ppm: z.number().min(-1000).max(1000).default(0).describe('The same of the clock of the simulated instrument'),
    noise: z.number().min(0).max(0.5).default(0.002).describe('Of a reading, as a part of it'),
    seed: z.int().min(0).default(1),
  }).optional().describe('Driver virtual only: what the board draws, so that a simulated instrument can measure it'),
  inference: z.array(referenceCost).optional().describe('Known local models; others are scaled by multiply-accumulates from the nearest'),
  decision: z.strictObject({ latency_ms: sourced, energy_mj: sourced.optional() }).optional(),
  offload: z.array(z.strictObject({
    dataset: z.string().min(1), architecture: z.string().min(1).describe('Remote model'), bytes: positive, latency_ms: sourced, energy_mj: sourced.optional(),
  })).optional().describe('Known offloads; others come from the link and the power'),
  link: z.string().optional().describe('Link profile used when an experiment names none'),
  scaling: z.string().optional().describe('The rule for anything not in the tables, in a sentence; printed in reports'),
});
export type BoardProfile = z.infer<typeof boardProfile>;

export const linkProfile = z.strictObject({
  kind: z.literal('link'),
  id: identifier, name: title,
  fixed_ms: sourced.describe('Time of an offload that does not depend on its size, without the server'),
  rate_mbit_s: sourced.optional().describe('Payload rate; left out: size does not matter'),
  loss: sourced.optional().describe('Share of packets lost, 0..1; each costs one repeat'),
  packet_bytes: positive.optional(),
  server_ms: z.array(z.strictObject({ dataset: z.string(), time: sourced })).optional().describe('Server time that belongs to the published measurement'),
  summary: z.string().optional(),
});
export type LinkProfile = z.infer<typeof linkProfile>;

export const serverProfile = z.strictObject({
  kind: z.literal('server'),
  id: identifier, name: title,
  host: z.string().min(1), port: z.int().min(1).max(65535).optional().describe('Left out: the studio starts the server itself on a free port'),
  reply_bytes: z.union([z.literal(1), z.literal(2)]).default(2),
});
export type ServerProfile = z.infer<typeof serverProfile>;
