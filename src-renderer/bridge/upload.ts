/** Sends a file to the studio in parts that fit into its messages. */
import { studio } from './studio';

const PART_BYTES = 1_000_000;

/** The upload's id. `onProgress` gets 0..1; the signal stops between parts. Errors: those of `model.upload`, AbortError. */
export async function uploadFile(file: Blob, onProgress: (share: number) => void, signal: AbortSignal): Promise<string> {
  let upload: string | null = null;
  for (let at = 0; at < Math.max(1, file.size); at += PART_BYTES) {
    signal.throwIfAborted();
    const part = new Uint8Array(await file.slice(at, at + PART_BYTES).arrayBuffer());
    ({ upload } = await studio.model.upload({ upload, base64: base64(part) }));
    onProgress(Math.min(1, (at + part.length) / file.size));
  }
  return upload as string;
}

/** In pieces, for a call takes only so many arguments. */
function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
