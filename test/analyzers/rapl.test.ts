/** RAPL against a powercap folder of our own. Shapes and the wrap rule are the kernel's (power capping framework documentation). */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRapl } from '../../src-main/analyzers/rapl';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapl-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A range that is common on real processors, µJ. */
const range = 262_143_328_850;

function zone(id: string, name: string, energyUj: number | string, rangeUj = range): void {
  mkdirSync(join(folder, id), { recursive: true });
  writeFileSync(join(folder, id, 'name'), `${name}\n`);
  writeFileSync(join(folder, id, 'energy_uj'), `${energyUj}\n`);
  writeFileSync(join(folder, id, 'max_energy_range_uj'), `${rangeUj}\n`);
}

describe('RAPL', () => {
  it('counts millijoules of the package from the moment it was opened', () => {
    zone('intel-rapl:0', 'package-0', 5_000_000);
    const { meter } = findRapl(folder);
    expect(meter!.readMj()).toBe(0);
    zone('intel-rapl:0', 'package-0', 5_012_500);
    expect(meter!.readMj()).toBe(12.5);
    expect(meter!.name).toBe('Linux RAPL, package-0, idle power included');
  });

  it('keeps counting when the counter wraps in the middle', () => {
    zone('intel-rapl:0', 'package-0', range - 1000);
    const { meter } = findRapl(folder);
    zone('intel-rapl:0', 'package-0', 3000);
    expect(meter!.readMj()).toBe(4);
    zone('intel-rapl:0', 'package-0', 4000);
    expect(meter!.readMj()).toBe(5);
  });

  it('never runs backwards, whatever the counter does', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 999_999 }), { minLength: 2, maxLength: 8 }), (steps) => {
      zone('intel-rapl:0', 'package-0', 0, 1_000_000);
      const { meter } = findRapl(folder);
      let total = 0;
      for (const step of steps) {
        total += step;
        zone('intel-rapl:0', 'package-0', total % 1_000_000, 1_000_000);
        expect(meter!.readMj()).toBeCloseTo(total / 1000, 6);
      }
    }), { numRuns: 15 });
  });

  it('adds the packages of two sockets, and no part of a package, platform or duplicate twice', () => {
    for (const [id, name] of [['intel-rapl:0', 'package-0'], ['intel-rapl:1', 'package-1'], ['intel-rapl:0:0', 'core'], ['intel-rapl:2', 'psys'], ['intel-rapl-mmio:0', 'package-0']]) zone(id, name, 0);
    const { meter } = findRapl(folder);
    for (const [id, name] of [['intel-rapl:0', 'package-0'], ['intel-rapl:1', 'package-1'], ['intel-rapl:0:0', 'core'], ['intel-rapl:2', 'psys'], ['intel-rapl-mmio:0', 'package-0']]) zone(id, name, 7000);
    expect(meter!.readMj()).toBe(14);
  });

  it('says why there is no meter on a machine or in a container without RAPL', () => {
    expect(findRapl(join(folder, 'absent')).reason).toMatch(/no readable RAPL counter .* \(ENOENT\)/);
    expect(findRapl(folder).reason).toMatch(/No RAPL package counter/);
  });

  it('says what it found where a counter holds no number', () => {
    zone('intel-rapl:0', 'package-0', 'oops');
    expect(findRapl(folder).reason).toMatch(/energy_uj could not be read \(it holds “oops” instead of a number\)/);
  });

  it('asks for permission where only root may read the counter', () => {
    zone('intel-rapl:0', 'package-0', 1);
    const refused = (file: string): string => {
      if (file.endsWith('energy_uj')) throw Object.assign(new Error(`EACCES: permission denied, open '${file}'`), { code: 'EACCES' });
      return readFileSync(file, 'latin1');
    };
    expect(findRapl(folder, refused)).toMatchObject({ meter: null, reason: expect.stringMatching(/read by root only.*chmod g\+r/) });
  });

  it('names the counter that vanishes during a run', () => {
    zone('intel-rapl:0', 'package-0', 1);
    const { meter } = findRapl(folder);
    rmSync(join(folder, 'intel-rapl:0', 'energy_uj'));
    expect(() => meter!.readMj()).toThrow(/energy_uj could not be read \(ENOENT\); energy is then taken from the board profile/);
  });
});
