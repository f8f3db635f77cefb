/** What every procedure shares: the one way in which it fails, and the small shapes that several of them use. */
import { oc } from '@orpc/contract';
import { z } from 'zod';

/** What an error's sentence is made of. A window in another language says it again from them; left out where they are no plain data. */
export const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]));

const error = z.object({ code: z.string(), sentence: z.string().describe('English'), facts: facts.optional() });
/** An error of the catalogue; `cause`: the one that its sentence quotes. */
export const toldError = error.extend({ cause: error.optional() });

/** One thing that is wrong, told to a person. `field` is a path such as `dataset.use` or `boards[0]`; null where no field is to blame. */
export const problem = toldError.extend({ field: z.string().nullable() });
export type Problem = z.infer<typeof problem>;

/** Every expected failure arrives as a `STUDIO` error: `message` is the sentence, `data.code` the code of the catalogue. */
export const procedure = oc.errors({ STUDIO: { status: 422, data: z.object({ code: z.string(), problems: z.array(problem) }) } });

/** Of a report and its drawn figures; its tables are English in either. */
export const reportLanguage = z.enum(['en', 'es']).default('en');

/** A run's id, also the name of its folder. */
export const runId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,120}$/);
export const profileId = z.string().min(1).max(200);
/** Absolute path of a folder with a dataset's files; null: the studio's usual places. */
export const dataFolder = z.string().min(1).max(4096).nullable().default(null);

/** A share with its 95 % interval, all 0..1, over n samples. */
export const share = z.object({ value: z.number(), low: z.number(), high: z.number(), n: z.number() });
export type Share = z.infer<typeof share>;

/** A file that is ready: `url` to fetch it once (browser), or null where a dialog has put it into a folder (desktop). */
export const readyFile = z.object({ name: z.string(), bytes: z.number(), url: z.string().nullable() });
/** `folder` is where a desktop dialog put the files; `cancelled` where the person closed the dialog. */
export const readyFiles = z.object({ files: z.array(readyFile), folder: z.string().nullable(), cancelled: z.boolean() });
export type ReadyFiles = z.infer<typeof readyFiles>;
