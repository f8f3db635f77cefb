/** Files for the browser: written into a temporary folder, handed out once each under a ticket, then removed. */
import { randomBytes } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { securityHeaders } from '../window/security-headers';
import { writeZip } from './write-zip';

const MOST_TRAYS = 8;

export interface Downloads {
  openTray(name: string): Promise<string>;
  /** Several files come once more as one ZIP, first in the list. */
  deliver(tray: string, files: readonly string[]): Promise<{ files: { name: string; bytes: number; url: string }[]; folder: null; cancelled: false }>;
  /** False where the path is no ticket, or it was used. */
  send(path: string, response: ServerResponse): boolean;
  close(): void;
}

/** Every run has a report.pdf: in a folder of downloads the tray's name tells them apart. */
const savedName = (of: string, name: string): string => (name.startsWith(of) ? name : `${of}-${name}`);

/** Trays beyond the last few are removed with whatever was not fetched from them. */
export function createDownloads(): Downloads {
  const trays: string[] = [];
  const names = new Map<string, string>();
  const tickets = new Map<string, { readonly file: string; readonly name: string; readonly tray: string }>();
  const drop = (tray: string): void => {
    for (const [path, one] of tickets) if (one.tray === tray) tickets.delete(path);
    rmSync(tray, { recursive: true, force: true });
    trays.splice(trays.indexOf(tray), 1);
    names.delete(tray);
  };
  return {
    async openTray(name) {
      const tray = mkdtempSync(join(tmpdir(), 'hi-studio-download-'));
      names.set(tray, name);
      trays.push(tray);
      while (trays.length > MOST_TRAYS) drop(trays[0]);
      return tray;
    },
    async deliver(tray, files) {
      const of = names.get(tray) ?? 'files';
      const zip = `${of}.zip`;
      if (files.length > 1) await writeZip(tray, files, join(tray, zip), new Date());
      const ready = (files.length > 1 ? [zip, ...files] : files).map((name) => {
        const file = join(tray, name);
        const url = `/download/${randomBytes(18).toString('base64url')}/${encodeURIComponent(basename(name))}`;
        tickets.set(url, { file, name: savedName(of, basename(name)), tray });
        return { name, bytes: statSync(file).size, url };
      });
      return { files: ready, folder: null, cancelled: false };
    },
    send(path, response) {
      const ticket = tickets.get(path);
      if (ticket === undefined) return false;
      tickets.delete(path);
      const lastOfTray = ![...tickets.values()].some(({ tray }) => tray === ticket.tray);
      response.writeHead(200, {
        ...securityHeaders, 'Content-Type': 'application/octet-stream', 'Content-Length': statSync(ticket.file).size, 'Cache-Control': 'no-store',
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(ticket.name)}`,
      });
      const stream = createReadStream(ticket.file);
      stream.on('close', () => lastOfTray && trays.includes(ticket.tray) && drop(ticket.tray));
      stream.on('error', () => response.destroy());
      response.on('close', () => stream.destroy());
      stream.pipe(response);
      return true;
    },
    close() {
      while (trays.length > 0) drop(trays[0]);
    },
  };
}
