/** What a run ran on, for its provenance. Never the name of the computer or of its user: reports are handed on. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../paths';

/** Units are in the names; null means that this computer does not tell. */
export type Environment = Readonly<Record<string, string | number | boolean | null>>;

/** Where facts are read; `text` and `names` give null where there is nothing to read. */
export interface SystemFiles { text(path: string): string | null; names(path: string): readonly string[] }

const systemFiles: SystemFiles = {
  text: (path) => orNull(() => readFileSync(path, 'utf8').trim()),
  names: (path) => orNull(() => readdirSync(path)) ?? [],
};

/** Never throws; what cannot be read is null. */
export function readEnvironment(files: SystemFiles = systemFiles): Environment {
  const root = orNull(projectRoot);
  const cpu0 = '/sys/devices/system/cpu/cpu0/cpufreq';
  return {
    cpu: orNull(() => cpus()[0]?.model.trim() ?? null) ?? first(files.text('/proc/cpuinfo'), /^(?:model name|Hardware|Model)\s*:\s*(.+)$/m),
    cores: orNull(() => cpus().length),
    cpuLimit: cpuLimit(files.text('/sys/fs/cgroup/cpu.max')),
    memoryGb: orNull(() => Number((totalmem() / 1e9).toFixed(1))),
    os: first(files.text('/etc/os-release'), /^PRETTY_NAME="?([^"\n]+)/m) ?? orNull(platform),
    kernel: orNull(() => `${platform()} ${release()} ${arch()}`),
    machine: machine(files),
    governor: files.text(`${cpu0}/scaling_governor`),
    turbo: turbo(files),
    maxClockMhz: scaled(files.text(`${cpu0}/cpuinfo_max_freq`), 1e-3),
    loadAverage: orNull(() => (platform() === 'win32' ? null : Number(loadavg()[0].toFixed(2)))),
    temperatureC: hottest(files),
    node: process.versions.node,
    onnxruntime: packageVersion(root, 'onnxruntime-node'),
    studio: version(root === null ? null : files.text(join(root, 'package.json'))),
    commit: root === null ? null : commit(root, files),
  };
}

/** A container or a virtual machine measures time less well; reports say so. */
function machine(files: SystemFiles): string {
  const container = files.text('/.dockerenv') !== null || files.text('/run/.containerenv') !== null || /docker|kubepods|containerd|lxc/.test(files.text('/proc/1/cgroup') ?? '');
  const virtual = /^flags\s*:.*\bhypervisor\b/m.test(files.text('/proc/cpuinfo') ?? '') || /qemu|kvm|vmware|virtualbox|bochs|xen/i.test(files.text('/sys/class/dmi/id/sys_vendor') ?? '');
  const kinds = [container ? 'container' : null, virtual ? 'virtual machine' : null].filter((kind) => kind !== null);
  return kinds.length === 0 ? 'no container or virtual machine seen' : kinds.join(' in a ');
}

function turbo(files: SystemFiles): boolean | null {
  const noTurbo = files.text('/sys/devices/system/cpu/intel_pstate/no_turbo');
  if (noTurbo !== null) return noTurbo === '0';
  const boost = files.text('/sys/devices/system/cpu/cpufreq/boost');
  return boost === null ? null : boost === '1';
}

/** "200000 100000" is two cores; "max 100000" is no limit. */
function cpuLimit(text: string | null): number | null {
  const [quota, period] = (text ?? '').split(' ').map(Number);
  return quota > 0 && period > 0 ? quota / period : null;
}

/** The hottest zone; zones report thousandths of a degree. */
function hottest(files: SystemFiles): number | null {
  const zones = files.names('/sys/class/thermal').filter((name) => name.startsWith('thermal_zone'));
  const degrees = zones.map((zone) => scaled(files.text(`/sys/class/thermal/${zone}/temp`), 1e-3)).filter((value) => value !== null);
  return degrees.length === 0 ? null : Math.max(...degrees);
}

/** Read from the files of git, so that no git is needed; null in an installed package. */
function commit(root: string, files: SystemFiles): string | null {
  const head = files.text(join(root, '.git', 'HEAD'));
  const reference = first(head, /^ref: (.+)$/);
  const hash = reference === null ? head : files.text(join(root, '.git', reference)) ?? first(files.text(join(root, '.git', 'packed-refs')), new RegExp(`^([0-9a-f]{40}) ${reference.replace(/[^\w/-]/g, '\\$&')}$`, 'm'));
  return hash !== null && /^[0-9a-f]{40,64}$/.test(hash) ? hash : null;
}

function packageVersion(root: string | null, name: string): string | null {
  return orNull(() => version(root === null ? null : readFileSync(createRequire(join(root, 'package.json')).resolve(`${name}/package.json`), 'utf8')));
}

const version = (manifest: string | null): string | null => (manifest === null ? null : orNull(() => (JSON.parse(manifest) as { version?: string }).version ?? null));
const first = (text: string | null, pattern: RegExp): string | null => pattern.exec(text ?? '')?.[1].trim() ?? null;

function scaled(text: string | null, factor: number): number | null {
  const value = Number(text ?? Number.NaN);
  return text === null || text === '' || !Number.isFinite(value) ? null : Number((value * factor).toFixed(3));
}

/** Facts are optional: a file that is not there, or not ours to read, is an unknown fact and no failure. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
