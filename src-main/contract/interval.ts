/** A figure over samples as it crosses to windows and files: value, 95 % interval, samples and where it comes from. */
import { z } from 'zod';
import { provenance } from './profiles/shared';

const bound = z.number().nullable();

/** A figure over samples with its bootstrap 95 % interval; `n` samples. */
export const interval = z.object({ value: z.number(), low: bound, high: bound, n: z.number(), provenance });
