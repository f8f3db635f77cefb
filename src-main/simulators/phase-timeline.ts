/** The current of a simulated board that works while it is measured: phases are appended as they happen, and their charge is known exactly. */
import type { Supply } from './waveform';

/**
 * After a switch the current goes exponentially from where it was to that of the new phase, with the time constant of shunt and decoupling:
 * I(t) = I₁ + (I₀ − I₁) e^(−t/τ); its charge is I₁ t + (I₀ − I₁) τ (1 − e^(−t/τ)).
 */
export class PhaseTimeline implements Supply {
  readonly #startS: number[] = [0];
  readonly #fromA: number[];
  readonly #toA: number[];
  readonly #levels: number[] = [0];
  /** C up to the begin of each phase. */
  readonly #chargeC: number[] = [0];
  #at = 0;

  constructor(idleA: number, readonly tauS: number) {
    this.#fromA = [idleA];
    this.#toA = [idleA];
  }

  /** From `atS` on the board draws `amperes`; a moment before the last switch counts as the moment of that one. */
  switchTo(atS: number, amperes: number, levels: number): void {
    const last = this.#startS.length - 1;
    const start = Math.max(atS, this.#startS[last]);
    this.#fromA.push(this.current(start));
    this.#chargeC.push(this.charge(start));
    this.#startS.push(start);
    this.#toA.push(amperes);
    this.#levels.push(levels);
  }

  current(t: number): number {
    const i = this.#find(t);
    const [from, to] = [this.#fromA[i], this.#toA[i]];
    return this.tauS === 0 ? to : to + (from - to) * Math.exp(-Math.max(0, t - this.#startS[i]) / this.tauS);
  }

  lines(t: number): number {
    return this.#levels[this.#find(t)];
  }

  charge(t: number): number {
    const i = this.#find(t);
    const into = Math.max(0, t - this.#startS[i]);
    const settled = this.tauS === 0 ? 0 : (this.#fromA[i] - this.#toA[i]) * this.tauS * (1 - Math.exp(-into / this.tauS));
    return this.#chargeC[i] + this.#toA[i] * into + settled;
  }

  /** Time mostly goes on: begin where the last question ended. */
  #find(t: number): number {
    while (this.#at > 0 && t < this.#startS[this.#at]) this.#at--;
    while (this.#at + 1 < this.#startS.length && t >= this.#startS[this.#at + 1]) this.#at++;
    return this.#at;
  }
}
