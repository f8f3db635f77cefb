/** The side process of a Joulescope as it ships, with a stand-in for the maker's package: what it asks of the driver, and what it says when something is missing. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJoulescope } from '../../src-main/analyzers/joulescope';
import { openJoulescopeBridge, type BridgeParts } from '../../src-main/analyzers/joulescope-bridge';
import { realTime } from '../../src-main/transport/timekeeper';
import { listUsbInstruments } from '../../src-main/transport/usb-devices';
import { collector } from './collector';

const python = 'python3';
const hasPython = spawnSync(python, ['--version']).status === 0;

/** A driver as the maker's binding presents itself: topics with their metadata, blocks of samples with their ids, removal. Every call is written down. */
const standIn = `
import array, os, threading, time
__version__ = "0.0-stand-in"
META = {
  "s/i/range/select$": {"options": [[1, "10 A"], [4, "180 mA"], [32, "180 \\u00b5A"]]}, "s/i/range/mode$": {"options": [[0, "off"], [4, "auto"], [5, "manual"]]},
  "s/v/range/select$": {"options": [[0, "15 V"], [1, "2 V"]]}, "s/v/range/mode$": {"options": [[4, "auto"], [5, "manual"]]},
  "c/gpio/vref$": {"options": [[0, "external"], [1, "internal", "3.3V"]]}, "s/gpi/0/ctrl$": {}, "s/gpi/1/ctrl$": {},
  "h/fs$": {"options": [[1000000, "1 MHz"], [100000, "100 kHz"]]},
}
class Driver:
    def __init__(self):
        self.listeners, self.values = {}, {}
        print("the driver prints, and must not be heard on the pipe")
    def note(self, *what):
        with open(os.environ["STAND_IN_LOG"], "a") as log: print(*what, file=log)
    def device_paths(self, timeout=None): return [one for one in os.environ.get("STAND_IN_DEVICES", "u/js220/000123").split(",") if one]
    def open(self, path, mode=None, timeout=None):
        self.note("open", path, mode)
        if os.environ.get("STAND_IN_CODE"): raise RuntimeError("jsdrv_open failed " + os.environ["STAND_IN_CODE"] + " | " + path)
    def close(self, path, timeout=None): self.note("close", path)
    def finalize(self, timeout=None): self.note("finalize")
    def query(self, topic, timeout=None): return 0x01020003 if topic.endswith("c/fw/version") else self.values[topic]
    def subscribe(self, topic, flags, fn, timeout=None):
        self.listeners[topic] = fn
        if flags == "metadata_rsp_retain":
            for one, value in META.items(): fn(topic + "/" + one, value)
    def unsubscribe(self, topic, fn, timeout=None): assert self.listeners.pop(topic) is fn
    def publish(self, topic, value, timeout=None):
        self.note("publish", topic, value)
        self.values[topic] = value
        if topic.endswith("s/gpi/0/ctrl") and value == 1: threading.Thread(target=self.stream, args=(topic[:-len("/s/gpi/0/ctrl")],)).start()
    def stream(self, path):
        block = lambda first, every, data: {"sample_id": first, "sample_rate": 2000000, "decimate_factor": every, "data": data}
        for n in (0, 1, 3):  # the third block of 100 is lost
            self.listeners[path + "/s/i/!data"]("", block(5000 + 2000 * n, 20, array.array("f", [0.25] * 100)))
            self.listeners[path + "/s/v/!data"]("", block(5000 + 2000 * n, 20, array.array("f", [3.0] * 100)))
            # 2000 bits: high in the first half of each block.
            self.listeners[path + "/s/gpi/0/!data"]("", block(5000 + 2000 * n, 1, array.array("B", [255] * 125 + [0] * 125)))
        # Until the test pulls the cable.
        while not os.path.exists(os.environ["STAND_IN_LOG"] + ".unplug"): time.sleep(0.005)
        self.listeners["@/!remove"]("@/!remove", path)
`;

let folder = '';
const kept = { ...process.env };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'joulescope-'));
  process.env.STAND_IN_LOG = join(folder, 'log');
});
afterEach(() => {
  for (const name of ['PYTHONPATH', 'STAND_IN_LOG', 'STAND_IN_DEVICES', 'STAND_IN_CODE']) if (kept[name] === undefined) delete process.env[name]; else process.env[name] = kept[name];
  rmSync(folder, { recursive: true });
});

function installStandIn(): void {
  mkdirSync(join(folder, 'pyjoulescope_driver'));
  writeFileSync(join(folder, 'pyjoulescope_driver', '__init__.py'), standIn);
  process.env.PYTHONPATH = folder;
}
const bridge = (port = 'joulescope', parts: BridgeParts = {}): ReturnType<typeof openJoulescopeBridge> => openJoulescopeBridge(port, { python, devices: () => [], ...parts });
const calls = (): string[] => (existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8').trim().split('\n') : []);

describe.skipIf(!hasPython)('the side process of a Joulescope (skipped without python3)', () => {
  it('streams what the driver measures, gaps included, and says that the device was unplugged', async () => {
    installStandIn();
    const analyzer = openJoulescope(await bridge('joulescope:000123'), realTime, { ioVolts: 3.3, lines: [0] });
    expect(await analyzer.identify()).toEqual({ kind: 'joulescope', model: 'Joulescope JS220', serial: '000123', firmware: '1.2.3', address: 'joulescope:000123', ratesHz: [100_000, 1_000_000] });
    await analyzer.configure({ voltageV: 3.3, boardLimitV: 3.6, rangeA: 0.1 });
    let over: (() => void) | null = null;
    const unplugged = new Promise<void>((done) => (over = done));
    const trace = collector();
    const format = await analyzer.start({ ...trace, onFailure: (error) => { trace.onFailure(error); over!(); } });
    writeFileSync(join(folder, 'log.unplug'), '');
    await unplugged;
    expect(format).toEqual({ rateHz: 100_000, quantity: 'current', voltageV: null, measuresVoltage: true, lines: ['IN0'] });
    expect(trace.failures.map(({ code }) => code)).toEqual(['port.gone']);
    // Bits of the last block wait for a next one, which never came.
    expect([trace.samples(), trace.edges(0)]).toEqual([200, [100]]);
    expect(trace.sum()).toBe(200 * 0.25);
    await analyzer.close();
    expect(calls()).toEqual([
      'open u/js220/000123 restore', 'publish u/js220/000123/h/fs 100000',
      // The range before "manual", which takes the one that is selected; and never "off".
      'publish u/js220/000123/s/i/range/select 180 mA', 'publish u/js220/000123/s/i/range/mode manual', 'publish u/js220/000123/s/v/range/select 15 V', 'publish u/js220/000123/s/v/range/mode manual',
      'publish u/js220/000123/c/gpio/vref 1', ...['s/i', 's/v', 's/gpi/0'].map((signal) => `publish u/js220/000123/${signal}/ctrl 1`), 'finalize',
    ]);
  });

  it('names the package that is missing, and how to install it', async () => {
    // A package of that name which cannot be imported, whatever this machine has.
    mkdirSync(join(folder, 'pyjoulescope_driver'));
    writeFileSync(join(folder, 'pyjoulescope_driver', '__init__.py'), 'raise ImportError("No module named \'pyjoulescope_driver\'")');
    process.env.PYTHONPATH = folder;
    const analyzer = openJoulescope(await bridge(), realTime);
    await expect(analyzer.identify()).rejects.toThrow(`The Joulescope's Python package is missing (No module named 'pyjoulescope_driver'); run "pip install pyjoulescope_driver" and try again.`);
    await analyzer.close();
  });

  it('tells what the driver said: no permission, no device, several', async () => {
    installStandIn();
    const refused = async (environment: Record<string, string>): Promise<string> => {
      Object.assign(process.env, environment);
      const analyzer = openJoulescope(await bridge(), realTime);
      try {
        await analyzer.identify();
        return '';
      } catch (error) {
        return (error as Error).message;
      } finally {
        await analyzer.close();
      }
    };
    expect(await refused({ STAND_IN_CODE: '18' })).toMatch(/^You may not open the USB device of The Joulescope \(permission denied\); put the line SUBSYSTEM=="usb", ATTR\{idVendor\}=="16d0", TAG\+="uaccess"/);
    expect(await refused({ STAND_IN_CODE: '21' })).toBe('The Joulescope did not take “open” (jsdrv_open failed 21 | u/js220/000123); check the settings, and that its firmware knows this command.');
    expect(await refused({ STAND_IN_DEVICES: '' })).toMatch(/^The Joulescope was not found on any port; plug it in/);
    expect(await refused({ STAND_IN_DEVICES: 'u/js110/1,u/js220/2' })).toBe('The Joulescope may be on joulescope:1 or joulescope:2; name one with --port.');
  });
});

describe('before the side process of a Joulescope is started', () => {
  it('says that there is no Python, and how to name one', async () => {
    await expect(bridge('joulescope', { python: join(folder, 'no-python') })).rejects.toThrow(/could not be started \(ENOENT\); install Python 3, or set HI_STUDIO_PYTHON to the one that has the package\.$/);
    await expect(bridge('/dev/ttyACM0')).rejects.toThrow('There is no port /dev/ttyACM0');
  });

  it('finds the device in the kernel’s own folders, and says which udev rule lets the user open it', async () => {
    const usb = { devices: join(folder, 'devices'), nodes: join(folder, 'nodes') };
    const device = (name: string, facts: Record<string, string>): void => {
      mkdirSync(join(usb.devices, name), { recursive: true });
      for (const [file, text] of Object.entries(facts)) writeFileSync(join(usb.devices, name, file), `${text}\n`);
    };
    device('1-1', { idVendor: '16d0', idProduct: '10ba', serial: '000123', busnum: '1', devnum: '7' });
    device('1-2', { idVendor: '1915', idProduct: 'c00a', serial: 'X', busnum: '1', devnum: '8' });
    device('1-1:1.0', { bInterfaceNumber: '00' });
    expect(listUsbInstruments(usb)).toEqual([{ path: 'joulescope:000123', vendorId: '16d0', productId: '10ba', product: 'Joulescope JS220', serial: '000123', interfaceNumber: null, allowed: true }]);
    expect(listUsbInstruments({ devices: join(folder, 'nowhere'), nodes: usb.nodes })).toEqual([]);
    const forbidden = listUsbInstruments(usb).map((one) => ({ ...one, allowed: false }));
    await expect(bridge('joulescope:000123', { devices: () => forbidden })).rejects.toThrow('You may not open the USB device of Joulescope JS220 (permission denied); put the line SUBSYSTEM=="usb", ATTR{idVendor}=="16d0", TAG+="uaccess" into a file of your udev rules, such as 72-joulescope.rules, and plug it in again.');
  });
});
