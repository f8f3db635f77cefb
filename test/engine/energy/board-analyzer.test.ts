/** What forbids to measure a board with an instrument, in its sentence, before anything is switched on. */
import { describe, expect, it } from 'vitest';
import { analyzerProfile, boardProfile, experimentProfile, type AnalyzerProfile, type BoardProfile } from '../../../src-main/contract/profiles';
import { analyzerChoice } from '../../../src-main/contract/profiles/analyzer-choice';
import { boardAnalyzers, energyProblems, energySeconds } from '../../../src-main/engine/energy/board-analyzer';
import { exampleExperiment } from '../../support/example-plan';
import { simulatedBoard } from '../../support/energy-lab';

const ppk2 = analyzerProfile.parse({ kind: 'analyzer', id: 'ppk2', name: 'PPK2', driver: 'ppk2', supplies: true, voltage_v: 3.3, rates_hz: [100_000] });
const meter = analyzerProfile.parse({ kind: 'analyzer', id: 'pm1000', name: 'PM1000', driver: 'pm1000', rates_hz: [2] });
const shield = analyzerProfile.parse({ kind: 'analyzer', id: 'lpm01a', name: 'LPM01A', driver: 'lpm01a', supplies: true, meters: false, rates_hz: [1000] });
const tape = analyzerProfile.parse({ kind: 'analyzer', id: 'tape', name: 'Tape', driver: 'recording', file: 'a.hitrace' });
const load = (id: string): AnalyzerProfile => ({ ppk2, pm1000: meter, lpm01a: shield, tape })[id] as AnalyzerProfile;
const desk = (change: Partial<BoardProfile> = {}): BoardProfile => ({ ...boardProfile.parse({ kind: 'board', id: 'desk', name: 'Desk', driver: 'computer', supply: { max_voltage_v: 3.6 } }), ...change });

function problems(choice: Record<string, unknown>, boards: readonly BoardProfile[] = [desk()]): string[] {
  const analyzer = analyzerChoice.parse({ use: 'ppk2', ...choice });
  const experiment = exampleExperiment({ boards: boards.map(({ id }) => id), analyzer });
  return energyProblems(analyzer, boards, boardAnalyzers(experiment, load)).map(({ message }) => message);
}

describe('an instrument for a board', () => {
  it('that fits is no problem, and older experiments have none', () => {
    expect(problems({ port: '/dev/ttyACM0' })).toEqual([]);
    expect(problems({ port: 'simulator' }, [simulatedBoard()])).toEqual([]);
    const old = experimentProfile.parse({ kind: 'experiment', id: 'old', name: 'Old', dataset: { use: 'glyphs', fit: 100, report: 100 }, models: ['m'], remote: 'r', boards: ['desk'] });
    expect(old).not.toHaveProperty('analyzer');
    expect(boardAnalyzers(old, load)).toEqual([null]);
  });

  it.each<[string, Record<string, unknown>, BoardProfile[] | undefined, RegExp]>([
    ['would get more than the board bears', { voltage_v: 5 }, undefined, /^analyzer.voltage_v is 5 V, but board “desk” bears at most 3\.6 V; lower it\. Nothing was switched on\.$/],
    ['would power a board of which nobody said what it bears', {}, [desk({ supply: undefined })], /^ppk2 would power board “desk” with 3\.3 V, but its profile does not say what it bears; add supply: \{ max_voltage_v: … \} to it, or set analyzer\.mode to meter\.$/],
    ['cannot power a board', { use: 'pm1000' }, undefined, /^Analyzer “pm1000” cannot power a board; set analyzer\.mode to meter/],
    ['measures only what it powers', { use: 'lpm01a', mode: 'meter' }, undefined, /^Analyzer “lpm01a” measures only what it powers itself; set analyzer\.mode to source\.$/],
    ['plays a recording', { use: 'tape', mode: 'meter' }, undefined, /^Analyzer “tape” plays a recording, and what was recorded is not what this run does/],
    ['is simulated where the board is real', { port: 'simulator' }, undefined, /^Board “desk” is real and a simulated ppk2 cannot see it; set analyzer\.port/],
    ['is real where the board is simulated', { port: '/dev/ttyACM0' }, [simulatedBoard()], /^Board “mcu” is simulated and a real ppk2 cannot see it; set analyzer\.port to simulator\.$/],
    ['has a board that draws no current', { mode: 'meter' }, [desk({ driver: 'virtual' })], /^Board “desk” is virtual and draws no current that ppk2 could measure/],
    ['is named for a board that is not there', { boards: { desk: {}, shelf: {} } }, undefined, /^analyzer\.boards names “shelf”, which is not a board of this experiment \(desk\); correct the id\.$/],
    ['is to measure two boards at once', { port: '/dev/ttyACM0' }, [desk(), desk({ id: 'shelf' })], /^Boards “desk” and “shelf” are both to be measured by the instrument at \/dev\/ttyACM0; give each its own port/],
  ])('%s: refused in a sentence', (_, choice, boards, sentence) => {
    expect(problems(choice, boards)).toEqual([expect.stringMatching(sentence)]);
  });

  it('takes the settings of its board before those for all', () => {
    const analyzer = analyzerChoice.parse({ use: 'ppk2', port: 'simulator', boards: { mcu: { use: 'pm1000', mode: 'meter', voltage_v: 5, port: 'lab:5025' } } });
    const [own, none] = boardAnalyzers(exampleExperiment({ boards: ['mcu', 'desk'], analyzer }), load);
    expect(own).toMatchObject({ profile: { id: 'pm1000' }, mode: 'meter', voltageV: 5, port: 'lab:5025', rateHz: 2 });
    expect(none).toBeNull();
    // Two readings a second and 20 samples a window: 30 windows of 10 s and 2 s of rest, for five parts, and a second of idle.
    expect(energySeconds([own, none], [2])).toBe(1 + 5 * 30 * 12);
  });
});
