/** The window's files, read once: what is not in the list does not exist, so no path can lead out of it. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { StudioError } from '../../core/errors';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.woff': 'font/woff', '.ttf': 'font/ttf', '.webmanifest': 'application/manifest+json', '.wasm': 'application/wasm', '.txt': 'text/plain; charset=utf-8',
};
const compressible = /^(text\/|application\/(json|manifest)|image\/svg)/;

export interface StaticAnswer { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> }
export interface StaticFiles {
  /** `path` as in the request, query removed; a page of the window's own router gets index.html. Null where there is nothing. */
  find(path: string, acceptEncoding: string): StaticAnswer | null;
}

interface Entry { readonly body: Buffer; readonly type: string; readonly tag: string; readonly packed: Map<string, Buffer> }

/** Errors: web.not-built */
export function readStaticFiles(folder: string): StaticFiles {
  if (!existsSync(join(folder, 'index.html'))) throw new StudioError('web.not-built', { folder });
  const entries = new Map<string, Entry>();
  for (const name of readdirSync(folder, { recursive: true }).map(String)) {
    const file = join(folder, name);
    // Source maps help in the repository and only weigh here.
    if (!statSync(file).isFile() || name.endsWith('.map')) continue;
    const body = readFileSync(file);
    entries.set(`/${name.split(sep).join('/')}`, { body, type: types[extname(name)] ?? 'application/octet-stream', tag: createHash('sha256').update(body).digest('base64url').slice(0, 22), packed: new Map() });
  }
  return {
    find(path, acceptEncoding) {
      const name = path === '/' || (!entries.has(path) && extname(path) === '' && !path.startsWith('/assets/')) ? '/index.html' : path;
      const entry = entries.get(name);
      if (entry === undefined) return null;
      const encoding = compressible.test(entry.type) && entry.body.length > 1024 ? ['br', 'gzip'].find((one) => acceptEncoding.includes(one)) ?? null : null;
      const hashed = name.startsWith('/assets/');
      return {
        body: encoding === null ? entry.body : packed(entry, encoding),
        headers: {
          'Content-Type': entry.type, ETag: `"${entry.tag}${encoding === null ? '' : `-${encoding}`}"`, Vary: 'Accept-Encoding',
          // Built files carry a hash in their name and never change.
          'Cache-Control': hashed ? 'private, max-age=31536000, immutable' : 'no-cache', ...(encoding === null ? {} : { 'Content-Encoding': encoding }),
        },
      };
    },
  };
}

/** Packed once and kept; quality 6 takes a tenth of the time of the best for a few percent. */
function packed(entry: Entry, encoding: string): Buffer {
  const found = entry.packed.get(encoding);
  if (found !== undefined) return found;
  const body = encoding === 'br' ? brotliCompressSync(entry.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }) : gzipSync(entry.body);
  entry.packed.set(encoding, body);
  return body;
}
