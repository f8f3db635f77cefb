/** Serial ports over real pseudo-terminals: a simulated PPK2 behind one, ports that are missing, held, forbidden or pulled. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../src-main/core/errors';
import { openPpk2 } from '../../src-main/analyzers/ppk2';
import { createPpk2 } from '../../src-main/simulators/ppk2';
import { serveOnTerminal, type ServedInstrument } from '../../src-main/simulators/serve';
import { demoWaveform } from '../../src-main/simulators/waveform';
import { openSerialPort, portFailure } from '../../src-main/transport/serial-port';
import { listSerialPorts } from '../../src-main/transport/serial-ports';
import { pause, realTime } from '../../src-main/transport/timekeeper';
import { collector } from '../analyzers/collector';

const lender = ['python3', 'socat'].find((program) => spawnSync('which', [program]).status === 0);
const withTerminals = lender === undefined || process.platform === 'win32' ? it.skip : it;
const note = lender === undefined ? ' (skipped: neither python3 nor socat is here)' : '';

const served: ServedInstrument[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const one of served.splice(0)) await one.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
async function simulated(): Promise<ServedInstrument> {
  const one = await serveOnTerminal((send) => createPpk2({ seed: 5, waveform: demoWaveform, send }));
  served.push(one);
  return one;
}
const scratch = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'hi-ports-'));
  folders.push(folder);
  return folder;
};

describe('a serial port', () => {
  withTerminals(`carries a whole capture of a simulated PPK2, and can be opened again after it${note}`, async () => {
    const { port } = await simulated();
    for (const round of [1, 2]) {
      const analyzer = openPpk2(await openSerialPort(port, { dtr: true }), realTime);
      expect(await analyzer.identify(), `round ${round}`).toMatchObject({ kind: 'ppk2', address: port });
      await analyzer.configure({ mode: 'source', voltageV: 3.3 });
      const trace = collector();
      await analyzer.start(trace);
      while (trace.samples() < 20_000) await pause(realTime, 20);
      const end = await analyzer.stop();
      expect(trace.failures).toEqual([]);
      expect(end.samples).toBeGreaterThanOrEqual(20_000);
      // The board idles at 1.8 mA for the first 150 ms.
      expect(trace.blocks[0].values.reduce((sum, value) => sum + value, 0) / trace.blocks[0].values.length).toBeCloseTo(0.0018, 4);
      await analyzer.close();
    }
  });

  withTerminals(`is one program's alone: the second is told so${note}`, async () => {
    const { port } = await simulated();
    const first = await openSerialPort(port);
    await expect(openSerialPort(port)).rejects.toThrow(new RegExp(`^The port ${port} is held by .+; close it there and try again\\.$`));
    await first.close();
  });

  withTerminals(`tells that it is gone when the cable is pulled in the middle of a capture${note}`, async () => {
    const one = await simulated();
    const analyzer = openPpk2(await openSerialPort(one.port), realTime);
    await analyzer.identify();
    await analyzer.configure({ mode: 'source', voltageV: 3.3 });
    const trace = collector();
    await analyzer.start(trace);
    while (trace.samples() < 1000) await pause(realTime, 20);
    await one.stop();
    while (trace.failures.length === 0) await pause(realTime, 20);
    expect(trace.failures[0].message).toBe(`The connection to ${one.port} is gone; check cable and power, then start again. What was recorded is kept.`);
    await analyzer.close();
  });

  it('that is not there is said to be missing', async () => {
    await expect(openSerialPort('/dev/ttyACM77')).rejects.toThrow('There is no port /dev/ttyACM77; plug the device in, and see "hi-studio devices" for the ports of this machine.');
  });

  it('that is an ordinary file is said to be none', async () => {
    const file = join(scratch(), 'file');
    writeFileSync(file, '');
    await expect(openSerialPort(file)).rejects.toThrow(`${file} cannot be opened as a serial port`);
  });

  it('that may not be opened names the group or the rule to use', () => {
    // The sentence of the library for EACCES; a test that runs as root cannot provoke it.
    const file = join(scratch(), 'port');
    writeFileSync(file, '');
    chmodSync(file, 0o600);
    const { code, message } = portFailure(file, new Error(`Error: Permission denied, cannot open ${file}`));
    expect(code).toBe('port.forbidden');
    expect(message).toBe(`You may not open ${file} (permission denied); let a udev rule give it to you, such as SUBSYSTEM=="tty", TAG+="uaccess".`);
    expect(catalogue['port.forbidden']({ port: '/dev/ttyACM0', group: 'dialout', user: 'ada' })).toBe('You may not open /dev/ttyACM0 (permission denied); run "sudo usermod -aG dialout ada", log out and in again, or add the udev rule SUBSYSTEM=="tty", TAG+="uaccess".');
  });
});

describe('the ports of this machine', () => {
  it.skipIf(process.platform !== 'linux')('are known by what the kernel says of their USB device', async () => {
    const folder = scratch();
    const device = join(folder, 'usb', '1-2');
    mkdirSync(join(device, '1-2:1.1'), { recursive: true });
    for (const [name, text] of [['idVendor', '1915'], ['idProduct', 'c00a'], ['product', 'PPK2'], ['serial', 'E1B2']]) writeFileSync(join(device, name), `${text}\n`);
    writeFileSync(join(device, '1-2:1.1', 'bInterfaceNumber'), '01\n');
    mkdirSync(join(folder, 'dev'));
    for (const name of ['ttyACM0', 'ttyUSB3', 'tty7', 'null']) writeFileSync(join(folder, 'dev', name), '');
    mkdirSync(join(folder, 'class', 'ttyACM0'), { recursive: true });
    symlinkSync(join(device, '1-2:1.1'), join(folder, 'class', 'ttyACM0', 'device'));
    expect(await listSerialPorts({ devices: join(folder, 'dev'), classes: join(folder, 'class') })).toEqual([
      { path: join(folder, 'dev', 'ttyACM0'), vendorId: '1915', productId: 'c00a', product: 'PPK2', serial: 'E1B2', interfaceNumber: 1 },
      { path: join(folder, 'dev', 'ttyUSB3'), vendorId: null, productId: null, product: null, serial: null, interfaceNumber: null },
    ]);
  });
});
