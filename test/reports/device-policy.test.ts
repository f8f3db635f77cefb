/** Policies on a device: the C header, compiled, decides 10 000 samples as the studio does; numbers survive being written. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeSamples } from '../../src-main/core/compose';
import { fitRichLr, nextStep, richFeatures, rightAt, type Step } from '../../src-main/core/decision';
import { neverExit } from '../../src-main/core/exits';
import { usesExits, type DecisionModule, type Outcomes, type Policy } from '../../src-main/core/measurements';
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

/** Reads `exits` triples of float32 a sample and prints the exit and the step it ends with. */
const program = `#define HI_POLICY_TEST
#include "policy.h"
#include <stdio.h>
int main(void)
{
  float said[HI_EXITS][3];
  if (hi_policy_self_test() != 0) return 3;
  while (fread(said, sizeof said, 1, stdin) == 1) {
    int exit = HI_FIRST_EXIT;
    hi_step step = hi_next(exit, said[exit][0], said[exit][1], said[exit][2]);
    while (step == HI_GO_ON) { exit++; step = hi_next(exit, said[exit][0], said[exit][1], said[exit][2]); }
    printf("%d%c", exit, step == HI_EXIT ? 'e' : 'o');
  }
  return 0;
}
`;

let folder = '';
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'hi-policy-')); });
afterAll(() => rmSync(folder, { recursive: true }));

function runOnDevice(policy: DevicePolicy, { exits }: Outcomes, flags: readonly string[]): string {
  writeFileSync(join(folder, 'policy.h'), policyHeader(policy));
  writeFileSync(join(folder, 'main.c'), program);
  execFileSync('gcc', ['-std=c99', '-Wall', '-Wextra', '-Werror', '-pedantic', ...flags, '-o', join(folder, 'policy'), join(folder, 'main.c')]);
  const said = new Float32Array(samples * exits.length * 3);
  for (let i = 0; i < samples; i++) exits.forEach(({ top, entropy }, k) => said.set([top[2 * i], top[2 * i + 1], entropy[i]], 3 * (i * exits.length + k)));
  return execFileSync(join(folder, 'policy'), { input: Buffer.from(said.buffer), maxBuffer: 2 ** 24 }).toString();
}

function byTheStudio({ policy, exits }: DevicePolicy, outcome: Outcomes): string {
  const vectors = composeSamples(outcome, syntheticCosts(exits - 1), policy);
  return Array.from({ length: samples }, (_, i) => `${vectors.exit[i]}${vectors.offloaded[i] === 1 ? 'o' : 'e'}`).join('');
}

describe('a policy taken to a device', () => {
  for (const { name, branches, policy } of policies) {
    it.skipIf(!gcc)(`decides all 10 000 samples as the studio does: ${name}${compiler}`, () => {
      const device = make(policy, outcomes[branches]);
      const expected = byTheStudio(device, outcomes[branches]);
      expect(new Set(expected.match(/[eo]/g)).size).toBe(policy.decision === null ? 1 : 2);
      // Fused multiply-adds are allowed the compiler in the second; the header forbids them by itself.
      for (const flags of [['-O0'], ['-O3', '-march=native', '-ffp-contract=fast']]) expect(runOnDevice(device, outcomes[branches], flags) === expected, flags.join(' ')).toBe(true);
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

  it('with trained weights goes as JSON that decides alike, and its header says by itself that it has no C form', () => {
    const set = outcomes[0];
    const [last] = set.exits;
    const { mean, scale, hidden, weights } = fitRichLr(richFeatures(last, set.classes), rightAt(last.prediction, set.truth));
    const made = make({ strategy: 'hi', measure: 'max-softmax', thresholds: [], decision: { kind: 'rich', features: 'top-five', mean, scale, hidden, weights, threshold: 0.3, fittedOn: 'test' } }, set);
    const device = JSON.parse(JSON.stringify(made)) as DevicePolicy;
    for (const row of device.testVector) expect(nextStep(device.policy, row.exit, 0, row, device.classes, false)).toBe(row.step);
    expect(new Set(device.testVector.map(({ step }) => step))).toEqual(new Set(['exit', 'offload']));
    expect(policyHeader(device)).toMatch(/\n#error "This decision module looks at all softmax values [^"]* has no C form yet; its weights and its test vector are in the JSON file/);
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
