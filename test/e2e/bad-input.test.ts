/** Wrong files through the command line: one sentence on standard error, the exit code of its area, no trace of the program's inside. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cifarFile, idxHeader } from '../corpus/dataset-files';
import { samplesOnce } from '../support/decisions';
import { laboratoryOfFile } from '../support/file-laboratory';
import { OnnxBuilder } from '../support/onnx-builder';
import { smallDisk, type SmallDisk } from '../support/small-disk';
import { answerOf, hiStudio } from '../support/terminal';

const lab = laboratoryOfFile();
lab.quickRemote();

async function refusedRun(args: readonly string[]): Promise<{ code: number | null; sentence: string }> {
  const { code, out, err } = await hiStudio(['run', ...args], lab);
  expect(out).toBe('');
  const lines = err.trimEnd().split('\n');
  expect(lines.filter((line) => /^\s+at |node:internal/.test(line))).toEqual([]);
  // Lines before the last tell of the run that began; before that a refusal is one sentence for every problem of the plan.
  if (!lines[0].startsWith('Run ')) expect(lines.filter((line) => !line.endsWith('.'))).toEqual([]);
  return { code, sentence: lines[lines.length - 1] };
}

const cifarLab = (data: string, content: Uint8Array): string => {
  lab.put(`${data}/test_batch.bin`, content);
  return lab.experiment('photos', { dataset: { use: 'cifar10', fit: 50, report: 50 }, models: ['cifar10-resnet8'], remote: 'cifar10-remote' });
};

describe('a dataset', () => {
  it('without its folder, or in a folder that is not there', async () => {
    cifarLab('unused', new Uint8Array(0));
    expect(await refusedRun(['photos.yaml'])).toEqual({ code: 3, sentence: expect.stringMatching(/^CIFAR-10 is read from files \(.*test_batch\.bin\) and no folder was given; say where they are \(--data FOLDER\)\.$/) });
    expect(await refusedRun(['photos.yaml', '--data', 'nowhere'])).toEqual({ code: 3, sentence: `The data folder ${lab.path('nowhere')} does not exist; correct its path (--data).` });
  });

  it('whose file is cut short', async () => {
    cifarLab('short', cifarFile([[1], [2]]).subarray(0, 3073 + 1000));
    expect(await refusedRun(['photos.yaml', '--data', 'short'])).toEqual({
      code: 3, sentence: `${lab.path('short', 'test_batch.bin')} has 4073 bytes, which is not a multiple of the 3073 bytes of one CIFAR-10 binary record; it is cut short or not a binary of this dataset, so download it again.`,
    });
  });

  it('with a label out of range', async () => {
    cifarLab('labels', cifarFile([[1], [10], [3]]));
    expect(await refusedRun(['photos.yaml', '--data', 'labels'])).toEqual({ code: 3, sentence: expect.stringMatching(/^Record 1 of .*test_batch\.bin has the label 10, but the 10 classes have labels 0 to 9; the file is damaged/) });
  });

  it('with a wrong magic number', async () => {
    lab.put('digits/t10k-images-idx3-ubyte', Buffer.concat([idxHeader(2049, 100, 28, 28), Buffer.alloc(78400)]));
    lab.put('digits/t10k-labels-idx1-ubyte', Buffer.concat([idxHeader(2049, 100), Buffer.alloc(100)]));
    lab.experiment('digits', { dataset: { use: 'mnist', fit: 50, report: 50 } });
    expect(await refusedRun(['digits.yaml', '--data', 'digits'])).toEqual({
      code: 3, sentence: `${lab.path('digits', 't10k-images-idx3-ubyte')} should hold IDX images and start with the number 2051, but starts with 2049, the number of IDX labels; check that the files are not swapped and download it again.`,
    });
  });
});

describe('a model', () => {
  it('that is no ONNX file', async () => {
    lab.model('no-onnx', 'glyphs-resnet8', {});
    lab.put('mine/models/no-onnx/model.onnx', '<!DOCTYPE html><title>404</title>');
    lab.experiment('html', { models: ['no-onnx'] });
    expect(await refusedRun(['html.yaml'])).toEqual({ code: 4, sentence: expect.stringMatching(/^.*mine.models.no-onnx.model\.onnx is not an ONNX model: .*; export the network to ONNX and name that file in the card\.$/) });
  });

  it('with another number of classes than its card says', async () => {
    lab.model('nine', 'glyphs-resnet8', { labels: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] });
    lab.experiment('nine-classes', { models: ['nine'] });
    expect(await refusedRun(['nine-classes.yaml'])).toEqual({ code: 4, sentence: expect.stringMatching(/^Output “exit1” of .* has 10 classes, but the card has 9 labels; correct the labels or name the right file\.$/) });
  });

  it('for other images than the dataset has', async () => {
    lab.put('digits/t10k-images-idx3-ubyte', Buffer.concat([idxHeader(2051, 100, 28, 28), Buffer.alloc(78400)]));
    lab.experiment('digits', { dataset: { use: 'mnist', fit: 50, report: 50 }, strategies: ['on-device'] });
    expect((await refusedRun(['digits.yaml', '--data', 'digits'])).sentence).toMatch(/^Model “glyphs-remote” takes images of 3 × 32 × 32 and dataset “MNIST” has 1 × 28 × 28 \(channels × height × width\); choose a model or dataset that fits\.$/);
  });

  it('with an operator that no runtime knows', async () => {
    lab.model('strange', 'glyphs-resnet8', { exits: [{ name: 'end', output: 'end' }] });
    lab.put('mine/models/strange/model.onnx', classifier((model) => model.node('Sorcery', ['flat'], ['end'])));
    lab.experiment('sorcery', { models: ['strange'], strategies: ['on-device', 'hi', 'remote'] });
    expect(await refusedRun(['sorcery.yaml'])).toEqual({ code: 4, sentence: expect.stringMatching(/^.*model\.onnx uses the operator “Sorcery”, which ONNX Runtime does not offer/) });
  });

  it('that answers NaN', async () => {
    lab.model('dazed', 'glyphs-resnet8', { exits: [{ name: 'end', output: 'end' }] });
    // The logarithm of a negative number, for every image.
    lab.put('mine/models/dazed/model.onnx', classifier((model) => model.weights('minus', [1], Float32Array.of(-1)).node('Abs', ['flat'], ['size']).node('Exp', ['size'], ['positive']).node('Mul', ['positive', 'minus'], ['negative']).node('Log', ['negative'], ['end'])));
    lab.experiment('nan', { models: ['dazed'], remote: 'quick-remote', strategies: ['on-device', 'hi', 'remote'] });
    expect(await refusedRun(['nan.yaml'])).toEqual({ code: 4, sentence: 'Model “dazed” gave NaN or infinity at exit “end” for sample 0 of the batch; check its preprocessing and its weights, the run cannot use it.' });
    const [kept] = answerOf<{ status: string }[]>(await hiStudio(['list', 'runs', '--json'], lab));
    expect(kept.status).toBe('failed');
  });
});

/** 3×32×32 → ten numbers “flat”, then what `end` makes of them. */
function classifier(end: (model: OnnxBuilder) => OnnxBuilder): Uint8Array {
  const start = new OnnxBuilder().input('image', ['batch', 3, 32, 32]).weights('near.weight', [10, 3, 3, 3])
    .node('Conv', ['image', 'near.weight'], ['near'], { kernel_shape: [3, 3] }).node('GlobalAveragePool', ['near'], ['pool']).node('Flatten', ['pool'], ['flat']);
  return end(start).output('end', ['batch', 10]).bytes();
}

describe('an experiment', () => {
  it('with a misspelt key, a wrong unit, or a model that does not exist', async () => {
    lab.put('misspelt.yaml', 'kind: experiment\nid: misspelt\nname: Misspelt\ndataset: { use: glyphs, fit: 200, report: 300 }\nmodels: [glyphs-resnet8]\nremote: glyphs-remote\nbords: [this-computer]\n');
    expect(await refusedRun(['misspelt.yaml'])).toEqual({ code: 2, sentence: expect.stringMatching(/^misspelt\.yaml:7: “bords” is not a known key \(did you mean “boards”\?\); known here: .*\.$/) });
    lab.put('unit.yaml', lab.read('nan.yaml').replace('min_loop_ms: 1', 'min_loop_ms: 1 ms'));
    expect(await refusedRun(['unit.yaml'])).toEqual({ code: 2, sentence: expect.stringMatching(/^unit\.yaml:\d+: “timing\.min_loop_ms” holds the text “1 ms” where a number in ms is expected; write the number alone, 1: the unit is in the key, min_loop_ms\.$/) });
    lab.experiment('nameless', { models: ['glyphs-resnet9'] });
    expect(await refusedRun(['nameless.yaml'])).toEqual({ code: 2, sentence: expect.stringMatching(/^nameless\.yaml:\d+: “models\[0\]” names the model “glyphs-resnet9”, which does not exist \(did you mean “glyphs-resnet8”\?\)/) });
    expect(await refusedRun(['missing.yaml'])).toEqual({ code: 2, sentence: expect.stringMatching(/^The experiment profile missing\.yaml does not exist; check the path/) });
  });
});

describe('a disk that runs full', () => {
  let disk: SmallDisk;
  beforeAll(() => { disk = smallDisk(lab.path('small-disk'), '1100k'); });
  afterAll(() => disk.remove());

  it('ends a run in a sentence; when there is space it goes on (skipped where no small disk may be mounted)', async ({ skip }) => {
    if (!disk.mounted) skip();
    lab.experiment('filling', { remote: 'quick-remote', dataset: { use: 'glyphs', fit: 1000, report: 2000 }, strategies: ['on-device', 'remote', 'hi'] });
    const onSmallDisk = { ...lab, home: disk.folder };
    const full = await hiStudio(['run', 'filling.yaml'], onSmallDisk);
    expect(full.code, full.err).toBe(6);
    const last = full.err.trimEnd().split('\n').at(-1) as string;
    expect(last).toMatch(/^The disk that holds .*small-disk.* is full; what was measured is kept: free some space, then resume the run, or choose another place with --home or HI_STUDIO_HOME\.$/);
    const [left] = answerOf<{ id: string; status: string }[]>(await hiStudio(['list', 'runs', '--json'], onSmallDisk));
    expect(['interrupted', 'failed']).toContain(left.status);
    disk.grow('100m');
    const resumed = await hiStudio(['run', '--resume', left.id, '--out', 'after', '--formats', 'json,samples'], onSmallDisk);
    expect(resumed.code, resumed.err).toBe(0);
    samplesOnce(lab, 'after', 1000, 2000);
  });
});
