/** Compact statistics of a run that goes on: each message holds the whole state, so that a window which missed some is right again with the next. */
import { z } from 'zod';
import { share } from './base';

/** Counts of equal bins from `fromMs`; the last bin also holds everything above. */
const histogram = z.object({ fromMs: z.number(), binMs: z.number(), counts: z.array(z.number()).max(60) });
/** At most 200 points: how many came before, ms. */
const timeline = z.array(z.tuple([z.number(), z.number()])).max(200);
const times = z.object({ n: z.number(), meanMs: z.number(), medianMs: z.number(), p95Ms: z.number(), histogram, timeline });
/** At most 100 points: samples so far, share, low, high. */
const accuracyTrack = z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])).max(100);

/** One of the last samples. Where it ran in the loop, `loop` says how it really went; otherwise only what the models said is known. */
export const liveSample = z.object({
  index: z.number(), truth: z.number(), model: z.string(),
  exits: z.array(z.object({ prediction: z.number(), p1: z.number(), p2: z.number() })), remote: z.number().nullable(), offloadMs: z.number().nullable(),
  loop: z.object({ board: z.string(), strategy: z.string(), exit: z.number(), accepted: z.boolean(), offloaded: z.boolean(), prediction: z.number(), right: z.boolean(), localMs: z.number() }).nullable(),
});
export type LiveSample = z.infer<typeof liveSample>;

/**
 * The end of the trace of the part whose energy is measured now, or was last. Times: ms since that part began; each point has mean, least
 * and greatest power in mW, null where samples were lost. `windows`: stretches in which the board worked, cut to what is shown.
 * `windowsSeen` of `windowsPlanned` have begun. `simulated`: nothing of it is measured.
 */
export const livePower = z.object({
  board: z.string(), model: z.string(), work: z.string(), name: z.string(), instrument: z.string(), simulated: z.boolean(), over: z.boolean(), rateHz: z.number(),
  fromMs: z.number(), toMs: z.number(), atMs: z.array(z.number()).max(400), meanMw: z.array(z.number().nullable()).max(400), lowMw: z.array(z.number().nullable()).max(400), highMw: z.array(z.number().nullable()).max(400),
  windows: z.array(z.tuple([z.number(), z.number()])).max(100), windowsSeen: z.number(), windowsPlanned: z.number(),
});
export type LivePower = z.infer<typeof livePower>;

export const liveStatistics = z.object({
  sequence: z.number(),
  labels: z.array(z.string()),
  models: z.array(z.object({
    model: z.string(), name: z.string(), samples: z.number(),
    exits: z.array(z.object({ name: z.string(), accuracy: share, track: accuracyTrack })),
    scatter: z.array(z.tuple([z.number(), z.number(), z.boolean()])).max(300).describe('The last samples at the final exit: p1, p2, right'),
    boundary: z.object({ bias: z.number(), w1: z.number(), w2: z.number(), threshold: z.number() }).nullable().describe('Once the decision module is fitted'),
  })),
  remote: z.object({ model: z.string(), name: z.string(), samples: z.number(), accuracy: share, track: accuracyTrack, offload: times }).nullable(),
  /** Executed sample by sample on a board; measured, not composed. */
  loops: z.array(z.object({ board: z.string(), model: z.string(), strategy: z.string(), samples: z.number(), accuracy: share, offloadShare: share, exitShares: z.array(z.number()), latency: times })),
  recent: z.array(liveSample).max(12),
  power: livePower.nullable().describe('Null as long as no instrument has measured'),
});
export type LiveStatistics = z.infer<typeof liveStatistics>;
