/** The facts of the machine: useful where there are any, and never personal. */
import { hostname, userInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src-main/store/environment';

const fake = (files: Readonly<Record<string, string>>) => ({
  text: (path: string) => files[path] ?? null,
  names: (path: string) => Object.keys(files).filter((file) => file.startsWith(`${path}/`)).map((file) => file.slice(path.length + 1).split('/')[0]),
});

describe('the environment of a run', () => {
  it('tells what this computer is', () => {
    const facts = readEnvironment();
    expect(facts.cores).toBeGreaterThan(0);
    expect(facts.memoryGb).toBeGreaterThan(0);
    expect(facts.node).toBe(process.versions.node);
    expect(facts.onnxruntime).toMatch(/^\d+\.\d+\.\d+/);
    expect(facts.studio).toMatch(/^\d+\.\d+\.\d+/);
  });
  it('names neither the computer nor its user', () => {
    const values = Object.values(readEnvironment());
    expect(values).not.toContain(hostname());
    expect(values).not.toContain(userInfo().username);
    expect(Object.keys(readEnvironment()).some((key) => /host|user|home/i.test(key))).toBe(false);
  });
  it('reads governor, turbo, limits and temperature where Linux shows them', () => {
    // Contents as Linux 6.1 writes them: kernel documentation of cpufreq, intel_pstate, cgroup v2 and thermal.
    expect(readEnvironment(fake({
      '/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor': 'powersave', '/sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq': '4700000',
      '/sys/devices/system/cpu/intel_pstate/no_turbo': '1', '/sys/fs/cgroup/cpu.max': '150000 100000',
      '/sys/class/thermal/thermal_zone0/temp': '41500', '/sys/class/thermal/thermal_zone1/temp': '62000', '/sys/class/thermal/cooling_device0/type': 'Processor',
      '/etc/os-release': 'NAME="Debian"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n', '/.dockerenv': '', '/proc/cpuinfo': 'flags\t\t: fpu vme hypervisor lahf_lm',
    }))).toMatchObject({ governor: 'powersave', maxClockMhz: 4700, turbo: false, cpuLimit: 1.5, temperatureC: 62, os: 'Debian GNU/Linux 12 (bookworm)', machine: 'container in a virtual machine' });
  });
  it('says null where nothing can be read', () => {
    expect(readEnvironment(fake({ '/sys/fs/cgroup/cpu.max': 'max 100000' }))).toMatchObject({ governor: null, turbo: null, cpuLimit: null, temperatureC: null, maxClockMhz: null, commit: null });
  });
});
