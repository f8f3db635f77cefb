/** Makes a fresh clone ready: installs packages when node_modules is missing or stale, builds when sources changed. Plain Node. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`HI Studio needs Node 20.19 or newer; this is ${process.version}. Install a newer Node and run the same command again.`);

/** Installs with `npm ci` unless node_modules was installed from exactly this lock file. */
export function install() {
  const wanted = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).update(process.version).digest('hex');
  const stamp = join(root, 'node_modules', '.hi-studio-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('Installing packages …');
  runOrExit('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'Installing packages failed; see the lines above. Check the connection to your npm registry and run the same command again.');
  writeFileSync(stamp, wanted);
}

const parts = { main: ['src-main'], window: ['src-main', 'src-renderer'] };

/** Builds what is stale: `main` is all that the terminal needs, `window` is everything. */
export function build(part = 'main') {
  const stampOf = (name) => join(root, 'dist', `.built-${name}`);
  const wanted = sourcesHash(part);
  const stamp = stampOf(part);
  // The window's types refer to files that its build writes beside the packages.
  const typed = part === 'main' || existsSync(join(root, 'node_modules', '.nuxt-ui'));
  if (typed && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say(part === 'main' ? 'Building …' : 'Building the window …');
  const result = spawnSync(process.execPath, [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'error'], { cwd: root, encoding: 'utf8', env: { ...process.env, HI_STUDIO_BUILD: part } });
  if (result.status !== 0) fail(`Building failed:\n${result.stdout ?? ''}${result.stderr ?? ''}`);
  dropOldChunks();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
  // The window is built together with everything else.
  if (part === 'window') writeFileSync(stampOf('main'), sourcesHash('main'));
}

/** A studio that runs on while another is built still loads the chunks it was built with; nobody runs on for days. */
function dropOldChunks() {
  const chunks = join(root, 'dist', 'main', 'chunks');
  const old = Date.now() - 3 * 24 * 3600 * 1000;
  for (const name of readdirSync(chunks)) if (statSync(join(chunks, name)).mtimeMs < old) rmSync(join(chunks, name));
}

function sourcesHash(part) {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json', 'electron.vite.config.ts', ...parts[part].flatMap(sources)]) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Runs a command in the project's folder with its output shown; exits with its code when it fails. */
export function runOrExit(command, args, sentence) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' && command.startsWith('np') });
  if (result.status === 0) return;
  if (sentence) process.stderr.write(`${sentence}\n`);
  process.exit(result.status ?? 1);
}

export function say(text) {
  if (!process.argv.includes('--json')) process.stderr.write(`${text}\n`);
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function sources(folder) {
  const at = join(root, folder);
  if (!existsSync(at)) return [];
  return readdirSync(at, { recursive: true }).map(String).filter((name) => statSync(join(at, name)).isFile()).sort().map((name) => join(folder, name));
}
