/** The energy tab's words and places: outliers lead to where they are on the recording. */
import { describe, expect, it } from 'vitest';
import type { MeasuredWork } from '../../src-main/contract/energy-results';
import type { LivePower } from '../../src-main/contract/procedures';
import { livePowerFigure } from '../../src-renderer/features/run/live-power';
import { bandsOf, doubtsOf, outlierPlaces, partOf, placeOf, viewAround } from '../../src-renderer/features/results/energy-rows';
import { exampleEnergy } from '../support/example-energy';

const energy = exampleEnergy();
const rateHz = 1000;
const work: MeasuredWork = {
  ...energy.works[0], work: 'exit-1', outliers: [1, 3], quantilesMj: { p5: 1, p25: 1.9, p50: 2, p75: 2.1, p95: 3 },
  windows: { from: [100, 200, 300, 400], to: [150, 250, 350, 450], energyMj: [2, 3, 2, 0.5], meanMw: [1, 1, 1, 1], latencyMs: [1, 1, 1, 1], coverage: [1, 1, 1, 1] },
};

describe('outliers', () => {
  it('come with their seconds on the recording and how far from the median they are, the farthest first', () => {
    // By hand: windows 1 and 3 begin at 200 / 1000 s and 400 / 1000 s; 3 is 50 % above 2, 0.5 is 75 % below.
    expect(outlierPlaces(work, rateHz)).toEqual([{ window: 3, fromS: 0.4, toS: 0.45, energyMj: 0.5, apart: -0.75 }, { window: 1, fromS: 0.2, toS: 0.25, energyMj: 3, apart: 0.5 }]);
    expect(placeOf(work, rateHz, 4)).toBeNull();
  });

  it('are shown with their neighbourhood, within the recording', () => {
    const [last] = outlierPlaces(work, rateHz);
    const view = viewAround(last, 0.46);
    expect(view.from).toBeCloseTo(0.3625, 9);
    expect(view.to).toBe(0.46);
  });
});

describe('the parts of a model', () => {
  it('are told apart: an exit, the whole model with and without branches, decision, offload', () => {
    const works = [{ work: 'exit-1' }, { work: 'exit-2' }, { work: 'plain' }, { work: 'decision' }, { work: 'offload' }];
    expect(works.map((one) => partOf(one.work, works))).toEqual([{ kind: 'exit', exit: 1 }, { kind: 'whole', exit: 2 }, { kind: 'plain', exit: 0 }, { kind: 'decision', exit: 0 }, { kind: 'offload', exit: 0 }]);
  });

  it('shade the trace by what the board did', () => {
    expect(bandsOf(work, rateHz, (i) => `w${i}`)[1]).toEqual({ from: 0.2, to: 0.25, label: 'w1', kind: 'inference' });
    expect(bandsOf({ ...work, work: 'offload' }, rateHz, String)[0].kind).toBe('offload');
  });

  it('tell what is missing before what is doubtful', () => {
    const doubts = doubtsOf({ ...energy, works: [{ ...work, warnings: [{ kind: 'short', text: 'too short' }] }], gaps: [{ work: 'offload', text: 'the board cannot' }] });
    expect(doubts).toEqual([{ work: 'offload', text: 'the board cannot', missing: true }, { work: 'exit-1', text: 'too short', missing: false }]);
  });
});

describe('live power', () => {
  it('breaks its lines where samples were lost and keeps its windows', () => {
    const power: LivePower = { board: 'b', model: 'm', work: 'plain', name: 'whole', instrument: 'PPK2', simulated: true, over: false, rateHz, fromMs: 0, toMs: 30, atMs: [5, 15, 25], meanMw: [1, null, 3], lowMw: [0.5, null, 2], highMw: [2, null, 4], windows: [[10, 20]], windowsSeen: 1, windowsPlanned: 5 };
    const words = { title: 'Power', caption: '', time: 'ms', power: 'mW', mean: 'mean', least: 'least', greatest: 'greatest', window: 'window' };
    const { panels: [{ chart }], table } = livePowerFigure(power, words);
    const [mean] = chart.data.datasets;
    expect(mean.data).toEqual([{ x: 5, y: 1 }, { x: 15, y: NaN }, { x: 25, y: 3 }]);
    expect(mean.spans).toEqual([[10, 20]]);
    expect(table.rows[1]).toEqual([15, null, null, null]);
  });
});
