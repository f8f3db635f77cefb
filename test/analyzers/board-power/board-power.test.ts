/** Power sensors of Linux boards, against folders and programs that answer as the real ones do (shapes: sheet linux-board-power). */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findRailSensors } from '../../../src-main/analyzers/board-power/hwmon';
import { findPmic, pmicWatts } from '../../../src-main/analyzers/board-power/pmic';
import { sampledMeter, type PowerSource } from '../../../src-main/analyzers/board-power/sampled-meter';
import { findTegrastats, tegrastatsWatts } from '../../../src-main/analyzers/board-power/tegrastats';

let root = '';
beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'board-power-')); });
afterEach(() => {
  vi.useRealTimers();
  rmSync(root, { recursive: true });
});

function put(files: Readonly<Record<string, string | number>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `${content}\n`);
  }
}
function program(name: string, script: string): string {
  const file = join(root, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}
const readings = (source: PowerSource): Promise<number> => new Promise((resolve) => {
  const stop = source.open((_, watts) => {
    setImmediate(() => stop());
    resolve(watts);
  });
});

describe('the meter made of readings', () => {
  it('is the integral of straight lines between them: 1 W to 3 W over 100 ms is 200 mJ', () => {
    let tell: (atMs: number, watts: number) => void = () => undefined;
    const meter = sampledMeter({ name: 'x', covers: 'y', intervalMs: 100, open: (onReading) => { tell = onReading; return () => undefined; } }, () => 0);
    expect(meter.readMj()).toBe(0);
    tell(0, 1);
    tell(100, 3);
    expect(meter.readMj()).toBeCloseTo(200, 9);
    tell(200, 3);
    expect(meter.readMj()).toBeCloseTo(500, 9);
    expect(meter).toMatchObject({ name: 'x, a reading every 100 ms', windowMs: 4000, provenance: 'measured' });
  });

  it('invents nothing for a long silence, a reading that is none, or a clock that went back', () => {
    let tell: (atMs: number, watts: number) => void = () => undefined;
    const meter = sampledMeter({ name: 'x', covers: 'y', intervalMs: 10, open: (onReading) => { tell = onReading; return () => undefined; } }, () => 0);
    meter.readMj();
    tell(0, 1);
    tell(10, NaN);
    tell(20, 1);
    expect(meter.readMj()).toBeCloseTo(20, 9);
    tell(1000, 1);
    tell(990, 1);
    expect(meter.readMj()).toBeCloseTo(20, 9);
  });

  it('stops reading when nobody asks for ten minutes, and begins again when somebody does', () => {
    let [opened, stopped, now] = [0, 0, 0];
    let tell: (atMs: number, watts: number) => void = () => undefined;
    const meter = sampledMeter({ name: 'x', covers: 'y', intervalMs: 100, open: (onReading) => { opened++; tell = onReading; return () => { stopped++; }; } }, () => now);
    expect([opened, stopped]).toEqual([0, 0]);
    meter.readMj();
    tell(0, 5);
    tell(600_001, 5);
    expect([opened, stopped]).toEqual([1, 1]);
    now = 700_000;
    meter.readMj();
    expect(opened).toBe(2);
  });
});

describe('INA3221 of a Jetson', () => {
  const orin = {
    'sys/class/hwmon/hwmon3/name': 'ina3221',
    'sys/class/hwmon/hwmon3/in1_label': 'VDD_IN', 'sys/class/hwmon/hwmon3/in1_input': 5000, 'sys/class/hwmon/hwmon3/curr1_input': 1200,
    'sys/class/hwmon/hwmon3/in2_label': 'VDD_CPU_GPU_CV', 'sys/class/hwmon/hwmon3/in2_input': 5000, 'sys/class/hwmon/hwmon3/curr2_input': 400,
    'sys/class/hwmon/hwmon3/in3_label': 'NC', 'sys/class/hwmon/hwmon3/in7_label': 'sum of shunt voltages', 'sys/class/hwmon/hwmon0/name': 'cpu_thermal',
  };

  it('is the module’s input rail alone, in watts: 5000 mV times 1200 mA is 6 W', async () => {
    put(orin);
    const source = findRailSensors(() => 0, root)!;
    expect(source.name).toBe('INA3221 rail VDD_IN');
    expect(await readings(source)).toBeCloseTo(6, 9);
  });

  it('is the sum of all rails where no input rail is measured', async () => {
    put({ ...orin, 'sys/class/hwmon/hwmon3/in1_label': 'VDD_GPU_SOC', 'sys/class/hwmon/hwmon3/in2_label': 'VDD_CPU_CV' });
    const source = findRailSensors(() => 0, root)!;
    expect(await readings(source)).toBeCloseTo(8, 9);
    expect(source.covers).toBe('the measured supply rails');
  });

  it('speaks milliwatts under JetPack 4', async () => {
    const device = 'sys/bus/i2c/drivers/ina3221x/6-0040/iio:device0';
    put({ [`${device}/rail_name_0`]: 'POM_5V_IN', [`${device}/in_power0_input`]: 2345, [`${device}/rail_name_1`]: 'POM_5V_GPU', [`${device}/in_power1_input`]: 300 });
    expect(await readings(findRailSensors(() => 0, root)!)).toBeCloseTo(2.345, 9);
  });

  it('leaves out a channel that is switched off or refuses to be read', () => {
    put({ ...orin, 'sys/class/hwmon/hwmon3/in1_enable': 0 });
    expect(findRailSensors(() => 0, root)!.name).toBe('INA3221 rail VDD_CPU_GPU_CV');
    const refusing = (path: string): string => {
      if (path.endsWith('curr2_input')) throw Object.assign(new Error('no data'), { code: 'ENODATA' });
      return path.endsWith('name') ? 'ina3221' : path.endsWith('label') ? 'VDD_IN' : '5000';
    };
    expect(findRailSensors(() => 0, root, refusing)!.name).toContain('VDD_IN');
    expect(findRailSensors(() => 0, join(root, 'nothing'))).toBeNull();
  });
});

describe('INA2xx on any board', () => {
  it('speaks microwatts', async () => {
    put({ 'sys/class/hwmon/hwmon1/name': 'ina226', 'sys/class/hwmon/hwmon1/power1_input': 1_500_000 });
    expect(await readings(findRailSensors(() => 0, root)!)).toBeCloseTo(1.5, 9);
  });
});

describe('the power chip of a Raspberry Pi 5', () => {
  const text = '   3V7_WL_SW_A current(0)=0.10000000A\n VDD_CORE_A current(7)=1.42880000A\n 3V7_WL_SW_V volt(8)=3.70000000V\n VDD_CORE_V volt(15)=0.90000000V\n    EXT5V_V volt(24)=5.15442000V\n';

  it('is the sum of voltage times current, paired by name: 0.37 W + 1.28592 W', () => {
    expect(pmicWatts(text)).toBeCloseTo(0.37 + 1.28592, 9);
  });

  it('is not there on a Pi 4, on a PC, or where the answer is something else', () => {
    expect(pmicWatts('error=1 error_msg="Command not registered"')).toBeNull();
    expect(pmicWatts('EXT5V_V volt(24)=5.1V')).toBeNull();
    expect(findPmic(() => 0, join(root, 'missing'))).toBeNull();
    expect(findPmic(() => 0, program('pi4', 'echo \'error=1 error_msg="Command not registered"\''))).toBeNull();
  });

  it('is read through its command', async () => {
    const source = findPmic(() => performance.now(), program('vcgencmd', `cat <<'END'\n${text}END`))!;
    expect(await readings(source)).toBeCloseTo(1.65592, 9);
    expect(source.covers).toContain('USB devices');
  });
});

describe('tegrastats', () => {
  it.each([
    ['JetPack 4, milliwatts without a unit', 'RAM 1024/3964MB (lfb 2x4MB) SWAP 0/1982MB (cached 0MB) CPU [5%@729,off,3%@729] POM_5V_IN 933/950 POM_5V_GPU 40/40 POM_5V_CPU 122/122', 0.933],
    ['JetPack 5, with units', 'RAM 2257/30536MB (lfb 5392x4MB) CPU [0%@729] EMC_FREQ 0%@204 GR3D_FREQ 0%@0 VDD_GPU_SOC 2390mW/2390mW VDD_CPU_CV 398mW/398mW VIN_SYS_5V0 3200mW/3200mW', 5.988],
    ['newest, three values', 'tj@52.9C VDD_IN 5139mW/5100mW/5200mW VDD_SOC 1000mW/1000mW/1000mW', 5.139],
  ])('%s', (_, line, watts) => {
    expect(tegrastatsWatts(line)).toBeCloseTo(watts, 9);
  });

  it('finds no rail in memory, temperatures and clocks', () => {
    expect(tegrastatsWatts('RAM 2257/30536MB SWAP 0/15268MB CPU [5%@729,off] tj@52.9C GR3D_FREQ @[1000,1000,1000]')).toBeNull();
  });

  it('is read line by line, and is not there where the program prints no rail', async () => {
    const source = findTegrastats(() => performance.now(), program('tegrastats', 'while true; do echo "RAM 1/2MB VDD_IN 4000mW/4000mW"; sleep 0.05; done'))!;
    expect(await readings(source)).toBe(4);
    expect(findTegrastats(() => 0, program('silent', 'exec sleep 5'))).toBeNull();
    expect(findTegrastats(() => 0, join(root, 'missing'))).toBeNull();
  });
});
