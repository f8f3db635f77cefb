/** Boards, links and edge servers as profiles. */
import { z } from 'zod';
import { identifier, positive, sourced, title } from './shared';

const referenceCost = z.strictObject({
  architecture: z.string().min(1), dataset: z.string().min(1),
  macs: positive.optional().describe('Multiply-accumulates of the reference model; needed to scale to another'),
  latency_ms: sourced, energy_mj: sourced.optional(),
});

export const boardProfile = z.strictObject({
  kind: z.literal('board'),
  id: identifier, name: title,
  driver: z.enum(['computer', 'virtual', 'agent']).describe('computer: this machine, timed here; virtual: predicted here, costs from the tables below; agent: another machine that runs "hi-studio agent"'),
  address: z.strictObject({
    host: z.string().min(1), port: z.int().min(1).max(65535), token: z.string().min(1).max(1024).optional().describe('What the agent was started with; needed unless it listens on this machine alone'),
  }).optional().describe('Where the agent listens; boards with the driver agent only'),
  summary: z.string().optional(),
  specs: z.strictObject({
    cpu: z.string().optional(), clock_mhz: positive.optional(), memory: z.string().optional(), accelerator: z.string().optional(), connectivity: z.string().optional(),
  }).optional(),
  power: z.strictObject({
    inference_w: sourced.optional().describe('Mean power of the whole board while it infers'),
    offload_w: sourced.optional().describe('Mean power while it sends and waits'),
  }).optional(),
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
