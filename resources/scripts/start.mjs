/** `npm start`: the desktop window, or the same window in a browser where Electron's binary is not on this machine. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, install, root, say } from './bootstrap.mjs';

install();
build('window');

const binary = electronBinary();
if (binary === null) {
  say('Electron’s binary is not on this machine, so the studio opens in your browser instead.');
  process.argv = [process.argv[0], join(root, 'resources', 'scripts', 'hi-studio.mjs'), 'serve', '--open', ...process.argv.slice(2)];
  await import(pathToFileURL(join(root, 'dist', 'main', 'cli.js')).href);
} else {
  const child = spawn(binary, [join(root, 'dist', 'main', 'main.js'), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal === null ? code ?? 0 : 1));
}

/** Where `electron` keeps its binary, null where it was never downloaded. Asking the package itself would download it. */
function electronBinary() {
  const folder = join(root, 'node_modules', 'electron');
  const note = join(folder, 'path.txt');
  const path = process.env.ELECTRON_OVERRIDE_DIST_PATH
    ? join(process.env.ELECTRON_OVERRIDE_DIST_PATH, process.platform === 'win32' ? 'electron.exe' : 'electron')
    : existsSync(note) ? join(folder, 'dist', readFileSync(note, 'utf8').trim()) : null;
  return path !== null && existsSync(path) ? path : null;
}
