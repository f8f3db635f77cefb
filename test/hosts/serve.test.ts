/** `hi-studio serve` as a person starts it, loses it, and starts it again. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openLaboratory, type Laboratory } from '../support/laboratory';
import { childrenOf, hiStudio, isRunning, killAll, startHiStudio, type RunningCommand } from '../support/terminal';
import { ask, openWindow, takeSession } from '../support/window-client';

let lab: Laboratory;
afterEach(() => {
  killAll();
  lab?.remove();
});

const addressOf = (command: RunningCommand): Promise<{ port: number; token: string }> => command.until((out) => {
  const found = /^http:\/\/127\.0\.0\.1:(\d+)\/#token=(\S+)$/m.exec(out);
  return found === null ? null : { port: Number(found[1]), token: found[2] };
});

describe('hi-studio serve', () => {
  it('prints an address, serves the built window, and stops on Ctrl-C without leaving anything behind', async () => {
    lab = openLaboratory();
    const command = startHiStudio(['serve', '--port', '0'], lab);
    const { port, token } = await addressOf(command);
    expect(token.length).toBeGreaterThanOrEqual(32);
    expect((await ask(port, '/')).text).toContain('<title>HI Studio</title>');
    command.interrupt();
    const { code, err } = await command.ended;
    expect(code).toBe(0);
    expect(err).toContain('what was measured is kept');
    await expect(ask(port, '/')).rejects.toThrow();
  });

  it('is killed in the middle of a run, comes back, and the same window continues the run', async () => {
    lab = openLaboratory();
    const experiment = parse(readFileSync(lab.experiment('small'), 'utf8')) as Record<string, unknown>;
    const first = startHiStudio(['serve', '--port', '0'], lab);
    const { port, token } = await addressOf(first);
    const cookie = await takeSession(port, token);
    const window = await openWindow(port, cookie);
    const { id } = await window.studio.run.start({ experiment });
    for await (const event of await window.studio.run.events({ id })) if (event.kind === 'stage.finished' && event.stage === 'outputs') break;
    const children = childrenOf(first.pid);
    const gone = new Promise((resolve) => window.socket.once('close', resolve));
    first.kill();
    await first.ended;
    await gone;

    const second = startHiStudio(['serve', '--port', String(port)], lab);
    await addressOf(second);
    const again = await openWindow(port, cookie);
    expect(await again.studio.run.get({ id })).toMatchObject({ status: 'interrupted', active: null });
    await again.studio.run.continue({ id });
    let ended: unknown = null;
    for await (const event of await again.studio.run.events({ id })) if (event.kind === 'run.ended') ended = event;
    expect(ended).toMatchObject({ status: 'finished', problem: null });
    expect(await again.studio.run.get({ id })).toMatchObject({ status: 'finished', resumedCount: 1 });
    expect((await again.studio.run.results({ id })).dataset).toMatchObject({ fit: 200, report: 300 });
    await again.close();
    second.interrupt();
    expect((await second.ended).code).toBe(0);
    // The edge server of the killed studio noticed that its studio is gone.
    expect(children.filter(isRunning)).toEqual([]);
  });

  it('refuses a token that is easy to guess', async () => {
    lab = openLaboratory();
    const { code, err } = await hiStudio(['serve', '--port', '0', '--token', 'easy'], lab);
    expect(code).toBe(2);
    expect(err).toContain('--token needs at least 12');
  });
});
