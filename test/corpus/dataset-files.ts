/** Makes small dataset files, sound and broken, in a temporary folder. */
import { createCanvas } from '@napi-rs/canvas';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { DatasetProfile } from '../../src-main/contract/profiles';
import { StudioError } from '../../src-main/core/errors';
import { openDataset } from '../../src-main/datasets/registry';

export interface TemporaryFolder { readonly path: string; put(name: string, bytes: Uint8Array | string): string; remove(): void }

export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'hi-dataset-'));
  return {
    path,
    put(name, bytes) {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
      return file;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Pixel p of image i, in any of the binary layouts made here. */
export const pixelAt = (i: number, p: number): number => (i * 31 + p * 7) % 256;

/** CIFAR records, one a label list: [fine] or [coarse, fine]. */
export function cifarFile(labels: readonly (readonly number[])[]): Buffer {
  return Buffer.concat(labels.map((bytes, i) => Buffer.from([...bytes, ...Array.from({ length: 3072 }, (_, p) => pixelAt(i, p))])));
}

export function idxHeader(...numbers: readonly number[]): Buffer {
  const header = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, i) => header.writeUInt32BE(number, i * 4));
  return header;
}

export function idxImages(count: number): Buffer {
  const pixels = Array.from({ length: count }, (_, i) => Array.from({ length: 784 }, (_, p) => pixelAt(i, p))).flat();
  return Buffer.concat([idxHeader(2051, count, 28, 28), Buffer.from(pixels)]);
}

export const idxLabels = (labels: readonly number[]): Buffer => Buffer.concat([idxHeader(2049, labels.length), Buffer.from(labels)]);

/** A JPEG of one colour. */
export async function jpegFile(width: number, height: number, colour: string): Promise<Buffer> {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  return await canvas.encode('jpeg', 95);
}

export const profileFor = (reader: string, more: Partial<DatasetProfile> = {}): DatasetProfile => ({ kind: 'dataset', id: 'tiny', name: 'Tiny set', reader, ...more });

/** The code and sentence with which opening the dataset, and then reading all of it, is refused. */
export async function refusal(profile: DatasetProfile, folder: string | null): Promise<{ code: string; message: string }> {
  try {
    const dataset = await openDataset(profile, folder);
    try {
      await dataset.read(Int32Array.from({ length: dataset.size }, (_, i) => i));
    } finally {
      await dataset.close();
    }
  } catch (error) {
    expect(error).toBeInstanceOf(StudioError);
    const { code, message } = error as StudioError;
    return { code, message };
  }
  throw new Error('nothing was refused');
}
