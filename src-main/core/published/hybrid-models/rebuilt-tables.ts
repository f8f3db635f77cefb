/** What the Hybrid Models poster's tables say about each other: gains, and the cloud on the samples it is asked. */
import type { Inputs } from '../claim';
import type { RebuiltTable } from '../rebuilt-table';
import type { Rounded } from '../rounded';
import { subtract } from '../rounded';
import { cloudOnQueried, coverages, gainOverEntropy, rightAndAnswered, selectiveWithinReach, sizes } from './index';

const text = ({ value, low, high }: Rounded, decimals = 2): string => `${value.toFixed(decimals)} [${low.toFixed(decimals)}, ${high.toFixed(decimals)}]`;

export function hybridModelsTables(inputs: Inputs): readonly RebuiltTable[] {
  const gains = sizes.flatMap((size) => coverages.map((coverage) => {
    const hybrid = inputs.number(`P1.hybrid.${size}.cov${coverage}`);
    return [`${size.toUpperCase()} MAC`, coverage, inputs.number(`P1.base.${size}.accuracy`).value, inputs.number(`P1.entropy.${size}.cov${coverage}`).value, hybrid.value, text(gainOverEntropy(inputs, size, coverage)), text(subtract(hybrid, inputs.number(`P1.base.${size}.accuracy`))), text(cloudOnQueried(inputs, size, coverage), 1)];
  }));
  const abstain = sizes.flatMap((size) => [90, 80, 70].map((coverage) => {
    const reach = selectiveWithinReach(inputs, size, coverage);
    return [`${size.toUpperCase()} MAC`, coverage, inputs.number(`P3.abstain.${size}.cov${coverage}`).value, text(rightAndAnswered(inputs, size, coverage)), inputs.number(`P3.base.${size}.accuracy`).value, reach.kind === 'truth' && reach.nominal ? 'yes' : 'no'];
  }));
  const latencies = [1000, 1400, 1600, 2000].map((ms) => {
    const cell = (strategy: string): number | null => (inputs.isPrinted(`P2.${strategy}.${ms}ms`) ? inputs.number(`P2.${strategy}.${ms}ms`).value : null);
    const [local, entropy, hybrid] = ['on-device', 'entropy', 'hybrid'].map(cell);
    const remote = inputs.number('P2.remote.2000ms').value;
    return [ms, local, entropy, hybrid, cell('remote'), hybrid === null || entropy === null ? null : Number((hybrid - entropy).toFixed(2)), hybrid === null ? null : Number((hybrid - remote).toFixed(2)), Number((100 * (1 - ms / 2000)).toFixed(1))];
  });
  return [
    { id: 'coverage-gains', title: 'Coverage: what the router gains', columns: ['base', 'coverage (%)', 'base accuracy (%)', 'entropy (%)', 'hybrid (%)', 'hybrid − entropy (points)', 'hybrid − base (points)', 'cloud right on queried (%)'], rows: gains, weights: [2, 2, 2, 2, 2, 3, 3, 3], note: 'Intervals: every number that rounds to the printed ones. The last column is (hybrid − coverage · selective accuracy of the third table) / (1 − coverage); it supposes that hybrid and abstention keep samples of the same accuracy, which the poster does not say. The cloud’s accuracy over all samples is 79.9 %.' },
    { id: 'abstention', title: 'Abstention: are the selective accuracies possible?', columns: ['base', 'coverage (%)', 'selective accuracy (%)', 'answered and right, of all samples (%)', 'base right (%)', 'within reach'], rows: abstain, weights: [2, 2, 3, 4, 2, 2], note: 'Coverage times selective accuracy is the share of all samples that is answered and right; a router that only abstains cannot raise it above the base model’s accuracy.' },
    { id: 'latency', title: 'Latency on a microcontroller against the cloud', columns: ['latency (ms)', 'on-device (%)', 'entropy (%)', 'hybrid (%)', 'cloud (%)', 'hybrid − entropy (points)', 'hybrid − cloud (points)', 'less latency than the cloud (%)'], rows: latencies, weights: [2, 2, 2, 2, 2, 3, 3, 3], note: 'A reduction “without excess loss” would be a row whose hybrid equals the cloud; there is none.' },
  ];
}
