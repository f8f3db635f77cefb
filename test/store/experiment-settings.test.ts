/** Fields of an experiment set from the command line, and what is said of those that do not fit. */
import { describe, expect, it } from 'vitest';
import { withSettings } from '../../src-main/store/experiment-settings';
import { exampleExperiment } from '../support/example-plan';

const experiment = exampleExperiment();
const refusal = (...settings: string[]): string => {
  try {
    withSettings(experiment, settings);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('fields set from the command line', () => {
  it('change just what they name, and leave the experiment as it was', () => {
    const before = structuredClone(experiment);
    const after = withSettings(experiment, ['choose.minimise=error', 'choose.lpi_at_most_ms=5', 'decision={kind: router, coverage: 0.7}', 'compare_decisions=[{kind: online-experts}, {kind: oracle}]', 'dataset.fit=150']);
    expect(after).toEqual({
      ...before, dataset: { ...before.dataset, fit: 150 }, choose: { ...before.choose, minimise: 'error', lpi_at_most_ms: 5 }, decision: { kind: 'router', coverage: 0.7 },
      compare_decisions: [{ kind: 'online-experts', measure: 'max-softmax', offload_cost: 0.2, experts: 50 }, { kind: 'oracle' }],
    });
    expect(experiment).toEqual(before);
    expect(withSettings(after, ['choose.lpi_at_most_ms=', 'choose.minimise=latency']).choose).toEqual(before.choose);
  });

  it.each([
    ['choose.minimize=energy', 'With --set choose.minimize=energy the experiment is not valid: “choose.minimize” is not a known key; known here: accuracy, minimise, '],
    ['choose.minimise=time', '“choose.minimise” is “time”, which is not one of the choices'],
    ['choose.lpi_at_most_ms=5 ms', '“choose.lpi_at_most_ms” holds the text “5 ms” where a number in ms is expected; write the number alone, 5'],
    ['decision.kind=rich-lr', 'the experiment is not valid: '],
    ['minimise', '--set “minimise” is not FIELD=VALUE; for example --set choose.minimise=energy.'],
    ['decision={kind: ', 'is not a value in YAML'],
    ['seed.of=3', '--set seed.of: “seed” holds 1 and no fields; set it as a whole, such as --set "seed={…}".'],
  ])('are refused in one sentence: %s', (setting, sentence) => {
    expect(refusal(setting)).toContain(sentence);
  });
});
