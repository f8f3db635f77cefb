/** The way back from a program of its own process to the studio that started it. */

/** Electron's utility processes have this in place of Node's channel. */
interface ParentPort { postMessage(message: unknown): void; on(event: 'message', listener: (event: { data: unknown }) => void): void }

export interface ParentChannel { send(message: unknown): void; onMessage(listener: (message: unknown) => void): void; onGone(listener: () => void): void }

/** Null: nobody started this program. */
export function parentChannel(): ParentChannel | null {
  const port = (process as { parentPort?: ParentPort }).parentPort;
  // Electron ends its utility processes itself when the studio is gone.
  if (port !== undefined) return { send: (message) => port.postMessage(message), onMessage: (listener) => port.on('message', ({ data }) => listener(data)), onGone: () => undefined };
  if (!process.connected) return null;
  return {
    send: (message) => { if (process.connected) process.send!(message); },
    onMessage: (listener) => void process.on('message', listener),
    onGone: (listener) => void process.on('disconnect', listener),
  };
}
