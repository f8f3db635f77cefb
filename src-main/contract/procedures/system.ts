/** The studio itself: versions, settings, folders, and a report when something is wrong. */
import { z } from 'zod';
import { procedure, readyFiles, runId } from './base';

const values = {
  locale: z.enum(['system', 'en', 'es']), appearance: z.enum(['system', 'light', 'dark']), contrast: z.enum(['system', 'normal', 'more']), motion: z.enum(['system', 'full', 'reduced']),
  textSize: z.literal([100, 115, 130, 150]).describe('% of the usual size'),
  dataFolders: z.record(z.string(), z.string()).describe('Dataset id to the folder with its files'),
};
/** Kept in the studio's home. Whatever is missing in the file takes its default. */
export const settings = z.object({
  locale: values.locale.default('system'), appearance: values.appearance.default('system'), contrast: values.contrast.default('system'), motion: values.motion.default('system'), textSize: values.textSize.default(100),
  dataFolders: values.dataFolders.default({}),
});
/** Without defaults: what is left out stays as it was. */
const settingsChange = z.object(values).partial();
export type Settings = z.infer<typeof settings>;

export const systemInfo = z.object({
  name: z.string(), version: z.string(), host: z.enum(['web', 'electron']), home: z.string(), profileFolder: z.string().describe('Where the person’s own profiles lie'),
  node: z.string(), electron: z.string().nullable(), platform: z.string(), cpu: z.string(), cores: z.number(), memoryBytes: z.number(),
  packages: z.array(z.object({ name: z.string(), version: z.string(), licence: z.string() })),
  canChooseFolder: z.boolean().describe('A native dialog is there; otherwise a path is typed'),
});
export type SystemInfo = z.infer<typeof systemInfo>;

export const systemProcedures = {
  info: procedure.output(systemInfo),
  settings: procedure.output(settings),
  /** Only what is given changes; the whole comes back. */
  saveSettings: procedure.input(settingsChange).output(settings),
  /** Null where the person closed the dialog or the host has none. */
  chooseFolder: procedure.input(z.object({ title: z.string().max(200) })).output(z.object({ folder: z.string().nullable() })),
  /** One text file with versions, environment and the run's log; no names of persons, no paths of theirs. */
  problemReport: procedure.input(z.object({ id: runId.nullable().default(null), description: z.string().max(10_000).default('') })).output(readyFiles),
};
