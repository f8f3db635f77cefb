/** The models that ship: files, cards and what they say of themselves. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { modelCard, type ModelCard } from '../../src-main/contract/profiles';
import { openDataset } from '../../src-main/datasets/registry';
import { onnxRuntime } from '../../src-main/models/runtime';
import { projectRoot } from '../../src-main/paths';
import { profileFor } from '../corpus/dataset-files';
import { patternBatch } from '../support/onnx-builder';

const folder = join(projectRoot(), 'resources', 'models');
const ids = existsSync(folder) ? readdirSync(folder).filter((id) => existsSync(join(folder, id, 'card.yaml'))) : [];
const shared = join(projectRoot(), '..', 'shared', 'data');
const skipped = existsSync(shared) ? '' : ' (skipped: no ../shared/data)';
const cardOf = (id: string): ModelCard => ({ ...modelCard.parse(parse(readFileSync(join(folder, id, 'card.yaml'), 'utf8'))), directory: join(folder, id) });

/** Multiply-accumulates without heads by the textbook: k² · in · out for each output place; 1 x 1 convolutions where the shape changes. */
function residualMacs(blocks: number, classes: number): number {
  let macs = 32 * 32 * 9 * 3 * 16 + 64 * classes;
  [16, 32, 64].forEach((width, stack) => {
    const places = (32 >> stack) ** 2;
    const entry = stack === 0 ? 9 * width * width : (9 + 1) * (width / 2) * width;
    macs += places * (entry + (2 * blocks - 1) * 9 * width * width);
  });
  return macs;
}
const blocksOf: Readonly<Record<string, number>> = { resnet8: 1, resnet56: 9 };

describe('the models that come with the studio', () => {
  it.each(ids)('fit their cards: %s', async (id) => {
    const card = cardOf(id);
    const facts = await onnxRuntime.inspect(card);
    expect(facts.classes).toBe(card.labels.length);
    expect(facts.exits.map((exit) => exit.name)).toEqual(card.exits.map((exit) => exit.name));
    const blocks = blocksOf[card.architecture];
    if (blocks) expect(facts.plainMacs).toBe(residualMacs(blocks, card.labels.length));
  });

  it.each(ids)('answer alike in batches, in segments and without heads: %s', async (id) => {
    const card = cardOf(id);
    const model = await onnxRuntime.open(card);
    try {
      const { channels, height, width } = card.input;
      const batch = patternBatch(12, channels * height * width);
      const outputs = await model.outputs(batch);
      const last = outputs[outputs.length - 1];
      for (let i = 0; i < batch.count; i++) {
        const sample = { ...batch, count: 1, pixels: batch.pixels.subarray(i * batch.bytes, (i + 1) * batch.bytes) };
        const never = card.exits.slice(1).map(() => 2);
        for (const strategy of ['ee', 'on-device'] as const) {
          const walked = await model.walk(sample, { strategy, measure: 'max-softmax', thresholds: never, decision: null });
          expect(walked).toMatchObject({ exit: outputs.length - 1, prediction: last.prediction[i] });
          expect(walked.p1).toBeCloseTo(last.top[i * last.width], 4);
        }
      }
    } finally {
      await model.close();
    }
  });

  const measured = ids.filter((id) => cardOf(id).accuracy_lossless);
  it.skipIf(skipped !== '').each(measured)(`answer a thousand real photographs as well as their cards say: %s${skipped}`, async (id) => {
    const card = cardOf(id);
    const dataset = await openDataset(profileFor('cifar10', { id: 'cifar10-lossless', files: ['test_batch_first1000.bin'] }), shared);
    const model = await onnxRuntime.open(card);
    try {
      const batch = await dataset.read(Int32Array.from({ length: 1000 }, (_, i) => i));
      const outputs = await model.outputs(batch);
      // The card's figures are PyTorch's; a sum in another order may turn an image or two that stand on the edge.
      outputs.forEach(({ prediction }, k) => {
        const right = prediction.reduce((sum, answer, i) => sum + (answer === batch.labels[i] ? 1 : 0), 0);
        expect(Math.abs(right - 1000 * card.accuracy_lossless!.exits[k])).toBeLessThan(3);
      });
    } finally {
      await model.close();
      await dataset.close();
    }
  });

  it('together stay under 60 MB', () => {
    const bytes = ids.reduce((sum, id) => sum + statSync(join(folder, id, cardOf(id).file)).size, 0);
    expect(bytes).toBeLessThan(60e6);
  });
});
