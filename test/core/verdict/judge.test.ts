/** The verdict names what weakens a run, with the figure and what to do. */
import { describe, expect, it } from 'vitest';
import { judge, type VerdictFacts } from '../../../src-main/core/verdict';

const good: VerdictFacts = {
  reportSamples: 4000, fitSamples: 2000, plannedReportSamples: 4000, status: 'finished', resumed: false, hasRemote: true, lostOffloads: 0,
  strategies: [{ name: 'HI', accuracy: 0.95, accuracyLow: 0.943, accuracyHigh: 0.957, energy: 'measured', latency: 'measured' }],
  stages: [{ name: 'resnet8', meanMs: 1, relativeSd: 0.02, loops: 60, firstThirdMs: 1, lastThirdMs: 1.01 }],
  machine: { governor: 'performance', otherLoad: 0.1, processors: 2 }, overheadMs: 0.01, otherDataset: [],
  decisions: [{ model: 'resnet8', constant: null }], targets: [{ name: 'EE-HI', feasibleOnFit: true, asked: 0.9, reached: 0.91 }],
  loops: [{ name: 'HI', samples: 500, decisionsAgree: 1, unexplained: [] }],
};
const energy = (change: object, work: object = {}): NonNullable<VerdictFacts['measuredEnergy']> => [{
  board: 'Board A', instrument: 'PPK2', simulated: false, gaps: [], works: [{ name: 'whole model', windows: 30, missing: 0, coverage: 1, warnings: [], ...work }], ...change,
}];
const codes = (facts: Partial<VerdictFacts>): string[] => judge({ ...good, ...facts }).reasons.map((r) => r.code);

describe('the verdict', () => {
  it('is valid without reasons when nothing is wrong', () => {
    expect(judge(good)).toEqual({ status: 'valid', reasons: [] });
  });

  it.each<[string, Partial<VerdictFacts>, string]>([
    ['few-samples', { reportSamples: 400, plannedReportSamples: 400 }, '400 samples'],
    ['few-fit-samples', { fitSamples: 60 }, 'fitted on 60 samples'],
    ['samples-missing', { reportSamples: 3990 }, '10 of 4000 report samples'],
    ['offloads-lost', { lostOffloads: 3 }, '3 offloads'],
    ['wide-interval', { strategies: [{ ...good.strategies[0], accuracyLow: 0.9, accuracyHigh: 0.99 }] }, 'that of HI, spans 9.0 points'],
    ['other-dataset', { otherDataset: [{ model: 'ResNet-8', trainedFor: 'cifar10' }] }, '“cifar10”'],
    ['governor', { machine: { governor: 'powersave', otherLoad: 0, processors: 2 } }, '“powersave”'],
    ['busy-machine', { machine: { governor: 'performance', otherLoad: 1.2, processors: 2 } }, '1.20 of 2 processors'],
    ['noisy-timing', { stages: [{ ...good.stages[0], relativeSd: 0.3 }] }, 'vary by 30.0 %'],
    ['clock-drift', { stages: [{ ...good.stages[0], lastThirdMs: 1.2 }] }, '20.0 % slower'],
    ['overhead', { overheadMs: 0.08 }, '0.080 ms is 8.0 % of one inference of resnet8 (1.00 ms)'],
    ['constant-decision', { decisions: [{ model: 'resnet8', constant: 'all-right' }] }, 'always right'],
    ['target-missed', { targets: [{ name: 'EE-HI', feasibleOnFit: true, asked: 0.9, reached: 0.8975 }] }, 'met 90.0 % on the fit set but reached 89.75 %'],
    ['loop-decisions', { loops: [{ ...good.loops[0], decisionsAgree: 0.998 }] }, '0.20 % of 500'],
    ['energy-coverage', { measuredEnergy: energy({}, { coverage: 0.9951 }) }, 'measured 99.51 % of the time in the windows of whole model on Board A, below 99.9 %'],
    ['energy-gaps', { measuredEnergy: energy({ gaps: ['The PPK2 stopped.'] }) }, 'The PPK2 stopped.'],
    ['energy-doubtful', { measuredEnergy: energy({}, { warnings: ['The shortest window has 2 samples.'] }) }, 'Board A, whole model: The shortest window has 2 samples.'],
    ['loop-unexplained', { loops: [{ ...good.loops[0], unexplained: [{ quantity: 'LPI', difference: 0.12 }] }] }, 'LPI is 12.0 % above'],
  ])('cautions: %s', (code, facts, text) => {
    const verdict = judge({ ...good, ...facts });
    expect(verdict.status).toBe('caution');
    expect(verdict.reasons).toHaveLength(1);
    expect(verdict.reasons[0].code).toBe(code);
    expect(verdict.reasons[0].text).toContain(text);
    expect(verdict.reasons[0].advice.length).toBeGreaterThan(10);
  });

  it.each<[string, Partial<VerdictFacts>]>([
    ['too-few-samples', { reportSamples: 60, plannedReportSamples: 60 }], ['not-finished', { status: 'cancelled', reportSamples: 1200 }],
    ['energy-coverage', { measuredEnergy: energy({}, { coverage: 0.42, windows: 13, missing: 17 }) }],
  ])('rejects: %s', (code, facts) => {
    expect(judge({ ...good, ...facts })).toMatchObject({ status: 'invalid', reasons: [{ code, severity: 'invalid' }] });
  });

  it.each<[string, Partial<VerdictFacts>]>([
    ['resumed', { resumed: true }], ['no-remote', { hasRemote: false }], ['governor-unknown', { machine: { governor: null, otherLoad: 0, processors: 2 } }],
    ['target-infeasible', { targets: [{ name: 'EE', feasibleOnFit: false, asked: 0.9, reached: 0.85 }] }],
    ['energy-modelled', { strategies: [{ ...good.strategies[0], energy: 'modelled' }] }], ['energy-unknown', { strategies: [{ ...good.strategies[0], energy: null }] }],
    ['energy-simulated', { measuredEnergy: energy({ board: 'HI', simulated: true }), strategies: [{ ...good.strategies[0], energy: 'modelled' }] }],
    ['latency-modelled', { strategies: [{ ...good.strategies[0], latency: 'published' }] }],
  ])('notes without doubting: %s', (code, facts) => {
    expect(codes(facts)).toEqual([code]);
    expect(judge({ ...good, ...facts }).status).toBe('valid');
  });

  it('puts the worst reason first', () => {
    expect(codes({ status: 'interrupted', reportSamples: 900, resumed: true, overheadMs: 0.2 })).toEqual(['not-finished', 'few-samples', 'overhead', 'resumed']);
  });

  it('says once what many strategies share', () => {
    const strategies = Array.from({ length: 9 }, (_, k) => ({ ...good.strategies[0], name: `S${k}`, energy: 'modelled' as const }));
    const targets = [0.89, 0.88, 0.91].map((reached, k) => ({ name: `EE ${k}`, feasibleOnFit: true, asked: 0.9, reached }));
    expect(judge({ ...good, strategies, targets }).reasons.map((r) => r.text)).toEqual([
      'EE 1 met 90.0 % on the fit set but reached 88.00 % on the report set; 1 more missed theirs.', 'The energy of S0, S1, S2 and 6 more is modelled or published, not measured here.',
    ]);
  });

  it('says nothing about what was not measured', () => {
    expect(codes({ machine: null, overheadMs: null, stages: [], loops: [], targets: [], decisions: [] })).toEqual([]);
  });
});
