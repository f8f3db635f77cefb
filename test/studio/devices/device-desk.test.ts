/** Devices as a window lists them: recognised by USB, asked on request, watched, simulated, and told who holds them. */
import { afterEach, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import type { DevicesChanged } from '../../../src-main/contract/procedures';
import { projectRoot } from '../../../src-main/paths';
import { openProfileLibrary } from '../../../src-main/store/profiles';
import { openDeviceDesk, type DeviceDesk } from '../../../src-main/studio/devices/device-desk';
import type { FoundPort } from '../../../src-main/transport/serial-ports';

const profiles = openProfileLibrary({ profiles: join(projectRoot(), 'profiles'), models: join(projectRoot(), 'resources', 'models'), user: [] });
const port = (path: string, serial: string, vendorId: string | null = '1915', productId: string | null = 'c00a'): FoundPort => ({ path, vendorId, productId, product: 'PPK2', serial, interfaceNumber: 1 });
let desk: DeviceDesk | null = null;
afterEach(() => desk?.close());

describe('the devices of a window', () => {
  it('say what is behind each port, and which capture holds it', async () => {
    desk = openDeviceDesk({ profiles, captureAt: (address) => (address === '/dev/ttyACM0' ? 'Bench 1' : null), listPorts: async () => [port('/dev/ttyACM0', 'A'), port('/dev/ttyUSB0', 'x', '1a86', '7523')] });
    expect(await desk.list()).toMatchObject([
      { address: '/dev/ttyACM0', kind: 'serial', name: 'Nordic Power Profiler Kit II', usb: { vendor: '1915', product: 'c00a', serial: 'A' }, profile: { kind: 'analyzer', id: 'ppk2' }, heldBy: 'the capture “Bench 1”', answer: null },
      { address: '/dev/ttyUSB0', profile: null, heldBy: null },
    ]);
    expect((await desk.identify('/dev/ttyACM0', null)).problem?.sentence).toBe('The port /dev/ttyACM0 is held by the capture “Bench 1”; close it there and try again.');
    expect((await desk.identify('/dev/ttyUSB0', null)).problem?.code).toBe('analyzer.no-port');
    await expect(desk.identify('/dev/ttyUSB0', 'nonsense')).rejects.toMatchObject({ code: 'profile.unknown-id' });
  });

  it('on USB that are no serial port are called what they are', async () => {
    desk = openDeviceDesk({ profiles, captureAt: () => null, listPorts: async () => [{ ...port('joulescope:002557', '002557', '16d0', '10ba'), interfaceNumber: null }] });
    expect(await desk.list()).toMatchObject([{ address: 'joulescope:002557', kind: 'usb', name: 'Joulescope JS110 or JS220', profile: { id: 'joulescope' } }]);
  });

  it('come and go in the list that is watched; two that swap their names are noticed', async () => {
    let ports = [port('/dev/ttyACM0', 'A')];
    desk = openDeviceDesk({ profiles, captureAt: () => null, listPorts: async () => ports });
    const stop = new AbortController();
    const seen: DevicesChanged[] = [];
    const steps = [() => { ports = [...ports, port('/dev/ttyACM1', 'B')]; }, () => { ports = [port('/dev/ttyACM0', 'B'), port('/dev/ttyACM1', 'A')]; }, () => { ports = []; }];
    for await (const message of desk.watch(stop.signal)) {
      seen.push(message);
      const next = steps.shift();
      if (next === undefined) stop.abort();
      else next();
    }
    expect(seen.map(({ plugged, unplugged, devices }) => ({ plugged, unplugged, n: devices.length }))).toEqual([
      { plugged: [], unplugged: [], n: 1 }, { plugged: ['/dev/ttyACM1'], unplugged: [], n: 2 },
      { plugged: ['/dev/ttyACM0', '/dev/ttyACM1'], unplugged: ['/dev/ttyACM0', '/dev/ttyACM1'], n: 2 }, { plugged: [], unplugged: ['/dev/ttyACM0', '/dev/ttyACM1'], n: 0 },
    ]);
  });

  it('are played by the studio: they appear, answer, vanish with their cable and come back', async () => {
    desk = openDeviceDesk({ profiles, captureAt: () => null, listPorts: async () => [] });
    const playing = await desk.simulate('lpm01a', 42, { slowMs: 5 });
    expect(await desk.identify(playing.address, null)).toMatchObject({ kind: 'simulated', simulator: playing.id, answer: { model: 'ST X-NUCLEO-LPM01A', serial: '540619864-1110659081-42' }, problem: null });
    expect(desk.trouble(playing.id, { kind: 'unplug' })).toMatchObject({ plugged: false });
    expect(await desk.list()).toEqual([]);
    expect((await desk.identify(playing.address, 'lpm01a')).problem?.code).toBe('port.gone');
    desk.trouble(playing.id, { kind: 'plug' });
    expect(await desk.identify(playing.address, null)).toMatchObject({ answer: { model: 'ST X-NUCLEO-LPM01A' }, problem: null });
    await desk.stopSimulator(playing.id);
    await expect(desk.stopSimulator(playing.id)).rejects.toMatchObject({ code: 'analyzer.not-playing' });
    expect(desk.simulators().map(({ id, analyzer }) => [id, analyzer])).toEqual([['ppk2', 'ppk2'], ['lpm01a', 'lpm01a'], ['pm1000', 'pm1000'], ['scpi', 'scpi-supply'], ['joulescope', 'joulescope']]);
  });
});
