#!/usr/bin/env node
/** The terminal host's launcher: makes the clone ready if it is not, then runs the built command line in this process. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, install, root } from './bootstrap.mjs';

install();
// Only the web host needs the window, and it takes longer to build than everything else.
build(process.argv[2] === 'serve' ? 'window' : 'main');
await import(pathToFileURL(join(root, 'dist', 'main', 'cli.js')).href);
