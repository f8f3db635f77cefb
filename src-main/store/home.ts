/** Where the studio keeps what it measures. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The `--home` flag, else HI_STUDIO_HOME, else the data folder of the operating system. Absolute; not created here. */
export function studioHome(flag: string | null | undefined, env: Readonly<Record<string, string | undefined>> = process.env, platform: NodeJS.Platform = process.platform): string {
  const asked = flag ?? nonEmpty(env.HI_STUDIO_HOME);
  if (asked !== undefined) return resolve(asked);
  if (platform === 'win32') return join(nonEmpty(env.LOCALAPPDATA) ?? join(homedir(), 'AppData', 'Local'), 'hi-studio');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'hi-studio');
  const data = nonEmpty(env.XDG_DATA_HOME);
  // The XDG base directory specification: a relative path is to be ignored.
  return join(data !== undefined && data.startsWith('/') ? data : join(nonEmpty(env.HOME) ?? homedir(), '.local', 'share'), 'hi-studio');
}

const nonEmpty = (text: string | undefined): string | undefined => (text === undefined || text === '' ? undefined : text);
