/** The agent's side: listens, lets one studio at a time in, and gives each connection a session. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { hostname } from 'node:os';
import { StudioError } from '../../core/errors';
import type { Board, ModelRuntime } from '../../engine/ports';
import { heartbeat, type Heartbeat } from './frame-socket';
import { isLoopback } from './loopback';
import type { OffloadDeps } from './own-offloads';
import { AgentSession } from './session';

export interface ServeAgentOptions {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  /** What a studio must show. Null: none on loopback, a random one elsewhere. */
  readonly token: string | null;
  readonly runtime: ModelRuntime;
  /** This machine as the studio's own `computer` board: it times and meters here. */
  readonly board: Board;
  /** How it offloads by itself, and what meters it meanwhile. */
  readonly offloads: OffloadDeps;
  readonly log?: (line: string) => void;
  readonly beat?: Heartbeat;
}

export interface ServingAgent { readonly host: string; readonly port: number; readonly token: string | null; stop(): Promise<void> }

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Errors: board.agent-port */
export async function serveAgent(options: ServeAgentOptions): Promise<ServingAgent> {
  const { host, runtime, board, offloads } = options;
  const token = options.token ?? (isLoopback(host) ? null : randomBytes(12).toString('base64url'));
  const log = options.log ?? (() => undefined);
  const sessions = new Set<AgentSession>();
  let measuring: AgentSession | null = null;

  const serve = (socket: Socket): void => {
    const session = new AgentSession(socket, {
      runtime, board, offloads, log, name: hostname(), beat: options.beat ?? heartbeat,
      accepts: (shown) => token === null || (shown !== null && timingSafeEqual(digest(shown), digest(token))),
      claim: () => {
        if (measuring !== null) return false;
        measuring = session;
        return true;
      },
      ended: () => {
        sessions.delete(session);
        if (measuring === session) measuring = null;
      },
    });
    sessions.add(session);
  };

  const server = createServer(serve);
  server.listen(options.port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new StudioError('board.agent-port', { host, port: options.port, why: (error as NodeJS.ErrnoException).code ?? String(error) }, { cause: error });
  }
  return {
    host, token, port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      await Promise.all([...sessions].map((session) => session.close()));
      await closed;
    },
  };
}
