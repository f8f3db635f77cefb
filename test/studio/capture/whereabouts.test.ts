/** Finding an instrument again whose port has got another name, or whose name another device has got. */
import { describe, expect, it } from 'vitest';
import { findAgain, noteWhereabouts } from '../../../src-main/studio/capture/whereabouts';
import type { FoundPort } from '../../../src-main/transport/serial-ports';

const port = (path: string, serial: string | null, product = 'PPK2'): FoundPort => ({ path, vendorId: '1915', productId: 'c00a', product, serial, interfaceNumber: 1 });

describe('an instrument on USB', () => {
  it('is followed by its serial number, also where two devices swapped names', async () => {
    const was = await noteWhereabouts('/dev/ttyACM0', async () => [port('/dev/ttyACM0', 'A'), port('/dev/ttyACM1', 'B')]);
    expect(await findAgain(was, async () => [port('/dev/ttyACM0', 'A')])).toBe('/dev/ttyACM0');
    expect(await findAgain(was, async () => [port('/dev/ttyACM0', 'B'), port('/dev/ttyACM1', 'A')])).toBe('/dev/ttyACM1');
    await expect(findAgain(was, async () => [])).rejects.toMatchObject({ code: 'port.missing' });
    await expect(findAgain(was, async () => [port('/dev/ttyACM0', 'B')])).rejects.toThrow('/dev/ttyACM0 now has PPK2 (B), not PPK2 (A) that was measuring; plug the right one in again');
  });

  it('without a serial number is looked for where it was, and nowhere else', async () => {
    const was = await noteWhereabouts('/dev/ttyACM0', async () => [port('/dev/ttyACM0', null)]);
    expect(await findAgain(was, async () => [port('/dev/ttyACM0', null)])).toBe('/dev/ttyACM0');
    await expect(findAgain(was, async () => [port('/dev/ttyACM1', null)])).rejects.toMatchObject({ code: 'port.missing' });
  });

  it('over the network, or unknown to the system, is always at its address', async () => {
    expect(await findAgain(await noteWhereabouts('supply.lab:5025'), async () => [])).toBe('supply.lab:5025');
    expect(await findAgain(await noteWhereabouts('/dev/pts/3', async () => []), async () => [])).toBe('/dev/pts/3');
  });
});
