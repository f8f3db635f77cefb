/** The raw TCP protocol of the HI paper behind the RemoteDriver port: an edge server in its own process, and connections to any. */
import type { ModelCard } from '../contract/profiles';
import type { ConnectOptions, RemoteDriver, RemoteModel, ServeOptions } from '../engine/ports';
import { bundledFile } from '../paths';
import { connectToServer } from './server-connection';
import { startNodeProgram, type StartProgram } from './program';
import { startServerProcess, type StartedEdgeServer } from './server-process';

export interface TcpRemote extends RemoteDriver {
  start(card: ModelCard, sampleBytes: number, options?: ServeOptions): Promise<StartedEdgeServer>;
  connect(host: string, port: number, sampleBytes: number, options?: ConnectOptions): Promise<RemoteModel>;
}

/** `start`: how programs of their own are started here; `program`: the server's entry, the built one when left out. `readyMs`: how long it may take to load its model and listen. */
export function createTcpRemote({ start = startNodeProgram, program, readyMs = 60_000 }: { start?: StartProgram; program?: string; readyMs?: number } = {}): TcpRemote {
  return {
    start(card, sampleBytes, { host = '127.0.0.1', port = 0, replyBytes = 2, layout = 'CHW', statsCsv, log = toStandardError } = {}) {
      return startServerProcess(
        { card, sampleBytes, host, port, replyBytes, layout, statsCsv: statsCsv ?? null },
        { start, program: program ?? bundledFile('edge-server'), readyMs, log },
      );
    },
    connect: connectToServer,
  };
}

function toStandardError(line: string): void {
  process.stderr.write(`edge server: ${line}\n`);
}
