/** What an ONNX file without a card says of itself, and the card drafted from it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { modelCard } from '../../src-main/contract/profiles';
import { describeOnnx, draftCard } from '../../src-main/models/describe-onnx';
import { projectRoot } from '../../src-main/paths';

const bundled = join(projectRoot(), 'resources', 'models', 'glyphs-resnet8', 'model.onnx');
const folder = mkdtempSync(join(tmpdir(), 'hi-studio-onnx-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('an ONNX file without a card', () => {
  it('tells what it takes and gives, exits in order', () => {
    const found = describeOnnx(bundled);
    expect(found.input).toMatchObject({ name: 'input', type: 'float32', layout: 'NCHW', channels: 3, height: 32, width: 32, batch: 'free' });
    expect(found.outputs).toEqual([{ name: 'exit1', classes: 10, kind: 'logits' }, { name: 'final', classes: 10, kind: 'logits' }]);
  });

  it('drafts a card that is refused until a person has completed it', () => {
    const draft = draftCard(describeOnnx(bundled));
    expect(modelCard.safeParse(parse(draft)).success).toBe(false);
    const completed = draft.replace(/role: TODO.*/, 'role: local').replaceAll(/TODO.*/g, 'resnet8');
    expect(modelCard.safeParse(parse(completed)).error).toBeUndefined();
  });

  it('says that a text file is none', () => {
    const file = join(folder, 'model.onnx');
    writeFileSync(file, 'not a model');
    expect(() => describeOnnx(file)).toThrow(/is not an ONNX/);
  });
});
