/** The current of a simulated board over time, with its true charge in closed form: idle, warm-up, inference, decision, radio. */

/** One stretch: the current goes exponentially from `fromA` to `toA` with time constant `tauS`; tauS 0 is constant `toA`. */
export interface Phase {
  readonly name: string; readonly seconds: number; readonly toA: number; readonly fromA?: number; readonly tauS?: number;
  /** Levels of the digital lines meanwhile, bit n = line n. */
  readonly lines: number;
}

/** What a simulated instrument measures: the current of a board at t seconds, t ≥ 0. */
export interface Supply {
  /** A. */
  current(t: number): number;
  lines(t: number): number;
  /** Charge from 0 to t in C: the integral of `current`, exact. Energy is charge × supply voltage. */
  charge(t: number): number;
}

/** The phases repeat for ever. */
export interface Waveform extends Supply {
  readonly phases: readonly Phase[];
  readonly periodS: number;
}

export function createWaveform(phases: readonly Phase[]): Waveform {
  const starts: number[] = [];
  const charges: number[] = [];
  let periodS = 0;
  let periodC = 0;
  for (const phase of phases) {
    starts.push(periodS);
    charges.push(periodC);
    periodS += phase.seconds;
    periodC += phaseCharge(phase, phase.seconds);
  }
  let last = 0;
  const find = (within: number): number => {
    // Time mostly goes on: begin where the last question ended.
    if (within < starts[last]) last = 0;
    while (last + 1 < starts.length && within >= starts[last + 1]) last++;
    return last;
  };
  const split = (t: number): { cycles: number; index: number; into: number } => {
    const cycles = Math.floor(t / periodS);
    const within = t - cycles * periodS;
    const index = find(within);
    return { cycles, index, into: within - starts[index] };
  };
  return {
    phases, periodS,
    current(t) {
      const { index, into } = split(t);
      const { toA, fromA = toA, tauS = 0 } = phases[index];
      return tauS === 0 ? toA : toA + (fromA - toA) * Math.exp(-into / tauS);
    },
    lines: (t) => phases[split(t).index].lines,
    charge(t) {
      const { cycles, index, into } = split(t);
      return cycles * periodC + charges[index] + phaseCharge(phases[index], into);
    },
  };
}

/** ∫₀ᵗ (I₁ + (I₀ − I₁) e^(−s/τ)) ds = I₁ t + (I₀ − I₁) τ (1 − e^(−t/τ)). */
function phaseCharge({ toA, fromA = toA, tauS = 0 }: Phase, t: number): number {
  return toA * t + (tauS === 0 ? 0 : (fromA - toA) * tauS * (1 - Math.exp(-t / tauS)));
}

/** Line 0 is high during inference, line 1 during the decision, line 2 while the radio sends. */
export const inferenceLine = 1;
export const decisionLine = 2;
export const radioLine = 4;

/** A microcontroller board that infers ten times a second and offloads every fourth sample by radio: ~1 s a cycle of four. */
export const demoWaveform: Waveform = createWaveform([0, 1, 2, 3].flatMap((sample): Phase[] => [
  { name: 'idle', seconds: 0.15, toA: 0.0018, lines: 0 },
  { name: 'warm-up', seconds: 0.005, fromA: 0.0018, toA: 0.021, tauS: 0.0008, lines: 0 },
  { name: 'inference', seconds: 0.06, fromA: 0.0185, toA: 0.0212, tauS: 0.004, lines: inferenceLine },
  { name: 'decision', seconds: 0.001, toA: 0.0127, lines: decisionLine },
  ...(sample === 3 ? [
    { name: 'radio', seconds: 0.012, toA: 0.118, lines: radioLine },
    { name: 'waiting', seconds: 0.02, toA: 0.0094, lines: 0 },
    { name: 'radio', seconds: 0.002, toA: 0.096, lines: radioLine },
  ] : []),
  { name: 'cool-down', seconds: 0.03, fromA: 0.0094, toA: 0.0018, tauS: 0.006, lines: 0 },
]));
