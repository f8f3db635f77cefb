/** What a window may not do: leave the studio's page, open another, ask for a device, or speak for somebody else. */
import type { Session, WebContents, WebFrameMain } from 'electron';

/** Everything the window shows comes from here; a scheme of its own has no files and no network behind it. */
export const scheme = 'studio';
export const pageAddress = `${scheme}://app/`;

const isOurs = (address: string): boolean => address === pageAddress || address.startsWith(pageAddress);

/** `openExternal` gets web addresses that a person clicked on, nothing else. */
export function guardContents(contents: WebContents, openExternal: (address: string) => void): void {
  const leave = (event: { preventDefault(): void }, address: string): void => {
    if (!isOurs(address)) event.preventDefault();
  };
  contents.on('will-navigate', (event) => leave(event, event.url));
  contents.on('will-frame-navigate', (event) => leave(event, event.url));
  contents.on('will-redirect', (event) => leave(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isWebAddress(url)) openExternal(url);
    return { action: 'deny' };
  });
}

export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/** Only the top frame of one of our windows, showing our page. */
export function isOurFrame(frame: WebFrameMain | null, contents: WebContents): boolean {
  return frame !== null && frame === contents.mainFrame && isOurs(frame.url);
}

function isWebAddress(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === 'https:' && new URL(address).username === '';
}
