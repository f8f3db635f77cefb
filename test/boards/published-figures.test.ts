/** Every figure in the board profiles against the papers' numbers as data, cell by cell. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { offloadPower } from '../../src-main/boards/mean-power';
import { createVirtualDriver } from '../../src-main/boards/virtual';
import { linkProfile } from '../../src-main/contract/profiles';
import { allBoards, readBoard } from './board-profiles';

const published = new URL('../../../shared/published/', import.meta.url);
const present = existsSync(new URL('hi-paper.json', published));
const skipped = present ? '' : ' (skipped: ../shared/published is not here)';

interface PaperRecord { readonly id: string; readonly value: unknown; readonly quantity: string; readonly device: string | null; readonly power_mode: string | null; readonly dataset: string | null; readonly model: string | null; readonly strategy: string | null; readonly source: { readonly ref: string } }
const records = (): PaperRecord[] => JSON.parse(readFileSync(new URL('hi-paper.json', published), 'utf8')).records;

/** `jetson-orin-nano-15w` is device jetson-orin-nano in power mode 15W. */
function deviceOf(board: string): { device: string; power_mode: string | null } {
  const mode = /^(.*)-(7|15)w$/.exec(board);
  return mode ? { device: mode[1], power_mode: `${mode[2]}W` } : { device: board, power_mode: null };
}

function cell(board: string, table: string, quantity: string, dataset: string, model: string): unknown {
  const { device, power_mode } = deviceOf(board);
  const found = records().filter((r) => r.source.ref === table && r.quantity === quantity && r.device === device && r.power_mode === power_mode && r.dataset === dataset && r.model === model && (r.strategy === 'on-device' || r.strategy === 'remote'));
  expect(found, `${board} ${table} ${quantity} ${dataset} ${model}`).toHaveLength(1);
  return found[0].value;
}

const tableOf = (source: string): string => /^HI paper, (Table \d)/.exec(source)![1];
/** The simulated board of the energy bench stands for none of the paper's. */
const virtual = allBoards().filter((board) => board.driver === 'virtual' && board.bench === undefined);

describe('the figures of the virtual boards', () => {
  it(`covers the paper's five devices, the Jetson in both power modes`, () => {
    expect(virtual.map((board) => board.id).sort()).toEqual(['arduino-nano-33-ble-sense', 'coral-dev-board-micro', 'esp32-devkitc', 'jetson-orin-nano-15w', 'jetson-orin-nano-7w', 'raspberry-pi-4b']);
  });

  it.skipIf(!present)(`print what the tables print for every local model and every offload${skipped}`, () => {
    let compared = 0;
    for (const board of virtual) {
      for (const entry of [...board.inference!, ...board.offload!]) {
        for (const [quantity, figure] of [['lpi', entry.latency_ms], ['epi', entry.energy_mj]] as const) {
          if (figure === undefined) continue;
          expect(figure.provenance).toBe('published');
          expect(figure.value, `${board.id} ${entry.architecture} ${quantity}`).toBe(cell(board.id, tableOf(figure.source), quantity, entry.dataset, entry.architecture));
          compared++;
        }
      }
    }
    // Table 4: 5 models on Coral, 6 on the three others; Table 3: 2 each on four; both with energy; Table 7: 2 on two boards, no energy.
    expect(compared).toBe((5 + 3 * 6) * 2 + 4 * 2 * 2 + 2 * 2);
  });

  it.skipIf(!present)(`leave out no model that the tables have${skipped}`, () => {
    for (const board of virtual) {
      const { device, power_mode } = deviceOf(board.id);
      const inPaper = records().filter((r) => ['Table 4', 'Table 7'].includes(r.source.ref) && r.quantity === 'lpi' && r.strategy === 'on-device' && r.device === device && r.power_mode === power_mode && r.value !== null);
      expect(board.inference!.map((entry) => `${entry.dataset} ${entry.architecture}`).sort()).toEqual(inPaper.map((r) => `${r.dataset} ${r.model}`).sort());
    }
  });

  it.skipIf(!present)(`give the decision the constants inferred from Table 6, marked modelled${skipped}`, () => {
    const text = readFileSync(new URL('derived-constants.md', published), 'utf8');
    const column = (row: string): string => new RegExp(`\\| ${row} \\|.*\\| ([^|]*) \\|\\n`).exec(text)![1];
    expect(column('Raspberry Pi 4B')).toBe('0.102 ms, 0.362 mJ');
    expect(column('Jetson Orin Nano, 7 W')).toBe('0, 0');
    expect(column('Jetson Orin Nano, 15 W')).toBe('0, 0');
    const decisions = Object.fromEntries(virtual.map((board) => [board.id, board.decision && [board.decision.latency_ms.value, board.decision.energy_mj!.value, board.decision.latency_ms.provenance]]));
    expect(decisions).toEqual({
      'raspberry-pi-4b': [0.102, 0.362, 'modelled'], 'jetson-orin-nano-7w': [0, 0, 'modelled'], 'jetson-orin-nano-15w': [0, 0, 'modelled'],
      'coral-dev-board-micro': undefined, 'esp32-devkitc': undefined, 'arduino-nano-33-ble-sense': undefined,
    });
  });

  it.skipIf(!present)(`offload at the mean power worked out independently in derived-constants.md${skipped}`, () => {
    const text = readFileSync(new URL('derived-constants.md', published), 'utf8');
    for (const [row, board] of [['Coral Dev Board Micro', 'coral-dev-board-micro'], ['Raspberry Pi 4B', 'raspberry-pi-4b'], ['Jetson, 7 W', 'jetson-orin-nano-7w'], ['Jetson, 15 W', 'jetson-orin-nano-15w']]) {
      const watts = new RegExp(`\\| ${row} \\| [\\d.]+ \\| [\\d.]+ \\| ([\\d.]+), ([\\d.]+) \\|`).exec(text)!;
      expect(offloadPower(readBoard(board), 3072)!.value).toBeCloseTo(Number(watts[1]), 2);
      expect(offloadPower(readBoard(board), 150_528)!.value).toBeCloseTo(Number(watts[2]), 2);
    }
  });

  it.skipIf(!present)(`state clock and memory as Tables 1 and 2 do${skipped}`, () => {
    for (const board of virtual) {
      const spec = (name: string): unknown => records().find((r) => r.quantity === `spec.${name}` && r.device === deviceOf(board.id).device)?.value;
      const clock = spec('cpu_clock');
      const fastest = Array.isArray(clock) ? Math.max(...clock) : Number(clock);
      expect(board.specs!.clock_mhz).toBe(fastest < 10 ? fastest * 1000 : fastest);
      expect(board.specs!.cpu).toBe(spec('cpu'));
      expect(board.specs!.accelerator).toBe(spec('accelerator') ?? undefined);
      expect(board.specs!.memory).toContain(`${spec('ram') ?? spec('sram')} `);
    }
  });

  it('name a link of the studio, over which another remote model costs what the table prints for the paper’s', async () => {
    for (const profile of virtual) {
      const board = await createVirtualDriver().open(profile);
      const link = linkProfile.parse(parse(readFileSync(new URL(`../../profiles/links/${profile.link}.yaml`, import.meta.url), 'utf8')));
      for (const { dataset, bytes, latency_ms, energy_mj } of profile.offload!) {
        const cost = board.offloadCost({ datasetId: dataset, remoteArchitecture: 'another', bytes, link, measuredMs: null, serverMs: null });
        expect(cost.latencyMs.provenance).toBe('modelled');
        expect(cost.latencyMs.value / latency_ms.value, `${profile.id} ${dataset}`).toBeCloseTo(1, 2);
        if (energy_mj) expect(cost.energyMj!.value / energy_mj.value).toBeCloseTo(1, 2);
        else expect(cost.energyMj).toBeNull();
      }
    }
  });

  it('know no energy for the two microcontrollers, because none is printed', () => {
    for (const id of ['esp32-devkitc', 'arduino-nano-33-ble-sense']) {
      const board = readBoard(id);
      expect([...board.inference!, ...board.offload!].every((entry) => entry.energy_mj === undefined)).toBe(true);
      expect(board.summary).toContain('prints no energy');
    }
  });
});

/** k x k convolution from `from` to `to` channels with an output of side x side. */
const conv = (side: number, from: number, to: number, k: number): number => side * side * from * to * k * k;

/** Multiply-accumulates by the textbook, layer by layer; fixtures of nothing but layer shapes. */
function cifarResnet(blocks: number, convolvedShortcut: boolean): number {
  let macs = conv(32, 3, 16, 3) + 64 * 10;
  [16, 32, 64].forEach((to, stage) => {
    const side = 32 >> stage;
    const from = stage === 0 ? 16 : to / 2;
    macs += conv(side, from, to, 3) + (2 * blocks - 1) * conv(side, to, to, 3) + (stage > 0 && convolvedShortcut ? conv(side, from, to, 1) : 0);
  });
  return macs;
}

function imagenetResnet18(): number {
  let macs = conv(112, 3, 64, 7) + 512 * 1000;
  [64, 128, 256, 512].forEach((to, stage) => {
    const side = 56 >> stage;
    const from = stage === 0 ? 64 : to / 2;
    macs += conv(side, from, to, 3) + 3 * conv(side, to, to, 3) + (stage > 0 ? conv(side, from, to, 1) : 0);
  });
  return macs;
}

function imagenetResnet50(): number {
  let macs = conv(112, 3, 64, 7) + 2048 * 1000;
  [[64, 3], [128, 4], [256, 6], [512, 3]].forEach(([width, blocks], stage) => {
    const side = 56 >> stage;
    for (let block = 0; block < blocks; block++) {
      const from = block > 0 ? 4 * width : stage === 0 ? 64 : 2 * width;
      const entry = block === 0 && stage > 0 ? 2 * side : side;
      macs += conv(entry, from, width, 1) + conv(side, width, width, 3) + conv(side, width, 4 * width, 1) + (block === 0 ? conv(side, from, 4 * width, 1) : 0);
    }
  });
  return macs;
}

const imagenetAlexnet = (): number => conv(55, 3, 64, 11) + conv(27, 64, 192, 5) + conv(13, 192, 384, 3) + conv(13, 384, 256, 3) + conv(13, 256, 256, 3) + 9216 * 4096 + 4096 * 4096 + 4096 * 1000;

describe('the multiply-accumulates of the reference models', () => {
  it('follow from the layer shapes, and agree with the sizes people quote', () => {
    const counts: Record<string, number> = { resnet8: cifarResnet(1, true), resnet56: cifarResnet(9, false), resnet18: imagenetResnet18(), resnet50: imagenetResnet50(), alexnet: imagenetAlexnet() };
    // MLPerf Tiny: 12.5 M; He et al.: 0.125 G; torchvision's model pages: 1.81, 4.09 and 0.71 G.
    expect(Object.values(counts).map((macs) => Number(macs.toPrecision(3)))).toEqual([12_500_000, 125_000_000, 1_810_000_000, 4_090_000_000, 714_000_000]);
    for (const board of virtual) for (const entry of board.inference!) if (entry.macs !== undefined) expect(entry.macs, `${board.id} ${entry.architecture}`).toBe(counts[entry.architecture]);
  });

  it('are left out where the paper does not say which network it used', () => {
    for (const board of virtual) for (const entry of board.inference!) expect(entry.macs === undefined).toBe(entry.architecture === 'alexnet' && entry.dataset === 'cifar10');
  });
});
