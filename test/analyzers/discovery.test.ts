/** Which port has which instrument: by USB, by asking, and only where asking does no harm. */
import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { findDevices } from '../../src-main/analyzers/discovery';
import { candidatePorts, findPort, isTcpAddress } from '../../src-main/analyzers/registry';
import { analyzerProfile } from '../../src-main/contract/profiles';
import { serveOnTerminal, type ServedInstrument } from '../../src-main/simulators/serve';
import { findSimulator } from '../../src-main/simulators/registry';
import type { FoundPort } from '../../src-main/transport/serial-ports';
import { realTime } from '../../src-main/transport/timekeeper';

const ppk2 = analyzerProfile.parse({ kind: 'analyzer', id: 'ppk2', name: 'PPK2', driver: 'ppk2', serial: { usb: [{ vendor: '1915', product: 'c00a' }] } });
const lpm = analyzerProfile.parse({ kind: 'analyzer', id: 'lpm01a', name: 'LPM01A', driver: 'lpm01a', serial: { usb: [{ vendor: '0483', product: '5740' }] } });
const port = (path: string, ids: string | null, interfaceNumber: number | null = null, serial: string | null = null): FoundPort => ({ path, vendorId: ids?.slice(0, 4) ?? null, productId: ids?.slice(5) ?? null, product: null, serial, interfaceNumber });

const served: ServedInstrument[] = [];
afterEach(async () => {
  for (const one of served.splice(0)) await one.stop();
});

describe('a port', () => {
  it('is chosen by what USB says, and of a PPK2’s two the one with the data', () => {
    const ports = [port('a', '1915:c00a', 1, 'X'), port('b', '1915:c00a', 3, 'X'), port('c', '0483:5740'), port('d', null)];
    expect(candidatePorts(ppk2, ports).map(({ path }) => path)).toEqual(['a']);
    expect(findPort(ppk2, ports)).toBe('a');
    expect(findPort(lpm, ports)).toBe('c');
  });
  it('must be named where there are several, or none', () => {
    expect(() => findPort(ppk2, [port('a', '1915:c00a', 1, 'X'), port('b', '1915:c00a', 1, 'Y')])).toThrow('PPK2 may be on a or b; name one with --port.');
    expect(() => findPort(ppk2, [])).toThrow('PPK2 was not found on any port; plug it in');
  });
  it('is an address where it looks like one', () => {
    expect(['127.0.0.1:5025', 'meter.local:5025', '[::1]:5025', '/dev/ttyACM0', 'COM3', 'C:\\x'].map(isTcpAddress)).toEqual([true, true, true, false, false, false]);
  });
});

const lender = ['python3', 'socat'].find((program) => spawnSync('which', [program]).status === 0);

describe('discovery', () => {
  it.skipIf(lender === undefined)(`asks the instruments that USB names, and leaves other ports alone${lender === undefined ? ' (skipped: neither python3 nor socat is here)' : ''}`, async () => {
    for (const id of ['ppk2', 'lpm01a', 'lpm01a']) served.push(await serveOnTerminal((send) => findSimulator(id).make(4, send)));
    const [first, second, stranger] = served;
    let touched = 0;
    const receive = stranger.wire.instrument.receive;
    stranger.wire.instrument.receive = (bytes) => { touched += bytes.length; receive(bytes); };
    const found = await findDevices([ppk2, lpm], realTime, [port(first.port, '1915:c00a'), port(second.port, '0483:5740'), port(stranger.port, '1234:5678')]);
    expect(found.map(({ analyzer, info }) => [analyzer, info?.kind ?? null])).toEqual([['ppk2', 'ppk2'], ['lpm01a', 'lpm01a'], [null, null]]);
    expect(touched).toBe(0);
    // Two devices that swapped names: the handshake notices.
    const [swapped] = await findDevices([ppk2, lpm], realTime, [port(second.port, '1915:c00a')]);
    expect(swapped).toMatchObject({ info: null, problem: expect.stringContaining('gave no answer to the question for its calibration (PPK2)') as string });
  });
});
