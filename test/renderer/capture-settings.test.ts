/** Before a capture and on a bench: limits that no wish gets past, and the doctor's checklist. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { analyzerProfile, type AnalyzerProfile } from '../../src-main/contract/profiles/analyzer';
import type { Device } from '../../src-main/contract/procedures';
import { captureSettings } from '../../src-main/contract/procedures/captures';
import { projectRoot } from '../../src-main/paths';
import { asksVoltage, firstWishes, limitsOf, problemWith, settingsOf } from '../../src-renderer/features/capture/capture-settings';
import { exportBytes } from '../../src-renderer/features/capture/export-size';
import { afterDoctorEvent, doctorSteps, firstBench, firstFailure, freshChecklist } from '../../src-renderer/features/devices/doctor-checks';

const folder = join(projectRoot(), 'profiles', 'analyzers');
const profiles: readonly AnalyzerProfile[] = readdirSync(folder).filter((file) => file.endsWith('.yaml')).map((file) => analyzerProfile.parse(parse(readFileSync(join(folder, file), 'utf8'))));
const ppk2 = profiles.find(({ id }) => id === 'ppk2') as AnalyzerProfile;
const board = (volts: number) => ({ supply: { max_voltage_v: volts } });

describe('settings before a capture', () => {
  it('begin with something that every instrument of the library takes', () => {
    expect(profiles.length).toBeGreaterThan(3);
    for (const profile of profiles) {
      const limits = limitsOf(profile, null);
      const wishes = firstWishes(limits);
      expect([profile.id, problemWith(wishes, limits)]).toEqual([profile.id, null]);
      expect(captureSettings.safeParse(settingsOf(wishes, limits)).success).toBe(true);
    }
  });

  it('never go above what the board bears, and say whose limit it is', () => {
    const limits = limitsOf(ppk2, board(3.6));
    expect(problemWith({ ...firstWishes(limits), voltageV: 5 }, limits)).toEqual({ kind: 'above-board', limit: 3.6 });
    expect(problemWith({ ...firstWishes(limits), voltageV: 6 }, limitsOf(ppk2, null))).toEqual({ kind: 'above-analyzer', limit: 5 });
    expect(problemWith({ ...firstWishes(limits), voltageV: 0.1 }, limits)).toEqual({ kind: 'below-analyzer', limit: 0.8 });
    expect(problemWith({ ...firstWishes(limits), voltageV: null }, limits)).toMatchObject({ kind: 'voltage-missing' });
    // A board that bears less than the instrument's usual voltage lowers it from the beginning.
    expect(firstWishes(limitsOf(ppk2, board(1.8))).voltageV).toBe(1.8);
  });

  it.each([
    ['ppk2', { supplies: true, meters: true, ranges: 0, rates: 1, triggerLines: 0 }, true],
    ['lpm01a', { supplies: true, meters: false, ranges: 2, rates: 10, triggerLines: 1 }, true],
    ['pm1000', { supplies: false, meters: true, ranges: 6, rates: 1, triggerLines: 0 }, false],
    ['scpi-supply', { supplies: true, meters: false, ranges: 0, rates: 6, triggerLines: 0 }, true],
    ['joulescope', { supplies: false, meters: true, ranges: 7, rates: 8, triggerLines: 0 }, true],
  ])('offer of %s what its driver takes, and nothing else', (id, form, voltage) => {
    const limits = limitsOf(profiles.find((one) => one.id === id) as AnalyzerProfile, null);
    expect({ supplies: limits.supplies, meters: limits.meters, ranges: limits.ranges.length, rates: limits.rates.length, triggerLines: limits.triggerLines }).toEqual(form);
    expect(asksVoltage(firstWishes(limits), limits)).toBe(voltage);
  });

  it('keep a meter out of a supply that it does not bear', () => {
    const limits = limitsOf(profiles.find(({ id }) => id === 'joulescope') as AnalyzerProfile, null);
    expect(problemWith({ ...firstWishes(limits), voltageV: 24 }, limits)).toEqual({ kind: 'above-meter', limit: 15 });
    expect(problemWith({ ...firstWishes(limits), voltageV: 5 }, limits)).toBeNull();
  });

  it('hand the limit of the board on with every start, so that the studio checks it once more', () => {
    fc.assert(fc.property(fc.double({ min: 0.8, max: 5, noNaN: true }), fc.double({ min: 0.8, max: 5, noNaN: true }), (volts, limit) => {
      const limits = limitsOf(ppk2, board(limit));
      const wishes = { ...firstWishes(limits), voltageV: volts };
      expect(settingsOf(wishes, limits)).toMatchObject({ voltageV: volts, boardLimitV: limit });
      expect(problemWith(wishes, limits) === null).toBe(volts <= limit);
    }));
  });

  it('leave to the instrument what was not chosen', () => {
    const limits = limitsOf(ppk2, null);
    expect(settingsOf({ mode: 'meter', voltageV: null, rateHz: null, rangeA: null, line: null, rising: true }, limits)).toEqual({ mode: 'meter' });
    expect(settingsOf({ ...firstWishes(limits), line: 2, rising: false }, limits).trigger).toEqual({ on: 'edge', line: 2, rising: false });
  });

  it('ask no voltage of a meter beside a board that has its own supply', () => {
    const limits = limitsOf(ppk2, board(3.6));
    expect(problemWith({ ...firstWishes(limits), mode: 'meter', voltageV: null }, limits)).toBeNull();
  });
});

describe('the size of an export', () => {
  it('grows with the samples, and is the file itself for a copy', () => {
    const recording = { end: 1_000_000, bytes: 4_500_000 };
    expect(exportBytes('hitrace', recording, null)).toBe(4_500_000);
    expect(exportBytes('csv', recording, { from: 0, to: 500_000 }) * 2).toBe(exportBytes('csv', recording, null));
  });
});

describe('the wiring doctor’s checklist', () => {
  const step = (name: (typeof doctorSteps)[number], state: 'running' | 'passed' | 'failed' | 'skipped', remedy: string | null = null) => ({ kind: 'step' as const, step: name, state, value: null, unit: null, text: state, expected: null, remedy });
  it('shows every check from the beginning and keeps their order', () => {
    expect(freshChecklist.checks.map(({ step: name, state }) => [name, state])).toEqual(doctorSteps.map((name) => [name, 'waiting']));
    const list = [step('port', 'running'), step('port', 'passed'), step('identity', 'running')].reduce(afterDoctorEvent, freshChecklist);
    expect(list.checks.slice(0, 3).map(({ state }) => state)).toEqual(['passed', 'running', 'waiting']);
    expect(list.ended).toBeNull();
  });

  it('names the first failure, with its one remedy, and not what follows from it', () => {
    const list = [step('port', 'passed'), step('identity', 'failed', 'Put the cable in.'), step('echo', 'skipped'), step('rate', 'failed', 'Slow down.'), { kind: 'ended' as const, passed: false, failed: ['identity' as const, 'rate' as const] }].reduce(afterDoctorEvent, freshChecklist);
    expect([firstFailure(list)?.step, firstFailure(list)?.remedy, list.ended]).toEqual(['identity', 'Put the cable in.', { passed: false }]);
    expect(firstFailure(freshChecklist)).toBeNull();
  });

  it('begins at the first instrument that is there and free, not at a board or one in use', () => {
    const device = (address: string, kind: 'analyzer' | 'board' | null, heldBy: string | null): Device => ({ address, kind: 'serial', name: address, usb: null, profile: kind === null ? null : { kind, id: 'ppk2', name: 'PPK2' }, answer: null, problem: null, heldBy, simulator: null });
    expect(firstBench([device('a', 'board', null), device('b', null, null)])).toBeNull();
    expect(firstBench([device('a', 'board', null), device('b', 'analyzer', 'a capture'), device('c', 'analyzer', null)])?.address).toBe('c');
    expect(firstBench([device('b', 'analyzer', 'a capture')])?.address).toBe('b');
  });
});
