/** A model that came over the wire: checked against its SHA-256 and kept in a folder of its own until it is closed. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelCard } from '../../contract/profiles';

export interface KeptModel { readonly card: ModelCard; remove(): Promise<void> }

/** The sender's path means nothing here, and must not reach the file system. */
const fileName = 'model.onnx';

/** Null where the bytes are not those that were sent. */
export async function keepModel(card: Omit<ModelCard, 'directory'>, sha256: string, onnx: Uint8Array): Promise<KeptModel | null> {
  if (createHash('sha256').update(onnx).digest('hex') !== sha256) return null;
  const directory = await mkdtemp(join(tmpdir(), 'hi-studio-agent-'));
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    await writeFile(join(directory, fileName), onnx);
  } catch (error) {
    await remove();
    throw error;
  }
  return { card: { ...card, file: fileName, directory }, remove };
}
