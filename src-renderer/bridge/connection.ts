/** Keeps one connection to the studio open: over a WebSocket with growing waits between attempts, or over the port that Electron's preload hands over. */
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ClientContext, ClientLink } from '@orpc/client';
import { ref, shallowRef, type Ref } from 'vue';
import { typedArraySerializers } from '../../src-main/contract/typed-arrays';

/** `refused`: the host does not know this window, so that trying again is of no use. */
export type ConnectionState = 'connecting' | 'open' | 'lost' | 'refused';
type Link = ClientLink<ClientContext>;

/** What the page says to preload, and what preload posts back with the port. */
const portWanted = 'hi-studio.port-wanted';
export const portMessage = 'hi-studio.port';
const firstWaitMs = 250;
const longestWaitMs = 5_000;

export interface Connection {
  readonly state: Readonly<Ref<ConnectionState>>;
  /** The link of the open connection; waits for one, at most `patienceMs`. */
  link(): Promise<Link>;
  /** Tries at once instead of waiting. */
  retry(): void;
}

/** No studio answered in time; what was asked did not happen. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

export function connect(inDesktop: boolean, patienceMs = 15_000): Connection {
  const state = ref<ConnectionState>('connecting');
  const current = shallowRef<Link | null>(null);
  const waiting = new Set<(link: Link) => void>();
  let attempts = 0;
  let trying = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const opened = (link: Link): void => {
    attempts = 0;
    trying = false;
    current.value = link;
    state.value = 'open';
    for (const resolve of waiting) resolve(link);
    waiting.clear();
  };

  const openSocket = (): void => {
    trying = true;
    const address = new URL('rpc', location.href);
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    address.hash = '';
    const socket = new WebSocket(address);
    const link = new SocketLink({ websocket: socket, customJsonSerializers: typedArraySerializers }) as Link;
    socket.addEventListener('open', () => opened(link), { once: true });
    socket.addEventListener('close', () => {
      if (current.value === link) current.value = null;
      state.value = 'lost';
      trying = false;
      const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** attempts++);
      clearTimeout(timer);
      timer = setTimeout(openSocket, wait);
    }, { once: true });
  };

  if (inDesktop) {
    addEventListener('message', (event) => {
      if (event.source !== window || event.data !== portMessage || event.ports[0] === undefined) return;
      event.ports[0].start();
      opened(new PortLink({ port: event.ports[0], customJsonSerializers: typedArraySerializers }) as Link);
    });
    window.postMessage(portWanted, '/');
  } else {
    openSocket();
  }

  return {
    state,
    link: () => current.value !== null ? Promise.resolve(current.value) : new Promise((resolve, reject) => {
      const timeout = setTimeout(() => {
        waiting.delete(settle);
        reject(new NotConnected('The studio does not answer.'));
      }, patienceMs);
      const settle = (link: Link): void => {
        clearTimeout(timeout);
        resolve(link);
      };
      waiting.add(settle);
    }),
    retry() {
      if (inDesktop || trying || state.value !== 'lost') return;
      clearTimeout(timer);
      openSocket();
    },
  };
}
