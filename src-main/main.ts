/** The desktop entry: starts the studio for Electron's host. */
import * as electron from 'electron';
import { startElectronHost } from './hosts/electron/host';
import { startUtilityProgram } from './hosts/electron/utility-program';
import { bundledPreload, rendererFolder } from './paths';
import { openStudio } from './studio';

/** As the terminal's --home. */
const asked = process.argv.indexOf('--home');
const home = asked < 0 ? null : process.argv[asked + 1] ?? null;

startElectronHost({
  electron, renderer: rendererFolder(), preload: bundledPreload(),
  openStudio: () => openStudio({ home, profileFolders: [], startProgram: startUtilityProgram(electron.utilityProcess) }),
  log: (line) => void process.stderr.write(`${line}\n`),
}).catch((error: unknown) => {
  electron.dialog.showErrorBox('HI Studio', error instanceof Error ? error.message : String(error));
  electron.app.exit(1);
});
