/** The studio as the window sees it: a typed client of the contract, and whether it is reachable. */
import { createORPCClient, DynamicLink, type ClientContext } from '@orpc/client';
import { computed } from 'vue';
import type { StudioClient } from '../../src-main/contract/procedures';
import { connect, type Connection, type ConnectionState } from './connection';
import { openSession } from './session';

export type { ConnectionState } from './connection';

let connection: Connection | null = null;
let refused = false;

/** The desktop window is loaded from a scheme of its own; a browser speaks http. */
const inDesktop = !location.protocol.startsWith('http');

/** Once, before anything is asked. */
export async function openBridge(): Promise<void> {
  refused = !inDesktop && !(await openSession());
  connection = connect(inDesktop);
}

function open(): Connection {
  if (connection === null) throw new Error('openBridge() comes first');
  return connection;
}

/** `await studio.run.start({ … })`; errors are told by `problemOf`. */
export const studio: StudioClient = createORPCClient(new DynamicLink<ClientContext>(() => open().link()));

export const connectionState = computed<ConnectionState>(() => (refused ? 'refused' : open().state.value));
export const retryConnection = (): void => open().retry();
