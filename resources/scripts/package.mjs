/** `npm run package [-- --linux deb …]`: the desktop app as an installer in out/packages, built afresh. Needs Electron's binary. Plain Node. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, root, runOrExit, say } from './bootstrap.mjs';

install();
// Chunks of earlier builds would travel along.
rmSync(join(root, 'dist'), { recursive: true, force: true });
build('window');
say('Packaging …');
// The packager brings 230 packages that neither the studio nor its tests need, so it is fetched when it is wanted.
runOrExit('npx', ['--yes', 'electron-builder@26.17.0', '--config', 'resources/desktop/electron-builder.yml', ...process.argv.slice(2)], 'Packaging failed; see the lines above. It downloads Electron: check the connection, or put its binary into node_modules/electron/dist.');
