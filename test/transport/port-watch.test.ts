/** Plugging and unplugging, noticed by looking: within 2 s, also where devices change their names. */
import { afterEach, describe, expect, it } from 'vitest';
import { createVirtualTime } from '../../src-main/simulators/virtual-time';
import { lookEveryMs, watchPorts, type PortChange, type PortWatch } from '../../src-main/transport/port-watch';
import type { FoundPort } from '../../src-main/transport/serial-ports';
import { pause } from '../../src-main/transport/timekeeper';

const port = (path: string, serial: string): FoundPort => ({ path, vendorId: '1915', productId: 'c00a', product: 'PPK2', serial, interfaceNumber: 1 });
let watch: PortWatch | null = null;
afterEach(() => watch?.stop());

describe('watching the ports', () => {
  it('tells within 2 s what was plugged and what was pulled, and nothing where nothing changed', async () => {
    const time = createVirtualTime();
    let ports = [port('/dev/ttyACM0', 'A')];
    const changes: (PortChange & { ms: number })[] = [];
    watch = await watchPorts((change) => changes.push({ ...change, ms: time.ms() }), { list: async () => ports, time });
    await pause(time, 10_000);
    expect(changes).toEqual([]);
    ports = [port('/dev/ttyACM0', 'A'), port('/dev/ttyACM1', 'B')];
    await pause(time, 2000);
    ports = [port('/dev/ttyACM1', 'B')];
    await pause(time, 2000);
    expect(changes.map(({ plugged, unplugged }) => ({ plugged, unplugged }))).toEqual([{ plugged: ['/dev/ttyACM1'], unplugged: [] }, { plugged: [], unplugged: ['/dev/ttyACM0'] }]);
    expect(changes[0].ms).toBeLessThanOrEqual(10_000 + lookEveryMs);
    expect(lookEveryMs).toBeLessThanOrEqual(1000);
  });

  it('takes two devices that swapped their names for what they are', async () => {
    const time = createVirtualTime();
    let ports = [port('/dev/ttyACM0', 'A'), port('/dev/ttyACM1', 'B')];
    const changes: PortChange[] = [];
    watch = await watchPorts((change) => changes.push(change), { list: async () => ports, time });
    ports = [port('/dev/ttyACM0', 'B'), port('/dev/ttyACM1', 'A')];
    await pause(time, 2000);
    expect(changes).toMatchObject([{ plugged: ['/dev/ttyACM0', '/dev/ttyACM1'], unplugged: ['/dev/ttyACM0', '/dev/ttyACM1'] }]);
  });

  it('looks no more after it was stopped', async () => {
    const time = createVirtualTime();
    let looks = 0;
    const stopped = await watchPorts(() => undefined, { list: async () => { looks++; return []; }, time });
    stopped.stop();
    await pause(time, 5000);
    expect(looks).toBe(1);
  });
});
