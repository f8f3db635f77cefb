/** One figure as it crosses to windows and files: observations, spread, interval and where it comes from. */
import { z } from 'zod';
import { provenance } from './profiles/shared';

const num = z.number().nullable();

export const estimate = z.object({
  value: z.number(), n: z.number(), sd: num, ci95: z.tuple([z.number(), z.number()]).nullable(), median: num, p95: num, p99: num, provenance, source: z.string(),
}).describe('One figure with observations, spread, 95 % interval, provenance and source');
