/** The web host: the same window in a browser, on loopback behind a token; runs live on when pages come and go. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocket, WebSocketServer } from 'ws';
import { typedArraySerializers } from '../../contract/typed-arrays';
import { StudioError } from '../../core/errors';
import type { Studio, WindowHost } from '../../studio';
import { createWindowRouter } from '../window/router';
import { securityHeaders } from '../window/security-headers';
import { readStaticFiles, type StaticFiles } from '../window/static-files';
import { createDownloads, type Downloads } from './downloads';
import { comesFromHere, createSessions, knownHosts, newToken, type Sessions } from './security';

export interface WebHostOptions {
  readonly studio: Studio;
  /** Where the built window lies. */
  readonly renderer: string;
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  /** Null: made up. */
  readonly token: string | null;
  readonly log: (line: string) => void;
}
/** `address` has the token in its fragment, which browsers never send. `stop` ends runs that go on, keeping what was measured. */
export interface WebHost { readonly address: string; readonly port: number; readonly token: string; stop(): Promise<void> }

/** The largest message of a window is a part of an upload. */
const MOST_MESSAGE_BYTES = 4 * 1024 * 1024;
const MOST_TOKEN_BYTES = 1024;
const MOST_WINDOWS = 32;
/** A window that takes nothing for this long in bytes is cut; it comes back and gets a snapshot. */
const MOST_UNSENT_BYTES = 64 * 1024 * 1024;
const BEAT_MS = 30_000;

/** Errors: web.not-built, web.port-taken, web.cannot-listen */
export async function startWebHost({ studio, renderer, host, port: wanted, token: given, log }: WebHostOptions): Promise<WebHost> {
  const files = readStaticFiles(renderer);
  const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 30_000, headersTimeout: 10_000 });
  const port = await listen(server, host, wanted);
  const services = studio.openWindows();
  const downloads = createDownloads();
  const token = given ?? newToken();
  const sessions = createSessions(services.home, token, port, () => Date.now());
  const hosts = knownHosts(host);
  const windowHost: WindowHost = {
    kind: 'web', electron: null, canChooseFolder: false, chooseFolder: () => Promise.resolve(null),
    openTray: (name) => downloads.openTray(name), deliver: (tray, names) => downloads.deliver(tray, names),
  };
  const handler = new RPCHandler(createWindowRouter(services, windowHost, log), { customJsonSerializers: typedArraySerializers });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_MESSAGE_BYTES, perMessageDeflate: false });

  server.on('request', (request, response) => {
    answer(request, response, { files, downloads, sessions, hosts }).catch((error: unknown) => {
      log(`${request.method} ${request.url?.split('?')[0]}: ${error instanceof Error ? error.message : String(error)}`);
      if (!response.headersSent) refuse(response, 500, 'A fault in the studio; its log says more.');
    });
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (request.url !== '/rpc' || !comesFromHere(request, hosts, true)) return refuseUpgrade(socket, '403 Forbidden');
    if (!sessions.holds(request)) return refuseUpgrade(socket, '401 Unauthorized');
    if (sockets.clients.size >= MOST_WINDOWS) return refuseUpgrade(socket, '503 Service Unavailable');
    sockets.handleUpgrade(request, socket, head, (client) => void sockets.emit('connection', client));
  });
  sockets.on('connection', (client: WebSocket) => {
    client.on('error', () => client.terminate());
    void handler.upgrade(bounded(client));
  });
  const beat = keepAlive(sockets);

  return {
    port, token, address: `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}/#token=${token}`,
    async stop() {
      clearInterval(beat);
      await services.close();
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
      downloads.close();
    },
  };
}

interface Parts { readonly files: StaticFiles; readonly downloads: Downloads; readonly sessions: Sessions; readonly hosts: ReadonlySet<string> }

async function answer(request: IncomingMessage, response: ServerResponse, { files, downloads, sessions, hosts }: Parts): Promise<void> {
  const path = (request.url ?? '/').split('?')[0];
  if (!comesFromHere(request, hosts, request.method === 'POST')) return refuse(response, 403, 'This address does not belong to the studio; open the one that it printed.');
  if (path === '/session') return session(request, response, sessions);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only GET is answered here.');
  if (path.startsWith('/download/')) {
    if (!sessions.holds(request)) return refuse(response, 401, 'Open the studio with the address that it printed first.');
    if (request.method !== 'GET' || !downloads.send(path, response)) refuse(response, 404, 'This file was fetched before or is gone; export it again.');
    return;
  }
  const found = files.find(path, String(request.headers['accept-encoding'] ?? ''));
  if (found === null) return refuse(response, 404, 'There is nothing here.');
  if (request.headers['if-none-match'] === found.headers.ETag) return void response.writeHead(304, { ...securityHeaders, ...found.headers }).end();
  response.writeHead(200, { ...securityHeaders, ...found.headers, 'Content-Length': found.body.length });
  response.end(request.method === 'HEAD' ? undefined : found.body);
}

/** GET tells whether the cookie is good; POST changes the token for one. */
async function session(request: IncomingMessage, response: ServerResponse, sessions: Sessions): Promise<void> {
  if (request.method === 'GET') return void response.writeHead(sessions.holds(request) ? 204 : 401, { ...securityHeaders, 'Cache-Control': 'no-store' }).end();
  if (request.method !== 'POST') return refuse(response, 405, 'Only GET and POST are answered here.');
  // A reloaded page may still have an old token in its address; its cookie is what counts.
  if (sessions.holds(request)) return void response.writeHead(204, { ...securityHeaders, 'Cache-Control': 'no-store' }).end();
  if (sessions.refusesGuesses) return refuse(response, 429, 'Too many wrong tokens; wait a minute and open the printed address again.');
  const text = await body(request);
  if (text === null) return refuse(response, 413, 'A token is shorter than that.');
  if (!sessions.isToken(tokenIn(text))) {
    sessions.guessedWrong();
    return refuse(response, 401, 'This is not the token of this studio; open the address that it printed.');
  }
  response.writeHead(204, { ...securityHeaders, 'Cache-Control': 'no-store', 'Set-Cookie': sessions.cookie() }).end();
}

/** The window sends {"token": …}; anything else is taken as it is, and is wrong. */
function tokenIn(text: string): string {
  try {
    const value = (JSON.parse(text) as { token?: unknown } | null)?.token;
    return typeof value === 'string' ? value : '';
  } catch {
    return text.trim();
  }
}

/** Null where it is too long. */
async function body(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_TOKEN_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { ...securityHeaders, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', Connection: 'close' });
  response.end(`${sentence}\n`);
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** The socket as oRPC sees it, cut when it takes nothing in any more. */
function bounded(client: WebSocket): Pick<WebSocket, 'addEventListener' | 'send'> {
  return {
    addEventListener: client.addEventListener.bind(client),
    send: ((data: string | Buffer) => {
      if (client.bufferedAmount > MOST_UNSENT_BYTES) return client.terminate();
      if (client.readyState === WebSocket.OPEN) client.send(data);
    }) as WebSocket['send'],
  };
}

/** A laptop that was closed leaves half-open connections; they are found by a beat they do not answer. */
function keepAlive(sockets: WebSocketServer): NodeJS.Timeout {
  const answered = new WeakSet<WebSocket>();
  sockets.on('connection', (client: WebSocket) => {
    answered.add(client);
    client.on('pong', () => answered.add(client));
  });
  const beat = setInterval(() => {
    for (const client of sockets.clients) {
      if (!answered.has(client)) client.terminate();
      answered.delete(client);
      if (client.readyState === WebSocket.OPEN) client.ping();
    }
  }, BEAT_MS);
  return beat.unref();
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((ready, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => failed(error.code === 'EADDRINUSE' ? new StudioError('web.port-taken', { host, port }) : new StudioError('web.cannot-listen', { host, port, reason: error.code ?? error.message })));
    server.listen(port, host, () => ready());
  });
  server.removeAllListeners('error');
  return (server.address() as AddressInfo).port;
}
