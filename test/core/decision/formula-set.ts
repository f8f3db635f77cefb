/** The same synthetic samples here and in Python: integer arithmetic only, so that both see the same bits. */
import type { ExitOutputs } from '../../../src-main/core/measurements';

/** p1 = 0.3 + 0.7 (7919 i mod 1009)/1009, p2 = (1 - p1)(0.4 + 0.6 (104729 i mod 997)/997), both float32. */
export function formulaOutputs(n: number): ExitOutputs {
  const top = new Float32Array(2 * n);
  for (let i = 0; i < n; i++) {
    top[2 * i] = 0.3 + (0.7 * ((i * 7919) % 1009)) / 1009;
    top[2 * i + 1] = (1 - top[2 * i]) * (0.4 + (0.6 * ((i * 104729) % 997)) / 997);
  }
  return { prediction: new Uint16Array(n), top, width: 2, entropy: new Float32Array(n) };
}

/** 1 where (31337 i mod 1013)/1013 < sigmoid(-3 + 6 p1 - 2 p2). */
export function formulaRight({ top, prediction }: ExitOutputs): Uint8Array {
  return Uint8Array.from(prediction, (_, i) => (((i * 31337) % 1013) / 1013 < 1 / (1 + Math.exp(-(-3 + 6 * top[2 * i] - 2 * top[2 * i + 1]))) ? 1 : 0));
}

/** Truth that makes class 0 right or wrong as wanted. */
export const truthFor = (right: Uint8Array): Uint16Array => Uint16Array.from(right, (r) => 1 - r);
