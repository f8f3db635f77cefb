/** Policies on a device: the C header, compiled, decides 10 000 samples as the studio does; numbers survive being written. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeSamples } from '../../src-main/core/compose';
import { nextStep, richFeatures, scalingOf, scoreAll, type Step } from '../../src-main/core/decision';
import { neverExit } from '../../src-main/core/exits';
import { usesExits, type DecisionModule, type Outcomes, type Policy, type RichFeatures } from '../../src-main/core/measurements';
import { createRandom } from '../../src-main/core/random';
import { cDouble, devicePolicy, policyHeader, type DevicePolicy } from '../../src-main/reports';
import { syntheticCosts, syntheticOutcomes } from '../core/synthetic-outcomes';

const gcc = spawnSync('gcc', ['--version']).status === 0;
const compiler = gcc ? '' : ' (skipped without gcc)';
const samples = 10_000;
const origin = { run: '2026-11-21-demo', board: 'esp32', model: { id: 'little', sha256: 'ab'.repeat(32) }, chosenBy: 'least latency, */ nothing to end a comment', decisionText: 'accept when …\nsecond line' };
const lr: DecisionModule = { kind: 'binary-lr', bias: -6.580000000000001, w1: 8.312345678901234, w2: -4.2, threshold: 0.1, fittedOn: 'test' };
const make = (policy: Policy, outcomes: Outcomes): DevicePolicy => {
  const found = devicePolicy(origin, policy, outcomes);
  if (found === null) throw new Error('has something to decide');
  return found;
};

/** Thresholds that are samples' own confidences, so that equality happens. */
const outcomes = [0, 1, 2, 3, 4].map((branches) => syntheticOutcomes(17 + branches, samples, branches, { levels: branches === 1 ? 2 ** 20 : 500 }));
const own = (branches: number, k: number, place: number): number => outcomes[branches].exits[k].top[2 * place];
const policies: readonly { readonly name: string; readonly branches: number; readonly policy: Policy }[] = [
  { name: 'HI by logistic regression', branches: 0, policy: { strategy: 'hi', measure: 'max-softmax', thresholds: [], decision: lr } },
  { name: 'HI by a threshold on the margin', branches: 1, policy: { strategy: 'hi', measure: 'max-softmax', thresholds: [], decision: { kind: 'threshold', measure: 'margin', threshold: 0.3 } } },
  { name: 'EE by entropy', branches: 2, policy: { strategy: 'ee', measure: 'entropy', thresholds: [0.42, 0.1], decision: null } },
  { name: 'EE-HI with a branch that nobody leaves', branches: 2, policy: { strategy: 'ee-hi', measure: 'max-softmax', thresholds: [neverExit, own(2, 1, 4)], decision: lr } },
  { name: 'early offload with one branch', branches: 1, policy: { strategy: 'early-offload', measure: 'max-softmax', thresholds: [Math.max(own(1, 0, 5), own(1, 0, 9))], offloadBelow: [Math.min(own(1, 0, 5), own(1, 0, 9))], decision: lr } },
  { name: 'early offload with four branches, by margin', branches: 4, policy: { strategy: 'early-offload', measure: 'margin', thresholds: [0.9, 0.7, 0.6, 1], offloadBelow: [0.1, 0, 0.2, 0.3], decision: { kind: 'threshold', measure: 'entropy', threshold: 0.25 } } },
];

/** Seeded weights over the features of wide outputs, cut at the middle of the scores. */
function trainedModule(outcome: Outcomes, kind: RichFeatures, hidden: number, seed: number): DecisionModule {
  const random = createRandom(seed);
  const values = richFeatures(outcome.exits[outcome.exits.length - 1], outcome.classes, kind);
  const { mean, scale } = scalingOf(values);
  const module = {
    kind: 'rich' as const, features: kind, mean: [...mean], scale: [...scale], hidden, fittedOn: 'test', threshold: 0,
    weights: Array.from({ length: hidden === 0 ? values.width + 1 : hidden * (values.width + 2) + 1 }, () => random.normal()),
  };
  const scores = Float64Array.from(scoreAll(module, outcome.exits[outcome.exits.length - 1], outcome.classes) ?? []).sort();
  return { ...module, threshold: scores[scores.length >> 1] };
}
const wide = [0, 1].map((branches) => widened(syntheticOutcomes(31 + branches, samples, branches), 7));
const trained: readonly { readonly name: string; readonly policy: Policy; readonly outcome: Outcomes }[] = [
  { name: 'logistic regression on the five highest values', outcome: wide[0], policy: { strategy: 'hi', measure: 'max-softmax', thresholds: [], decision: trainedModule(wide[0], 'top-five', 0, 1) } },
  { name: 'a hidden layer, after a branch', outcome: wide[1], policy: { strategy: 'early-offload', measure: 'margin', thresholds: [0.8], offloadBelow: [0.1], decision: trainedModule(wide[1], 'top-five', 32, 2) } },
  { name: 'a hidden layer on differences', outcome: wide[0], policy: { strategy: 'hi', measure: 'max-softmax', thresholds: [], decision: trainedModule(wide[0], 'differences', 32, 3) } },
  { name: 'logistic regression where two values were kept', outcome: outcomes[0], policy: { strategy: 'hi', measure: 'max-softmax', thresholds: [], decision: trainedModule(outcomes[0], 'top-five', 0, 4) } },
];

/** As many softmax values a sample, falling, where there were two. */
function widened(outcome: Outcomes, width: number): Outcomes {
  const exits = outcome.exits.map((exit) => ({ ...exit, width, top: Float32Array.from({ length: outcome.samples * width }, (_, at) => {
    const [i, k] = [Math.floor(at / width), at % width];
    return k < 2 ? exit.top[2 * i + k] : (exit.top[2 * i + 1] * (width - k)) / width;
  }) }));
  return { ...outcome, exits };
}

/** Reads what every exit said of a sample, as float32, and prints the exit and the step it ends with. */
const program = (values: string, call: string): string => `#define HI_POLICY_TEST
#include "policy.h"
#include <stdio.h>
int main(void)
{
  float said[HI_EXITS][${values}];
  if (hi_policy_self_test() != 0) return 3;
  while (fread(said, sizeof said, 1, stdin) == 1) {
    int exit = HI_FIRST_EXIT;
    hi_step step = ${call};
    while (step == HI_GO_ON) { exit++; step = ${call}; }
    printf("%d%c", exit, step == HI_EXIT ? 'e' : 'o');
  }
  return 0;
}
`;

let folder = '';
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'hi-policy-')); });
afterAll(() => rmSync(folder, { recursive: true }));

function runOnDevice(policy: DevicePolicy, { exits }: Outcomes, flags: readonly string[]): string {
  const header = policyHeader(policy);
  const kept = Number(/#define HI_KEPT (\d+)/.exec(header)?.[1] ?? 0);
  writeFileSync(join(folder, 'policy.h'), header);
  writeFileSync(join(folder, 'main.c'), kept === 0 ? program('3', 'hi_next(exit, said[exit][0], said[exit][1], said[exit][2])') : program('HI_KEPT + 2', 'hi_next(exit, said[exit], said[exit][HI_KEPT], (int)said[exit][HI_KEPT + 1])'));
  execFileSync('gcc', ['-std=c99', '-Wall', '-Wextra', '-Werror', '-pedantic', ...flags, '-o', join(folder, 'policy'), join(folder, 'main.c')]);
  const shown = Math.max(2, kept);
  const size = shown + (kept === 0 ? 1 : 2);
  const said = new Float32Array(samples * exits.length * size);
  for (let i = 0; i < samples; i++) exits.forEach(({ top, width, entropy, prediction }, k) => said.set([...top.subarray(i * width, i * width + shown), entropy[i], ...(kept === 0 ? [] : [prediction[i]])], size * (i * exits.length + k)));
  return execFileSync(join(folder, 'policy'), { input: Buffer.from(said.buffer), maxBuffer: 2 ** 24 }).toString();
}

function byTheStudio({ policy, exits }: DevicePolicy, outcome: Outcomes): string {
  const vectors = composeSamples(outcome, syntheticCosts(exits - 1), policy);
  return Array.from({ length: samples }, (_, i) => `${vectors.exit[i]}${vectors.offloaded[i] === 1 ? 'o' : 'e'}`).join('');
}

describe('a policy taken to a device', () => {
  for (const { name, policy, outcome } of [...policies.map((one) => ({ ...one, outcome: outcomes[one.branches] })), ...trained]) {
    it.skipIf(!gcc)(`decides all 10 000 samples as the studio does: ${name}${compiler}`, () => {
      const device = make(policy, outcome);
      const expected = byTheStudio(device, outcome);
      expect(new Set(expected.match(/[eo]/g)).size).toBe(policy.decision === null ? 1 : 2);
      // Fused multiply-adds are allowed the compiler in the second; the header forbids them by itself.
      for (const flags of [['-O0'], ['-O3', '-march=native', '-ffp-contract=fast']]) expect(runOnDevice(device, outcome, flags) === expected, flags.join(' ')).toBe(true);
    });
  }

  it('as JSON reads back to the very same policy, and its test vector to the same decisions', () => {
    for (const { branches, policy } of policies) {
      const device = JSON.parse(JSON.stringify(make(policy, outcomes[branches]))) as DevicePolicy;
      expect(device.policy).toEqual(policy);
      expect(device.testVector.length).toBeGreaterThan(40);
      for (const row of device.testVector) expect(nextStep(device.policy, row.exit, device.exits - 1, row, device.classes, false)).toBe(row.step);
      const steps = new Set<Step>(device.testVector.map(({ step }) => step));
      if (usesExits(policy.strategy) && policy.decision !== null) expect([...steps].sort()).toEqual(['exit', 'go-on', 'offload']);
    }
  });

  it('with trained weights as JSON decides alike too', () => {
    for (const { policy, outcome } of trained) {
      const device = JSON.parse(JSON.stringify(make(policy, outcome))) as DevicePolicy;
      for (const row of device.testVector) expect(nextStep(device.policy, row.exit, device.exits - 1, row, device.classes, false)).toBe(row.step);
      expect(new Set(device.testVector.map(({ step }) => step))).toEqual(new Set(policy.thresholds.length === 0 ? ['exit', 'offload'] : ['exit', 'go-on', 'offload']));
    }
  });

  it('has numbers that are read back to the same bits', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(cDouble(value)).toMatch(/^-?\d+(\.\d+)?(e[+-]?\d+)?$/);
      expect(cDouble(value)).toMatch(/[.e]/);
      return Object.is(Number(cDouble(value)), value) || value === 0;
    }));
  });

  it('is not written where there is nothing to decide, or where a device could not', () => {
    const none = (strategy: Policy['strategy'], decision: DecisionModule | null = null): unknown => devicePolicy(origin, { strategy, measure: 'max-softmax', thresholds: [], decision }, outcomes[0]);
    expect([none('on-device'), none('remote'), none('hi', { kind: 'oracle' })]).toEqual([null, null, null]);
  });
});
