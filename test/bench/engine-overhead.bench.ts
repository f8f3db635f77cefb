/** The engine beside a bare onnxruntime-node loop over the same images, in turns, and the latency of a model that does nothing. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { parse } from 'yaml';
import { modelCard, type ModelCard } from '../../src-main/contract/profiles';
import { onnxRuntime, openNullModel } from '../../src-main/models/runtime';
import { projectRoot } from '../../src-main/paths';
import { patternBatch, twoExitCard, twoExitModel } from '../support/onnx-builder';

export interface BenchResult { readonly title: string; readonly rows: { name: string; value: number; unit: string; limit?: string; ok?: boolean }[] }

const SAMPLES = 10_000;
/** Turns of each side: 10 000 samples in pieces. Neighbouring turns are compared, so that a slow moment of the machine meets both. */
const TURNS = 10;
/** The engine's own batch. */
const BATCH = 8;

export async function bench(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'hi-studio-bench-'));
  try {
    return await compare(bundledCard() ?? writtenCard(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function bundledCard(): ModelCard | null {
  const directory = join(projectRoot(), 'resources', 'models', 'glyphs-resnet8');
  const file = join(directory, 'card.yaml');
  return existsSync(file) ? { ...modelCard.parse(parse(readFileSync(file, 'utf8'))), directory } : null;
}

function writtenCard(directory: string): ModelCard {
  writeFileSync(join(directory, 'model.onnx'), twoExitModel().bytes());
  return twoExitCard(directory);
}

async function compare(card: ModelCard): Promise<BenchResult> {
  const { channels, height, width } = card.input;
  const bytes = channels * height * width;
  const piece = patternBatch(SAMPLES / TURNS, bytes);
  const bareRun = await bareLoop(card, piece.pixels, bytes);
  const model = await onnxRuntime.open(card);
  try {
    await bareRun();
    await model.outputs(piece);
    let bare = 0;
    let engine = 0;
    const wall: number[] = [];
    const cpu: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      const turns = { bare: { wall: 0, cpu: 0 }, engine: { wall: 0, cpu: 0 } };
      for (const side of turn % 2 === 0 ? (['bare', 'engine'] as const) : (['engine', 'bare'] as const)) {
        const start = performance.now();
        const before = process.cpuUsage();
        await (side === 'bare' ? bareRun() : model.outputs(piece));
        const used = process.cpuUsage(before);
        turns[side] = { wall: performance.now() - start, cpu: used.user + used.system };
      }
      bare += turns.bare.wall;
      engine += turns.engine.wall;
      wall.push(turns.engine.wall / turns.bare.wall);
      cpu.push(turns.engine.cpu / turns.bare.cpu);
    }
    const slower = 100 * (median(wall) - 1);
    const nothing = await nullLatency();
    return {
      title: `Engine overhead: ${SAMPLES} samples through ${card.name}`,
      rows: [
        { name: 'bare onnxruntime-node loop, tensors ready', value: bare, unit: 'ms' },
        { name: 'engine: pixels to per-exit answers', value: engine, unit: 'ms' },
        { name: `engine slower by (median of ${TURNS} turns)`, value: slower, unit: '%', limit: '≤ 5 %', ok: slower <= 5 },
        { name: 'the same in processor time, which a busy machine disturbs less', value: 100 * (median(cpu) - 1), unit: '%' },
        { name: 'latency of a null model', value: nothing * 1000, unit: 'µs' },
      ],
    };
  } finally {
    await model.close();
  }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Tensors are normalised beforehand; the loop does nothing but run the same file with the same options. */
async function bareLoop(card: ModelCard, pixels: Uint8Array, bytes: number): Promise<() => Promise<void>> {
  const { channels, height, width } = card.input;
  const session = await InferenceSession.create(join(card.directory, card.file), { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all', logSeverityLevel: 4 });
  const { scale, mean, std } = card.preprocessing;
  const values = Float32Array.from(pixels, (raw, i) => {
    const c = Math.floor((i % bytes) / (height * width));
    return (raw / scale - mean[c % mean.length]) / std[c % std.length];
  });
  const tensors: Tensor[] = [];
  for (let at = 0; at < values.length; at += BATCH * bytes) {
    const part = values.subarray(at, at + BATCH * bytes);
    tensors.push(new Tensor('float32', part, [part.length / bytes, channels, height, width]));
  }
  return async () => {
    for (const tensor of tensors) await session.run({ [session.inputNames[0]]: tensor });
  };
}

/** Mean ms per inference where there is nothing to infer. */
async function nullLatency(): Promise<number> {
  const model = await openNullModel();
  try {
    const [times] = await model.time(patternBatch(16, 3072), { stages: ['plain'], warmUp: 1000, loops: 30, minLoopMs: 10 }, () => {}, new AbortController().signal);
    return times.ms.reduce((sum, ms) => sum + ms, 0) / times.ms.length;
  } finally {
    await model.close();
  }
}
