/** From one capture to what the results say of it: energy both ways, every window, the fit of the clocks, a picture of the beginning. */
import type { MeasuredWork } from '../../contract/energy-results';
import { energyPerInference, measureSettling, windowPower, type IdleBaseline } from '../../core/energy';
import type { Estimate, Provenance } from '../../core/measurements';
import { envelope } from '../../core/trace/envelope';
import type { BlockTrace } from '../../core/trace/block-trace';
import type { Window } from '../../core/sync';
import type { BoardAnalyzer } from './board-analyzer';
import type { Capture } from './capture';
import { findWork, type FoundWork } from './find-windows';

export interface WorkEnergyRequest {
  readonly work: string; readonly name: string; readonly traceFile: string;
  readonly capture: Capture; readonly asked: BoardAnalyzer; readonly restMs: number; readonly idle: IdleBaseline | null;
  /** Of a simulated instrument: never measured. */
  readonly provenance: Provenance;
  /** Put before the source of every figure, such as "simulated PPK2: ". */
  readonly preface: string;
}

/** Windows that the picture shows, and its points. */
const PICTURED = 3;
const POINTS = 300;

/** Null where fewer than half of the windows were found; the recording is to be open. */
export function workEnergy(request: WorkEnergyRequest): { readonly measured: MeasuredWork | null; readonly found: number } {
  const { capture, asked, restMs, idle, provenance } = request;
  const { done, writer: { trace }, marks, events, arrivals } = capture;
  if (done === null) return { measured: null, found: 0 };
  const found = findWork({ trace, events, arrivals, marks, clockStepMs: done.clockStepMs, restMs, asked: asked.windows });
  const { windows, calls } = found;
  if (windows.length < Math.max(2, found.begun / 2)) return { measured: null, found: windows.length };
  const latencyMs = Float64Array.from(calls, (call) => done.ms[call]);
  const energy = energyPerInference({
    trace, windows, inferences: done.inferences, idle, subtractIdle: asked.idle.subtract, latencyMs, provenance, timeConstantS: asked.windows.from === 'edges' ? settling(trace, windows, restMs) : null,
  });
  if (energy === null) return { measured: null, found: 0 };
  const powers = windows.map(({ from, to }) => windowPower(trace, from, to));
  const missing = found.begun - windows.length;
  return {
    found: windows.length,
    measured: {
      work: request.work, name: request.name, trace: request.traceFile, inferences: done.inferences,
      integratedMj: crossing(energy.integratedMj, request.preface), powerTimesTimeMj: crossing(energy.powerTimesTimeMj, request.preface), differenceMj: energy.differenceMj, differenceShare: energy.differenceShare,
      halfWidthMj: { ...energy.halfWidthMj }, quantilesMj: { ...energy.quantilesMj }, coverage: energy.coverage, windowsLeftOut: energy.windowsLeftOut, windowsMissing: missing,
      clockFit: fitFacts(found, trace.format.rateHz),
      windows: {
        from: windows.map(({ from }) => from), to: windows.map(({ to }) => to), energyMj: Array.from(energy.perWindowMj, orNull), latencyMs: Array.from(latencyMs, orNull),
        meanMw: powers.map(({ meanW }) => (meanW === null ? null : 1e3 * meanW)), coverage: powers.map(({ measuredS, durationS }) => (durationS === 0 ? 0 : Math.min(1, measuredS / durationS))),
      },
      outliers: energy.outliers.map(({ window }) => window),
      picture: picture(trace, windows, restMs),
      warnings: [
        ...energy.warnings.map(({ kind, text }) => ({ kind, text })),
        ...(missing > 0 ? [{ kind: 'missing-windows', text: `${missing} of ${found.begun} windows that the board began were not found on the trace and are left out; check the trigger wire, and whether samples were lost.` }] : []),
      ],
    },
  };
}

/** The rest before a window and half of the window are steady; a step between them shows the time constant. */
function settling(trace: BlockTrace, windows: readonly Window[], restMs: number): number | null {
  const shortest = Math.min(...windows.map(({ from, to }) => to - from));
  const half = Math.floor(0.45 * Math.min((restMs * trace.format.rateHz) / 1000, shortest));
  return measureSettling(trace, windows.map(({ from }) => from), 2 * half)?.timeConstantS ?? null;
}

function fitFacts({ clockFit }: FoundWork, rateHz: number): MeasuredWork['clockFit'] {
  if (clockFit === null) return null;
  const { by, fit } = clockFit;
  // The fit counts samples a board ms; by the instrument's own clock it should count rateHz / 1000.
  const perSample = 1000 / rateHz;
  return {
    by, n: fit.n, outliers: fit.outliers.length, driftPpm: (fit.rate * perSample - 1) * 1e6, driftSePpm: fit.driftSe === null ? null : fit.driftSe * perSample,
    residualMs: fit.residualSd === null ? null : fit.residualSd * perSample,
  };
}

function picture(trace: BlockTrace, windows: readonly Window[], restMs: number): MeasuredWork['picture'] {
  const shown = windows.slice(0, PICTURED);
  const margin = (restMs * trace.format.rateHz) / 1000;
  const from = Math.max(0, Math.floor(shown[0].from - margin));
  const view = envelope(trace, 'power', from, shown[shown.length - 1].to + margin, POINTS);
  const ms = (sample: number): number => ((sample - from) * 1000) / trace.format.rateHz;
  if (view === null) return { atMs: [], meanMw: [], lowMw: [], highMw: [], windows: [] };
  const milli = (values: Float32Array): (number | null)[] => Array.from(values, (value) => orNull(Number((1e3 * value).toPrecision(6))));
  return {
    atMs: Array.from({ length: view.n }, (_, i) => ms((view.bounds[i] + view.bounds[i + 1]) / 2)), meanMw: milli(view.mean), lowMw: milli(view.min), highMw: milli(view.max),
    windows: shown.map((window): [number, number] => [ms(window.from), ms(window.to)]),
  };
}

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** An estimate as the results document holds it, with who says so in front of its source. */
export function crossing(estimate: Estimate, preface: string): MeasuredWork['integratedMj'] {
  return { ...estimate, ci95: estimate.ci95 === null ? null : [...estimate.ci95], source: `${preface}${estimate.source}` };
}
