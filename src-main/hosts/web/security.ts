/** Who may talk to the web host: the token, the cookie, the Host and Origin of a request, and how often somebody may guess. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';

/** A session outlives the host, so that a page finds its way back after a restart; after a week the token is asked for again. */
const SESSION_MS = 7 * 24 * 3600 * 1000;
const MOST_FAILURES = 10;
const FAILURES_FORGOTTEN_MS = 60_000;

export const loopback: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** Names under which this host may be addressed; anything else is a name that somebody else pointed here. */
export function knownHosts(listensOn: string): Set<string> {
  const own = listensOn === '0.0.0.0' || listensOn === '::' ? [hostname().toLowerCase(), ...Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(bracketed))] : [listensOn.includes(':') ? `[${listensOn}]` : listensOn.toLowerCase()];
  return new Set([...loopback, ...own]);
}

const bracketed = ({ address, family }: { address: string; family: string }): string => (family === 'IPv6' ? `[${address}]` : address);

/**
 * Host is one of our names; where a browser names the page's origin, it is this very host.
 * The port may be another one: that is how a tunnel from a headless machine looks, and no page elsewhere can forge it.
 */
export function comesFromHere({ headers }: Pick<IncomingMessage, 'headers'>, hosts: ReadonlySet<string>, originNeeded: boolean): boolean {
  const host = headers.host?.toLowerCase() ?? '';
  const name = /^(\[[0-9a-f:.]+\]|[^:]+)(?::\d{1,5})?$/.exec(host);
  if (name === null || !hosts.has(name[1])) return false;
  return headers.origin === undefined ? !originNeeded : headers.origin.toLowerCase() === `http://${host}`;
}

export interface Sessions {
  /** Whether the text is the token; compares in constant time. */
  isToken(text: string): boolean;
  /** Too many wrong tokens in the last minute. */
  readonly refusesGuesses: boolean;
  guessedWrong(): void;
  /** A Set-Cookie value. */
  cookie(): string;
  /** Whether a request carries a session of this studio. */
  holds(request: Pick<IncomingMessage, 'headers'>): boolean;
}

/** `port` is in the cookie's name, for cookies are shared between ports. */
export function createSessions(home: string, token: string, port: number, now: () => number): Sessions {
  const key = sessionKey(home);
  const name = `hi-studio-${port}`;
  let failures: number[] = [];
  const sign = (until: number): string => createHmac('sha256', key).update(`${name} ${until}`).digest('base64url');
  const recent = (): number[] => (failures = failures.filter((at) => now() - at < FAILURES_FORGOTTEN_MS));
  return {
    isToken: (text) => same(text, token),
    get refusesGuesses() {
      return recent().length >= MOST_FAILURES;
    },
    guessedWrong: () => void failures.push(now()),
    cookie() {
      const until = now() + SESSION_MS;
      return `${name}=${until}.${sign(until)}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${SESSION_MS / 1000}`;
    },
    holds({ headers }) {
      const values = (headers.cookie ?? '').split(';').map((one) => one.trim()).filter((one) => one.startsWith(`${name}=`)).map((one) => one.slice(name.length + 1));
      return values.some((value) => {
        const [until, signature] = value.split('.');
        return /^\d{1,16}$/.test(until) && Number(until) > now() && signature !== undefined && same(signature, sign(Number(until)));
      });
    },
  };
}

export const newToken = (): string => randomBytes(24).toString('base64url');

/** Hashed first: the comparison then takes the same time whatever the lengths are. */
function same(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** Made once; removing the file ends every session. */
function sessionKey(home: string): Buffer {
  const file = join(home, 'web-sessions.key');
  if (!existsSync(file)) {
    mkdirSync(home, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}
