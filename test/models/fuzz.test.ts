/** Damaged ONNX files: refused in a sentence, whatever is broken. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { StudioError } from '../../src-main/core/errors';
import { inspectGraph } from '../../src-main/models/inspect';
import { parseOnnx } from '../../src-main/models/onnx/read';
import { onnxRuntime } from '../../src-main/models/runtime';
import { twoExitCard, twoExitModel } from '../support/onnx-builder';

const valid = Uint8Array.from(twoExitModel().bytes());

/** Most changes overwrite a byte, so that the file still decodes and its content is wrong; some cut out or put in. */
const overwrite = fc.record({ at: fc.nat(valid.length - 1), put: fc.oneof(fc.nat(255), fc.nat(16)).map((byte) => Uint8Array.of(byte)), take: fc.constant(1) });
const splice = fc.record({ at: fc.nat(valid.length - 1), put: fc.uint8Array({ maxLength: 12 }), take: fc.nat(12) });
const damaged = fc.array(fc.oneof({ weight: 5, arbitrary: overwrite }, { weight: 1, arbitrary: splice }), { minLength: 1, maxLength: 3 }).map((changes) => {
  let bytes = valid;
  for (const { at, take, put } of changes) bytes = Uint8Array.from([...bytes.subarray(0, at), ...put, ...bytes.subarray(at + take)]);
  return bytes;
});

async function complaint(work: () => Promise<unknown>): Promise<unknown> {
  return work().then(() => null, (error: unknown) => error);
}

function expectOneSentence(error: unknown): void {
  if (error === null) return;
  expect(error).toBeInstanceOf(StudioError);
  expect((error as StudioError).code).toMatch(/^model\./);
  expect((error as StudioError).message).not.toMatch(/\n|undefined|\[object/);
}

describe('a damaged model', () => {
  it('is opened or refused in one sentence, whatever the damage', async () => {
    await fc.assert(fc.asyncProperty(damaged, async (bytes) => expectOneSentence(await complaint(async () => inspectGraph(twoExitCard('cards'), parseOnnx(bytes, 'model.onnx'))))), { numRuns: 500 });
  });

  it('is refused in one sentence at every length of its file', async () => {
    for (let length = 0; length < valid.length; length += 7) {
      const error = await complaint(async () => inspectGraph(twoExitCard('cards'), parseOnnx(valid.subarray(0, length), 'model.onnx')));
      expect(error).not.toBeNull();
      expectOneSentence(error);
    }
  });

  it('does not take the worker down', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hi-studio-fuzz-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    const card = twoExitCard(folder);
    await fc.assert(fc.asyncProperty(damaged, async (bytes) => {
      writeFileSync(join(folder, card.file), bytes);
      const error = await complaint(() => onnxRuntime.inspect(card));
      expectOneSentence(error);
      expect((error as StudioError | null)?.code).not.toBe('model.worker-gone');
    }), { numRuns: 20 });
  });
});
