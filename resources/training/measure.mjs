/** Measures a model as the studio will run it, with onnxruntime: accuracy at every exit on files of CIFAR-10 records. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ort from 'onnxruntime-node';
import { parse } from 'yaml';

const [folder, ...files] = process.argv.slice(2);
if (!folder || files.length === 0) {
  console.error('usage: node measure.mjs FOLDER-WITH-CARD RECORDS.bin …');
  process.exit(2);
}
const PIXELS = 3 * 32 * 32;
const BATCH = 50;
const card = parse(readFileSync(join(folder, 'card.yaml'), 'utf8'));
const { scale, mean, std } = card.preprocessing;
const session = await ort.InferenceSession.create(join(folder, card.file), { intraOpNumThreads: 1 });

for (const file of files) {
  const records = readFileSync(file);
  const count = records.length / (PIXELS + 1);
  const right = card.exits.map(() => 0);
  for (let from = 0; from < count; from += BATCH) {
    const n = Math.min(BATCH, count - from);
    const pixels = new Float32Array(n * PIXELS);
    for (let i = 0; i < n; i++) {
      const start = (from + i) * (PIXELS + 1) + 1;
      for (let p = 0; p < PIXELS; p++) {
        const channel = Math.floor(p / 1024);
        pixels[i * PIXELS + p] = (records[start + p] / scale - mean[channel]) / std[channel];
      }
    }
    const answers = await session.run({ [session.inputNames[0]]: new ort.Tensor('float32', pixels, [n, 3, 32, 32]) });
    for (const [k, { output }] of card.exits.entries()) {
      const logits = answers[output].data;
      const classes = logits.length / n;
      for (let i = 0; i < n; i++) {
        const row = logits.subarray(i * classes, (i + 1) * classes);
        if (row.indexOf(Math.max(...row)) === records[(from + i) * (PIXELS + 1)]) right[k] += 1;
      }
    }
  }
  console.log(file.split('/').pop(), count, 'images', ...right.map((r) => (r / count).toFixed(4)));
}
