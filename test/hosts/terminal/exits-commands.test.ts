/** `hi-studio inspect` and `hi-studio exits` on a bundled model and on a person's own file. */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runTerminal } from '../../../src-main/hosts/terminal/program';
import { projectRoot } from '../../../src-main/paths';
import { openStudio } from '../../../src-main/studio';

const folder = mkdtempSync(join(tmpdir(), 'hi-studio-exits-command-'));
afterAll(() => rmSync(folder, { recursive: true }));
const bundled = join(projectRoot(), 'resources', 'models', 'glyphs-resnet8');

async function run(argv: string[], interruptAt: RegExp | null = null): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  let interrupt = (): void => undefined;
  const code = await runTerminal({
    argv: [...argv, '--home', join(folder, 'home')], version: '0', out: { write: (text) => (out += text) }, openStudio: (options) => openStudio(options), onInterrupt: (stop) => { interrupt = stop; },
    err: { write: (text) => { err += text; if (interruptAt?.test(err)) interrupt(); } },
  });
  return { code, out, err };
}
const small = ['--dataset', 'glyphs', '--images', '200', '--calibrate', '60', '--report', '200'];

describe('hi-studio inspect', () => {
  it('shows places, costs on either side, memory, and what is too big for a board', async () => {
    const { code, out } = await run(['inspect', 'glyphs-resnet8', '--board', 'arduino-nano-33-ble-sense', 'raspberry-pi-4b', 'this-computer']);
    expect(code).toBe(0);
    expect(out).toMatch(/12\.50 M multiply-accumulates, 77706 parameters/);
    // The second block's output: 32 maps of 16 × 16; 8.83 of 12.5 million before it (hand count in the tests of inspection).
    expect(out).toMatch(/^6 .*32 × 16 × 16 +32\.0 KiB +8\.83 M +70\.6 % +3\.67 M/m);
    expect(out).toMatch(/^Arduino Nano 33 BLE Sense \(virtual\): fits \(weights 3\d\d\.\d KiB of 1\.0 MiB flash, intermediate results 192\.0 KiB of 256\.0 KiB RAM\)/m);
    expect(out).toMatch(/^Raspberry Pi 4B.*: fits \(weights and intermediate results/m);
    expect(out).toMatch(/its profile does not say how much memory it has/);
  });

  it('times segments beside the whole model, and each kind of operator', async () => {
    const { out } = await run(['inspect', 'glyphs-resnet8', '--times', '--json']);
    const { times } = JSON.parse(out) as { times: { segments: { exit: string; ms: number }[]; sumMs: number; wholeMs: number; plainMs: number; operators: { operator: string; count: number; ms: number }[] } };
    expect(times.segments.map(({ exit }) => exit)).toEqual(['exit1', 'final']);
    expect(times.segments.reduce((sum, { ms }) => sum + ms, 0)).toBeCloseTo(times.sumMs, 9);
    expect(times.operators.find(({ operator }) => /Conv/.test(operator))!.count).toBe(9);
    expect(Math.min(times.wholeMs, times.plainMs, ...times.operators.map(({ ms }) => ms))).toBeGreaterThan(0);
  });

  it('asks for a card where an ONNX file has none', async () => {
    copyFileSync(join(bundled, 'model.onnx'), join(folder, 'bare.onnx'));
    const { code, err } = await run(['inspect', join(folder, 'bare.onnx')]);
    expect([code, err]).toEqual([4, expect.stringMatching(/^.*bare\.onnx needs a model card, and .*bare\.yaml does not exist; "hi-studio check"/)]);
  });
});

describe('hi-studio exits', () => {
  it('writes a model with its card that runs like any other, and refuses to write over it', async () => {
    writeFileSync(join(folder, 'own.yaml'), readFileSync(join(bundled, 'card.yaml'), 'utf8').replace(/^file: .*$/m, 'file: own.onnx'));
    copyFileSync(join(bundled, 'model.onnx'), join(folder, 'own.onnx'));
    const made = join(folder, 'made');
    const { code, out } = await run(['exits', join(folder, 'own.onnx'), ...small, '--at', '3', '--out', made, '--id', 'own-exits']);
    expect(code).toBe(0);
    expect(out).toMatch(/^branch1 .* 41\.\d % /m);
    expect(out).toContain('The last exit answers as before, to the bit.');
    expect(readFileSync(join(folder, 'own.onnx'))).toEqual(readFileSync(join(bundled, 'model.onnx')));
    const card = parse(readFileSync(join(made, 'card.yaml'), 'utf8')) as Record<string, unknown>;
    expect(card).toMatchObject({ id: 'own-exits', file: 'model.onnx', exits: [{ name: 'branch1' }, { name: 'exit1' }, { name: 'final' }], pool_used: [{ dataset: 'glyphs', seed: 1, trained: 0, calibrated: 60 }], accuracy: { samples: 200 }, training: { exits_added: ['branch1'], exits_images: 200, exits_images_from: 'Glyphs, training images' } });
    expect((await run(['check', join(made, 'card.yaml')])).code).toBe(0);
    const again = await run(['exits', 'glyphs-resnet8', ...small, '--out', made]);
    expect([again.code, again.err]).toEqual([2, expect.stringContaining(made)]);
  });

  it('leaves nothing behind when it is stopped, or when a class has no images', async () => {
    const out = join(folder, 'stopped');
    expect(await run(['exits', 'glyphs-resnet8', ...small, '--out', out], /features of/)).toMatchObject({ code: 130, err: expect.stringContaining('Stopped; nothing was written.') });
    const few = await run(['exits', 'glyphs-resnet8', '--dataset', 'glyphs', '--images', '5', '--calibrate', '20', '--report', '20', '--out', out]);
    expect([few.code, few.err]).toEqual([4, expect.stringMatching(/None of the 5 training images for the exits of “glyphs-resnet8” shows “/)]);
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
  });
});
