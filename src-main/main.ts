/** The desktop entry: starts the studio for Electron's host. */
import * as electron from 'electron';
import { startElectronHost } from './hosts/electron/host';
import { bundledPreload, rendererFolder } from './paths';
import { openStudio } from './studio';

startElectronHost({
  electron, renderer: rendererFolder(), preload: bundledPreload(),
  openStudio: () => openStudio({ home: null, profileFolders: [] }),
  log: (line) => void process.stderr.write(`${line}\n`),
}).catch((error: unknown) => {
  electron.dialog.showErrorBox('HI Studio', error instanceof Error ? error.message : String(error));
  electron.app.exit(1);
});
