/** The native menu: what every desktop program has, most of it named by the operating system. */
import type { MenuItemConstructorOptions } from 'electron';

const words = { en: { file: 'File', open: 'New window', view: 'View' }, es: { file: 'Archivo', open: 'Nueva ventana', view: 'Ver' } } as const;

/** `locale` as the operating system gives it; developer tools only where the studio runs from its sources. */
export function menuOf({ locale, platform, packaged, openWindow }: { locale: string; platform: NodeJS.Platform; packaged: boolean; openWindow(): void }): MenuItemConstructorOptions[] {
  const say = locale.toLowerCase().startsWith('es') ? words.es : words.en;
  const mac = platform === 'darwin';
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    { label: say.file, submenu: [{ label: say.open, accelerator: 'CmdOrCtrl+Shift+N', click: () => openWindow() }, { type: 'separator' }, { role: mac ? 'close' : 'quit' }] },
    { role: 'editMenu' },
    { label: say.view, submenu: [{ role: 'reload' }, ...(packaged ? [] : [{ role: 'toggleDevTools' } as const]), { type: 'separator' }, { role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { type: 'separator' }, { role: 'togglefullscreen' }] },
    { role: 'windowMenu' },
  ];
}
