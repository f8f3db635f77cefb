/** Published figures beside a run's own. */
import { describe, expect, it } from 'vitest';
import { publishedBeside } from '../../../src-main/core/published';
import { exampleResults } from '../../support/example-results';
import { libraryWith } from '../../support/published-papers';

const results = exampleResults();
results.dataset = { ...results.dataset, id: 'cifar10-jpeg', name: 'CIFAR-10 (JPEG)' };
const beside = publishedBeside(results, libraryWith());
const one = (board: string, strategy: string, quantity: string): (typeof beside)[number] | undefined => beside.find((figure) => figure.board === board && figure.strategy === strategy && figure.quantity === quantity);

describe('published figures beside a run', () => {
  it('stand beside the same board, power mode, model and strategy', () => {
    // Table 6: ResNet-8, HI, Jetson at 15 W takes 1.87 ms.
    const figure = one('jetson-orin-nano-15w', 'hi', 'lpiMs')!;
    const own = results.strategies.find((entry) => entry.board === 'jetson-orin-nano-15w' && entry.strategy === 'hi')!.lpiMs.value;
    expect(figure).toMatchObject({ record: 'T6.resnet8.jetson-orin-nano.15w.hi.lpi', published: 1.87, source: 'HI paper, Table 6', own });
    expect(figure.ratio).toBeCloseTo(own / 1.87, 12);
    expect(one('jetson-orin-nano-7w', 'hi', 'lpiMs')?.published).toBe(2.04);
    expect(one('raspberry-pi-4b', 'on-device', 'accuracy')?.published).toBeCloseTo(0.8697, 12);
    expect(one('raspberry-pi-4b', 'remote', 'accuracy')?.published).toBeCloseTo(0.9877, 12);
  });
  it('tell why they may differ', () => {
    const reasons = one('raspberry-pi-4b', 'ee-hi', 'lpiMs')!.reasons.join('; ');
    for (const part of ['the board is virtual', 'here CIFAR-10 (JPEG), there cifar10', 'another remote model: resnet32-wide instead of vit-h14', 'other thresholds: 0.86 instead of 0.69']) expect(reasons).toContain(part);
    expect(one('raspberry-pi-4b', 'on-device', 'accuracy')!.reasons.join('; ')).toContain('published for int8');
  });
  it('do not exist for boards, strategies and data sets that no table has', () => {
    expect(beside.some(({ board }) => board === 'this-computer')).toBe(false);
    expect(beside.some(({ strategy }) => strategy === 'ee')).toBe(false);
    expect(publishedBeside(exampleResults(), libraryWith())).toEqual([]);
  });
  it('give both microcontrollers their Table 7', () => {
    const mcu = structuredClone(results);
    mcu.boards = mcu.boards.map((board) => (board.id === 'esp32' ? { ...board, id: 'esp32-devkitc' } : board));
    mcu.strategies = mcu.strategies.map((entry) => (entry.board === 'esp32' ? { ...entry, board: 'esp32-devkitc' } : entry));
    const found = publishedBeside(mcu, libraryWith()).filter(({ board }) => board === 'esp32-devkitc');
    expect(found.map(({ strategy, quantity, published }) => [strategy, quantity, Number(published.toFixed(4))])).toEqual([
      ['on-device', 'accuracy', 0.8707], ['on-device', 'lpiMs', 602.52], ['remote', 'accuracy', 0.9877], ['remote', 'lpiMs', 10.1], ['hi', 'accuracy', 0.9575], ['hi', 'offloadShare', 0.2157],
    ]);
  });
});
