/** "Report a problem": versions, environment and a run's log as one text file, without the names of persons or their folders. */
import { homedir, hostname, userInfo } from 'node:os';
import type { LogEntry, RunManifest } from '../../engine/store-ports';
import { readEnvironment } from '../../store/environment';
import { bundledPackages, studioVersion } from './software';

export interface ReportParts { readonly description: string; readonly host: string; readonly home: string; readonly time: string; /** Of the studio itself, oldest first. */ readonly faults: readonly string[]; readonly run: { readonly manifest: RunManifest; readonly log: readonly LogEntry[] } | null }

export function problemReport({ description, host, home, time, faults, run }: ReportParts): string {
  const environment = Object.entries(readEnvironment()).map(([key, value]) => `${key}: ${String(value)}`);
  const lines = [
    `HI Studio ${studioVersion()}, ${host} window, ${time}`, '',
    '== What happened ==', description.trim() === '' ? '(nothing was written)' : description.trim(), '',
    '== Environment ==', ...environment, '',
    '== Packages ==', ...bundledPackages().map(({ name, version }) => `${name} ${version}`), '',
    '== Faults of the studio ==', ...(faults.length === 0 ? ['(none since it was started)'] : faults),
  ];
  if (run !== null) {
    const { manifest, log } = run;
    lines.push('', '== Run ==', `id: ${manifest.id}`, `status: ${manifest.status}`, `started: ${manifest.createdAt}`, `resumed: ${manifest.resumedCount} times`, `headline: ${manifest.headline ?? '-'}`, `experiment: ${JSON.stringify(manifest.experiment)}`,
      '', '== Log ==', ...log.map(({ time: at, level, text }) => `${at} ${level.padEnd(7)} ${text}`));
  }
  return withoutPersons(`${lines.join('\n')}\n`, home);
}

/** The longest first, so that no part of a path is left over. */
function withoutPersons(text: string, home: string): string {
  const secrets: [string, string][] = [[home, '<studio home>'], [homedir(), '<home>'], [hostname(), '<computer>'], [userName(), '<user>']];
  return secrets.filter(([secret]) => secret.length > 2).sort(([a], [b]) => b.length - a.length).reduce((kept, [secret, word]) => kept.replaceAll(secret, word), text);
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return ''; // a user id without a name, as in containers
  }
}
