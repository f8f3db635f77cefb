/** Pieces that several profile schemas share. */
import { z } from 'zod';

export const identifier = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'lower-case letters, digits, dots and hyphens').describe('Unique name within its kind, used in experiments and on the command line');
export const title = z.string().min(1).max(120).describe('Name shown to people');
export const fraction = z.number().min(0).max(1);
export const positive = z.number().positive();
export const provenance = z.enum(['measured', 'modelled', 'published']);
/** A figure in a profile with where it comes from; units are in the key that holds it. */
export const sourced = z.strictObject({
  value: z.number().nonnegative(),
  provenance: z.enum(['modelled', 'published']),
  source: z.string().min(1).describe('Table, equation or document the figure comes from'),
});
export type Sourced = z.infer<typeof sourced>;
