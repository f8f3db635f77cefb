/** `npm test`: installs what the checks need, then runs every check and closes with one line of counts. */
import { join } from 'node:path';
import { build, install, root, runOrExit, say } from './bootstrap.mjs';

const tool = (...path) => join(root, 'node_modules', ...path);
install();
say('Types …');
runOrExit(process.execPath, [tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.json']);
say('Types of the core, alone …');
runOrExit(process.execPath, [tool('typescript', 'bin', 'tsc'), '-p', 'tsconfig.core.json']);
build('window');
say('Types of the window …');
runOrExit(process.execPath, [tool('vue-tsc', 'bin', 'vue-tsc.js'), '--noEmit', '-p', 'tsconfig.renderer.json']);
say('Lint …');
runOrExit(process.execPath, [tool('oxlint', 'bin', 'oxlint'), '--deny-warnings', 'src-main', 'src-renderer', 'test', 'resources/scripts']);
say('Tests …');
runOrExit(process.execPath, [tool('vitest', 'vitest.mjs'), 'run', ...process.argv.slice(2)]);
