/** The instrument in the wizard: what fits a board passes the engine's own plan, and a draft says what its profile said. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import { analyzerProfile, boardProfile, experimentProfile, type AnalyzerProfile, type BoardProfile, type ExperimentProfile } from '../../src-main/contract/profiles';
import { analyzerChoice } from '../../src-main/contract/profiles/analyzer-choice';
import type { Device } from '../../src-main/contract/procedures';
import { boardAnalyzers, energyProblems } from '../../src-main/engine/energy/board-analyzer';
import { projectRoot } from '../../src-main/paths';
import { simulators } from '../../src-main/simulators/registry';
import { limitsOf } from '../../src-renderer/features/capture/capture-settings';
import { firstChoice, instrumentsFor, placesOf, problemOfChoice } from '../../src-renderer/features/wizard/energy-choice';
import { stepOf } from '../../src-renderer/features/wizard/steps';
import { instrumentPictureOf, markOf, pictureOf } from '../../src-renderer/parts/board-picture';
import { draftOf, emptyDraft, experimentOf, noEnergy, type Draft } from '../../src-renderer/state/draft';

const bundled = <T>(kind: string, read: (value: unknown) => T): T[] => {
  const folder = join(projectRoot(), 'profiles', kind);
  return readdirSync(folder).map((file) => read(parse(readFileSync(join(folder, file), 'utf8'))));
};
const boards: BoardProfile[] = bundled('boards', (value) => boardProfile.parse(value));
const analyzers: AnalyzerProfile[] = bundled('analyzers', (value) => analyzerProfile.parse(value));
const playable = new Set(simulators.map(({ id }) => id));
const board = (id: string): BoardProfile => boards.find((one) => one.id === id) as BoardProfile;
const analyzer = (id: string): AnalyzerProfile => analyzers.find((one) => one.id === id) as AnalyzerProfile;
const load = (id: string): AnalyzerProfile => analyzer(id);
const complete: Draft = { ...emptyDraft, name: 'Test', dataset: 'glyphs', boards: ['simulated-mcu'], models: ['glyphs-resnet8'], remote: 'glyphs-remote' };
const profileOf = (draft: Draft): ExperimentProfile => experimentProfile.parse(experimentOf(draft));

describe('instruments that the wizard offers', () => {
  it('pass the engine’s plan with what they begin with, for every bundled board', () => {
    let offered = 0;
    for (const one of boards) {
      const fit = instrumentsFor(one, analyzers, playable);
      if (fit.kind === 'none') continue;
      for (const instrument of fit.analyzers) {
        offered++;
        const choice = firstChoice(instrument, one, fit.kind === 'simulated' ? 'simulator' : null);
        const profile = profileOf({ ...complete, boards: [one.id], energy: { ...noEnergy, boards: { [one.id]: choice } } });
        // Meters alone refuse nothing; the LPM01A measures only what it powers, and says what is missing where a board names no limit.
        const own = problemOfChoice(choice, instrument, limitsOf(instrument, one), 'timestamps');
        const plan = energyProblems(profile.analyzer, [one], boardAnalyzers(profile, load)).map(({ code }) => code);
        expect(plan, `${instrument.id} on ${one.id}`).toEqual(own === null ? [] : ['plan.no-board-limit']);
      }
    }
    expect(offered).toBeGreaterThan(5);
  });

  it('are none for boards that live in tables alone, simulated ones for a simulated board, real ones for a real board', () => {
    expect(instrumentsFor(board('raspberry-pi-4b'), analyzers, playable)).toEqual({ kind: 'none', why: 'tables' });
    expect(instrumentsFor(board('mlperf-tiny-simulated'), analyzers, playable)).toEqual({ kind: 'none', why: 'played' });
    expect(instrumentsFor(board('simulated-mcu'), analyzers, new Set(['ppk2']))).toMatchObject({ kind: 'simulated', analyzers: [{ id: 'ppk2' }] });
    expect(instrumentsFor(board('this-computer'), analyzers, playable)).toMatchObject({ kind: 'real' });
  });

  it('are warned about what the plan would refuse, and about windows that no line can show', () => {
    const [mcu, ppk2] = [board('simulated-mcu'), analyzer('ppk2')];
    const first = firstChoice(ppk2, mcu, 'simulator');
    expect(first).toEqual({ use: 'ppk2', port: 'simulator', mode: 'source', voltageV: 3.3, rateHz: 100_000 });
    const wrong = (choice: typeof first, from: 'edges' | 'timestamps' = 'edges', on = mcu, by = ppk2) => problemOfChoice(choice, by, limitsOf(by, on), from);
    expect(wrong(first)).toBeNull();
    expect(wrong({ ...first, voltageV: 3.61 })).toEqual({ kind: 'above-board', limit: 3.6 });
    expect(wrong({ ...first, mode: 'source' }, 'edges', board('mlperf-tiny'))).toEqual({ kind: 'no-limit' });
    const meter = firstChoice(analyzer('pm1000'), mcu, null);
    expect(meter.mode).toBe('meter');
    expect(wrong(meter, 'edges', mcu, analyzer('pm1000'))).toEqual({ kind: 'no-lines' });
    expect(wrong(meter, 'timestamps', mcu, analyzer('pm1000'))).toBeNull();
  });

  it('are looked for on ports with that instrument, or of which nothing is known; never on a simulated one', () => {
    const device = (address: string, kind: Device['kind'], profile: Device['profile']): Device => ({ address, kind, name: address, usb: null, profile, answer: null, problem: null, heldBy: null, simulator: null });
    const found = placesOf(analyzer('ppk2'), [device('a', 'serial', { kind: 'analyzer', id: 'ppk2', name: '' }), device('b', 'serial', { kind: 'analyzer', id: 'lpm01a', name: '' }), device('c', 'serial', null), device('d', 'simulated', { kind: 'analyzer', id: 'ppk2', name: '' })]);
    expect(found.map(({ address }) => address)).toEqual(['a', 'c']);
  });
});

describe('a draft with instruments', () => {
  it('begins with the defaults of the schema', () => {
    const { windows, idle } = analyzerChoice.parse({ use: 'ppk2' });
    expect(noEnergy).toEqual({ boards: {}, windows, idle });
  });

  it('measures, once loaded from a profile and turned into one again, exactly as that profile did', () => {
    const own = fc.record({ use: fc.constantFrom('ppk2', 'lpm01a'), port: fc.constantFrom('simulator', '/dev/ttyACM0'), mode: fc.constantFrom('source', 'meter'), voltage_v: fc.constantFrom(1.8, 3.3), rate_hz: fc.constantFrom(1000, 100_000) }, { requiredKeys: [] });
    const ids = ['simulated-mcu', 'this-computer', 'mlperf-tiny'];
    const section = fc.record({
      use: fc.constantFrom('ppk2', 'pm1000'), port: fc.constantFrom('simulator', 'host:5025'), mode: fc.constantFrom('source', 'meter'), voltage_v: fc.constantFrom(2.5, 3), rate_hz: fc.constant(500),
      boards: fc.dictionary(fc.constantFrom(...ids), own), windows: fc.record({ from: fc.constantFrom('edges', 'timestamps', 'uart'), count: fc.integer({ min: 5, max: 99 }), line: fc.integer({ min: 0, max: 7 }) }, { requiredKeys: [] }), idle: fc.record({ subtract: fc.boolean(), seconds: fc.constantFrom(1, 4) }, { requiredKeys: [] }),
    }, { requiredKeys: ['use'] });
    fc.assert(fc.property(section, (analyzerSection) => {
      const before = experimentProfile.parse({ ...experimentOf({ ...complete, boards: ids }), analyzer: analyzerSection });
      const after = profileOf(draftOf(before));
      expect(boardAnalyzers(after, load)).toEqual(boardAnalyzers(before, load));
    }));
  });

  it('has no analyzer section where no chosen board has an instrument', () => {
    const choice = firstChoice(analyzer('ppk2'), board('simulated-mcu'), 'simulator');
    expect(experimentOf({ ...complete, boards: ['raspberry-pi-4b'], energy: { ...noEnergy, boards: { 'simulated-mcu': choice } } })).not.toHaveProperty('analyzer');
    expect(stepOf('analyzer.boards.simulated-mcu')).toBe('device');
  });
});

describe('the drawing of a board', () => {
  it('is the kind that its profile speaks of, marked where it is not really there', () => {
    const drawn = Object.fromEntries(boards.map((one) => [one.id, [pictureOf(one), markOf(one)]]));
    expect(drawn).toEqual({
      'arduino-nano-33-ble-sense': ['microcontroller', 'virtual'], 'coral-dev-board-micro': ['microcontroller', 'virtual'], 'esp32-devkitc': ['esp32', 'virtual'],
      'jetson-orin-nano-15w': ['jetson', 'virtual'], 'jetson-orin-nano-7w': ['jetson', 'virtual'], 'mlperf-tiny': ['microcontroller', null], 'mlperf-tiny-simulated': ['microcontroller', 'simulated'],
      'raspberry-pi-4b': ['raspberry-pi', 'virtual'], 'simulated-mcu': ['microcontroller', 'simulated'], 'this-computer': ['computer', null],
    });
  });
});

describe('the drawing of an instrument', () => {
  it('is another one for each that ships, and fits one that nobody has drawn', () => {
    const drawn = Object.fromEntries(analyzers.map((one) => [one.id, instrumentPictureOf(one)]));
    expect(drawn).toEqual({ joulescope: 'inline', lpm01a: 'shield', pm1000: 'mains', ppk2: 'usb-board', 'scpi-supply': 'bench' });
    expect([true, false].map((supplies) => instrumentPictureOf({ driver: 'next' as AnalyzerProfile['driver'], supplies }))).toEqual(['bench', 'inline']);
  });
});
