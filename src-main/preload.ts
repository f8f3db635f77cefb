/** Hands the window its port to the studio, as often as the page asks for one, and nothing else. */
import { ipcRenderer } from 'electron';

/** What the page says, what it gets back with the port, and where the other end goes; the first two stand in the window's bridge as well. */
const wanted = 'hi-studio.port-wanted';
const offered = 'hi-studio.port';
const channel = 'window.connect';

/** The little of a page that this file touches. */
interface Page {
  addEventListener(kind: 'message', listen: (event: { readonly source: unknown; readonly data: unknown }) => void): void;
  postMessage(message: string, target: string, transfer: readonly unknown[]): void;
}
const page = globalThis as unknown as Page;

page.addEventListener('message', ({ source, data }) => {
  if (source !== globalThis || data !== wanted) return;
  const { port1, port2 } = new MessageChannel();
  ipcRenderer.postMessage(channel, null, [port1 as never]);
  // '/' is this very page: nobody else may get the port.
  page.postMessage(offered, '/', [port2]);
});
