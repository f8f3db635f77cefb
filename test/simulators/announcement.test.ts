/** A simulator is known as one wherever it plays on this machine, for as long as it does. */
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { isSimulated } from '../../src-main/simulators/announcement';
import { findSimulator } from '../../src-main/simulators/registry';
import { serveOnTcp, serveOnTerminal } from '../../src-main/simulators/serve';

const make = findSimulator('ppk2').make;

describe('where a simulator plays', () => {
  it('is known on its socket by any name of this machine until it stops', async () => {
    const served = await serveOnTcp((send) => make(1, send), '127.0.0.1', 0);
    const port = served.port.split(':')[1];
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) expect(await isSimulated(`${host}:${port}`), host).toBe(true);
    expect(await isSimulated(`10.0.0.7:${port}`)).toBe(false);
    await served.stop();
    expect(await isSimulated(served.port)).toBe(false);
  });

  it('is known on its pseudo-terminal, also where the cable was put back', async () => {
    let back = (_port: string): void => undefined;
    const replugged = new Promise<string>((resolve) => (back = resolve));
    const served = await serveOnTerminal((send) => make(1, send), { onPort: (port) => back(port) });
    expect(await isSimulated(served.port)).toBe(true);
    served.wire.unplug();
    served.wire.plug();
    const port = await replugged;
    expect(await isSimulated(port)).toBe(true);
    await served.stop();
    expect(await isSimulated(port)).toBe(false);
  });

  it('is not another program behind a port, nor a port at which nobody is', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    expect(await isSimulated(`127.0.0.1:${port}`)).toBe(false);
    expect(await isSimulated('/dev/ttyACM0')).toBe(false);
    server.close();
  });
});
