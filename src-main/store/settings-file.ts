/** The window's settings, one JSON file in the studio's home; what is missing or not understood takes its default. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { settings, type Settings } from '../contract/procedures/system';
import { fileFailure } from './store-failure';

export interface SettingsFile { read(): Settings; save(change: Partial<Settings>): Settings }

export function openSettings(home: string): SettingsFile {
  const file = join(home, 'settings.json');
  const read = (): Settings => {
    const kept = existsSync(file) ? record(readFileSync(file, 'utf8')) : {};
    // One value that is not understood must not cost the others.
    const understood = Object.entries(settings.shape).filter(([key, field]) => (field as z.ZodType).safeParse(kept[key]).success).map(([key]) => [key, kept[key]]);
    return settings.parse(Object.fromEntries(understood));
  };
  return {
    read,
    save(change) {
      const next = { ...read(), ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) };
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(`${file}.new`, `${JSON.stringify(next, null, 2)}\n`);
        renameSync(`${file}.new`, file);
      } catch (cause) {
        throw fileFailure(cause, home);
      }
      return next;
    },
  };
}

function record(text: string): Record<string, unknown> {
  try {
    const value = JSON.parse(text) as unknown;
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
  } catch {
    return {}; // a file that was cut short: every setting takes its default
  }
}
