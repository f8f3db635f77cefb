/** English of the methods section and of the costs of the parts. */
import { formatCount } from '../../../core/figures/number-text';

/** Timing settings of the experiment. */
interface Timing { readonly warm_up: number; readonly loops: number; readonly min_loop_ms: number }
/** `boards`: names as a list of words, of `count`. */
interface Boards { readonly boards: string; readonly count: number }

export const methods = {
  title: 'Methods',
  estimate: (f: { value: string; provenance: string; n: number }): string => `${f.value} (${f.provenance}${f.n > 0 ? `, n = ${formatCount(f.n)}` : ''})`,
  samples: {
    heading: 'Samples', text: (f: { name: string; id: string; classes: number; fit: number; report: number; seed: number }): string => `Dataset ${f.name} (${f.id}), ${f.classes} classes. Three disjoint sets: the models were trained on one, decision modules and thresholds were fitted on ${formatCount(f.fit)} samples, and every number of this report is about ${formatCount(f.report)} other samples that nothing was fitted on. Both were drawn with seed ${f.seed}.`,
  },
  ran: {
    heading: 'What ran', model: (f: { name: string; branches: number; macs: string }): string => `${f.name} (${f.branches} early exit${f.branches === 1 ? '' : 's'}, ${f.macs} million multiply-accumulates)`,
    text: (local: string, remote: string): string => `${local} on the board; ${remote} on the server. Every sample passed every exit and the server once; strategies are composed from these outputs and the costs of the parts, which were measured apart (HI paper, equations 1, 3 and 4).`,
    segments: 'Exits are executed as segments: a sample that leaves early saves the rest of the model, and one that does not leave pays for every branch head on its way.',
  },
  timing: {
    heading: 'Timing and energy',
    measured: (f: Boards & { settings: Timing | undefined }): string => `${f.boards} ${f.count > 1 ? 'were' : 'was'} timed. Every stage of the local model (up to each exit, and the whole model without branch heads) ran in turn, loop by loop, on one intra-op thread${f.settings === undefined ? '' : `: ${formatCount(f.settings.warm_up)} warm-up inferences, then ${formatCount(f.settings.loops)} loops of at least ${f.settings.min_loop_ms} ms, each timed as a whole`}. The latency of a stage is the mean over loops.`,
    overhead: (time: string): string => `The engine itself adds ${time} to an inference, measured with a model that does nothing; it is not subtracted.`,
    virtual: (f: Boards & { modelled: string; published: string }): string => `${f.boards} ${f.count > 1 ? 'are virtual boards' : 'is a virtual board'}: predictions come from really running the model here, latency and energy from published tables. Where a table does not name the model, costs are scaled as said under “Costs of the parts”. They are marked ${f.modelled} or ${f.published} and are never measurements.`,
    simulated: (f: { board: string; instrument: string; modelled: string }): string => `The energy of ${f.board} is that of a simulated board on a simulated ${f.instrument}: marked ${f.modelled}, nothing of it was measured.`,
    instrument: (board: string, instrument: string): string => `The energy of ${board} was measured with a ${instrument}, as said under “Measured energy”.`,
    board: 'Energy is that of the board alone; the energy of server and network is not counted.',
  },
  offloading: {
    heading: 'Offloading', text: (bytes: number): string => `An offload sends ${formatCount(bytes)} bytes (the raw sample) over a TCP socket and waits for the class; its time runs from before the send to after the last byte of the reply.`,
    server: (f: { requests: number; receive: string; wait: string | null; preprocess: string; infer: string; reply: string }): string => `The edge server, a process of its own, answered ${formatCount(f.requests)} requests. Its time: receive ${f.receive}, ${f.wait === null ? '' : `wait for other connections ${f.wait}, `}preprocess ${f.preprocess}, infer ${f.infer}, reply ${f.reply}.`,
    links: (links: string): string => `Links that loopback cannot stand for come from link profiles (${links}).`,
  },
  decisions: {
    heading: 'Decisions and thresholds', module: (texts: string): string => `A sample that reaches the end of the local model is accepted where the decision module says so, else offloaded. Decision: ${texts}.`,
    /** What a threshold is compared with, as the document names it. */
    measure: (english: string): string => english,
    thresholds: (f: { measure: string; chosen: string }): string => `A sample leaves at an exit when its ${f.measure} is at least the exit’s threshold θ. Thresholds were chosen on the fit set. ${f.chosen}.`,
    rounded: 'Choices see timed costs rounded to steps of 10 %, so that runs with one seed nearly always choose alike; the figures of this report are not rounded.',
    earlyOffload: 'Under early offload a sample that does not leave at an exit is offloaded from there when its confidence is below the exit’s second threshold; both were found by exact programmes.',
    margin: (z: number): string => `The accuracy asked for on the fit set is raised by ${z} standard errors, so that the target also holds on unseen samples.`,
  },
  statistics: {
    heading: 'Statistics', text: (resamples: number | undefined): string => `95 % intervals are percentile bootstrap intervals${resamples === undefined ? '' : ` over ${formatCount(resamples)} resamples`} of the report set; strategies share their resamples, so that differences are paired. Intervals of parts timed in loops are of the mean over loops. An interval covers sampling and timing noise, not what a published or modelled cost is off by.`,
    loop: (samples: number): string => `In the loop, ${formatCount(samples)} samples of the report set were executed one by one with the chosen policy.`,
  },
  models: { title: 'Models', model: 'Model', runs: 'Runs', exit: 'Exit', after: (exit: string, place: string): string => `${exit}, after ${place}`, macs: 'Multiply-accumulates (10⁶)', parameters: 'Parameters (10³)' },
  costs: {
    title: 'Costs of the parts', part: 'Part', latency: 'Latency (ms)', energy: 'Energy (mJ)', source: 'Source of the latency',
    exit: (k: number): string => `exit ${k}`, through: (exit: string): string => `through ${exit}`, whole: 'whole model with heads', plain: 'whole model without heads', decision: 'decision', offload: 'offload',
  },
};
