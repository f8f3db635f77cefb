/** `npm run demo`: from a fresh clone to out/demo/ with the report of the default experiment. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, install, root } from './bootstrap.mjs';

install();
build();
process.argv = [process.argv[0], join(root, 'resources', 'scripts', 'hi-studio.mjs'), 'run', 'demo', '--out', join(root, 'out', 'demo'), '--home', join(root, 'out', 'home'), ...process.argv.slice(2)];
await import(pathToFileURL(join(root, 'dist', 'main', 'cli.js')).href);
