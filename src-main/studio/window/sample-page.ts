/** One page of the sample browser: what every exit said, which way the sample went under a strategy, and what it cost. */
import type { SampleFilter, WindowSample } from '../../contract/procedures';
import { acceptAll, confidenceOf } from '../../core/decision';
import { composeSamples } from '../../core/compose';
import { StudioError } from '../../core/errors';
import type { Policy, Strategy } from '../../core/measurements';
import type { Measurements } from './run-reader';

export interface PageRequest { readonly id: string; readonly strategy: Strategy; readonly filter: SampleFilter; readonly offset: number; readonly limit: number }
export interface SamplePage { readonly total: number; readonly thresholds: number[]; readonly decision: string | null; readonly rows: WindowSample[] }

/** Errors: run.sample-unknown where the run has no policy for the strategy. */
export function samplePage({ outcomes, costs, policies }: Measurements, { id, strategy, filter, offset, limit }: PageRequest): SamplePage {
  const chosen = policies.find(({ policy }) => policy.strategy === strategy);
  if (chosen === undefined) throw new StudioError('run.sample-unknown', { id, field: 'strategy', value: strategy });
  const { policy } = chosen;
  const vectors = composeSamples(outcomes, costs, policy);
  const { samples, classes, truth, exits, remote, offloadMs, index } = outcomes;
  const keep = (i: number): boolean => {
    switch (filter.kind) {
      case 'all': return true;
      case 'wrong': return vectors.right[i] === 0;
      case 'right': return vectors.right[i] === 1;
      case 'offloaded': return vectors.offloaded[i] === 1;
      case 'exit': return strategy !== 'remote' && vectors.offloaded[i] === 0 && vectors.exit[i] === filter.exit;
      case 'class': return truth[i] === filter.class;
    }
  };
  const order = [...Array(samples).keys()].filter(keep).sort((a, b) => index[a] - index[b]);
  const accepted = acceptedAtEnd(policy, outcomes);
  const last = exits.length - 1;
  return {
    total: order.length, thresholds: [...policy.thresholds], decision: policy.decision === null ? null : chosen.decisionText,
    rows: order.slice(offset, offset + limit).map((i): WindowSample => {
      const ms = offloadMs?.[i] ?? Number.NaN;
      return {
        index: index[i], truth: truth[i], remote: remote?.[i] ?? null, offloadMs: Number.isNaN(ms) ? null : ms,
        exits: exits.map(({ prediction, top, width, entropy }) => {
          const [p1, p2] = [top[i * width], width > 1 ? top[i * width + 1] : 0];
          return { prediction: prediction[i], p1, p2, confidence: confidenceOf(policy.measure, p1, p2, entropy[i], classes) };
        }),
        exit: vectors.exit[i], accepted: accepted === null || vectors.exit[i] !== last ? null : accepted[i] === 1, offloaded: vectors.offloaded[i] === 1,
        prediction: vectors.prediction[i], right: vectors.right[i] === 1, latencyMs: vectors.latencyMs[i], energyMj: vectors.energyMj?.[i] ?? null,
      };
    }),
  };
}

/** (N) what the decision module says of the final output; null where the strategy has none. */
function acceptedAtEnd(policy: Policy, { exits, truth, classes }: Measurements['outcomes']): Uint8Array | null {
  return policy.decision === null ? null : acceptAll(policy.decision, exits[exits.length - 1], truth, classes);
}
