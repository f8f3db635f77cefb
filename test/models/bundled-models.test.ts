/** The models that ship: files, cards and what they say of themselves. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { modelCard, type ModelCard } from '../../src-main/contract/profiles';
import { onnxRuntime } from '../../src-main/models/runtime';
import { projectRoot } from '../../src-main/paths';
import { patternBatch } from '../support/onnx-builder';

const folder = join(projectRoot(), 'resources', 'models');
const ids = existsSync(folder) ? readdirSync(folder).filter((id) => existsSync(join(folder, id, 'card.yaml'))) : [];
const cardOf = (id: string): ModelCard => ({ ...modelCard.parse(parse(readFileSync(join(folder, id, 'card.yaml'), 'utf8'))), directory: join(folder, id) });

describe('the models that come with the studio', () => {
  it.each(ids)('fit their cards: %s', async (id) => {
    const card = cardOf(id);
    const facts = await onnxRuntime.inspect(card);
    expect(facts.classes).toBe(card.labels.length);
    expect(facts.exits.map((exit) => exit.name)).toEqual(card.exits.map((exit) => exit.name));
    if (card.architecture === 'resnet8') expect(facts.plainMacs).toBe(12_501_632 + (card.labels.length - 10) * 64);
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
});
