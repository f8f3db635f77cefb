/** A window without pixels: takes a session from a web host and speaks the contract over its WebSocket, as a browser does. */
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { typedArraySerializers } from '../../src-main/contract/typed-arrays';
import type { StudioClient } from '../../src-main/contract/procedures';

export interface Answer { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer; readonly text: string }

/** One request with exactly these headers; `path` goes out as it is, dots and all. */
export function ask(port: number, path: string, { method = 'GET', headers = {}, body = '' }: { method?: string; headers?: OutgoingHttpHeaders; body?: string | Buffer } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers }, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const whole = Buffer.concat(parts);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: whole, text: whole.toString('utf8') });
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

export const originOf = (port: number): string => `http://127.0.0.1:${port}`;

/** Changes the token for a cookie, as the window does when it opens. */
export async function takeSession(port: number, token: string): Promise<string> {
  const { status, headers } = await ask(port, '/session', { method: 'POST', headers: { origin: originOf(port), 'content-type': 'application/json' }, body: JSON.stringify({ token }) });
  if (status !== 204) throw new Error(`the session was refused with ${status}`);
  return (headers['set-cookie']?.[0] ?? '').split(';')[0];
}

export interface TestWindow { readonly studio: StudioClient; readonly socket: WebSocket; close(): Promise<void> }

export async function openWindow(port: number, cookie: string, headers: Record<string, string> = {}): Promise<TestWindow> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, { headers: { origin: originOf(port), cookie, ...headers } });
  await new Promise<void>((open, failed) => {
    socket.once('open', () => open());
    socket.once('unexpected-response', (_, response) => {
      response.resume();
      failed(new Error(`refused with ${response.statusCode}`));
    });
    socket.once('error', failed);
  });
  return {
    socket, studio: createORPCClient<StudioClient>(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket, customJsonSerializers: typedArraySerializers })),
    close: () => new Promise((closed) => {
      if (socket.readyState === WebSocket.CLOSED) return closed();
      socket.once('close', () => closed());
      socket.close();
    }),
  };
}
