/** Bytes from the host as lines, the way instruments with a text interface read them. */

/** Lines end in LF or CR LF; more than `most` characters without an end are thrown away. */
export function createLineReader(onLine: (line: string) => void, most = 4096): (bytes: Uint8Array) => void {
  let held = '';
  return (bytes) => {
    for (const byte of bytes) {
      if (byte === 10) {
        const line = held.replace(/\r$/, '');
        held = '';
        onLine(line);
      } else if (held.length < most) held += String.fromCharCode(byte);
    }
  };
}

export const textBytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0) & 255);

/** What an instrument says later, in order: replies that take their time. */
export interface DelayedReplies { say(bytes: Uint8Array, afterMs?: number): void; advance(nowMs: number): void }

export function createDelayedReplies(send: (bytes: Uint8Array) => void, slowMs = 0): DelayedReplies {
  const waiting: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  let now = 0;
  return {
    say(bytes, afterMs = 0) {
      const at = Math.max(now + slowMs + afterMs, waiting.at(-1)?.at ?? 0);
      if (at <= now && waiting.length === 0) send(bytes);
      else waiting.push({ at, bytes });
    },
    advance(nowMs) {
      now = nowMs;
      while (waiting.length > 0 && waiting[0].at <= now) send((waiting.shift() as { bytes: Uint8Array }).bytes);
    },
  };
}
