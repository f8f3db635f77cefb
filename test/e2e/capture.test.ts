/** The instrument commands as a lab user types them: simulate, devices, capture, trace. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { demoWaveform } from '../../src-main/simulators/waveform';
import { answerOf, hiStudio, killAll, startHiStudio } from '../support/terminal';

const cwd = mkdtempSync(join(tmpdir(), 'hi-capture-'));
const shell = { home: join(cwd, 'home'), cwd };
afterEach(killAll);
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

interface Captured { readonly statistics: { readonly samples: number; readonly lost: number; readonly coverage: number; readonly durationS: number; readonly energyJ: number }; readonly failure: { readonly code: string } | null }

describe('hi-studio capture', () => {
  it('measures a simulated board and keeps a recording whose energy is the true one', async () => {
    const ended = await hiStudio(['capture', '--analyzer', 'ppk2', '--port', 'simulator', '--seconds', '2', '--voltage', '3000', '--out', 'a.hitrace', '--json'], shell);
    const { statistics, failure } = answerOf<Captured>(ended);
    expect([ended.code, failure, statistics.coverage]).toEqual([0, null, 1]);
    expect(statistics.energyJ / (demoWaveform.charge(statistics.durationS) * 3)).toBeCloseTo(1, 3);
    const traced = await hiStudio(['trace', 'a.hitrace', '--from', '0.5', '--to', '1', '--export', 'a.csv'], shell);
    expect(traced.code).toBe(0);
    expect(traced.out).toContain('Simulated Nordic Power Profiler Kit II on simulator, 100000 samples a second');
    expect(traced.out).toContain('duration  0.5 s, 50000 samples, 0 lost, coverage 100 %');
    expect(readFileSync(join(cwd, 'a.csv'), 'utf8').split('\n').length).toBe(50_002);
    // A file that is there is not written over.
    expect(await hiStudio(['capture', '--analyzer', 'ppk2', '--port', 'simulator', '--seconds', '1', '--out', 'a.hitrace'], shell)).toMatchObject({ code: expect.any(Number) as number, err: expect.stringContaining('a.hitrace') as string });
  });

  it('keeps the recording when Ctrl-C ends it, and when the instrument goes away', async () => {
    const playing = startHiStudio(['simulate', 'ppk2', '--tcp', '0'], shell);
    const port = await playing.until((out) => /^(127\.0\.0\.1:\d+)\n/.exec(out)?.[1] ?? null);
    const first = startHiStudio(['capture', '--analyzer', 'ppk2', '--port', port, '--out', 'b.hitrace'], shell);
    await first.until((_, err) => (/coverage/.test(err) ? true : null));
    first.interrupt();
    const { code, out, err } = await first.ended;
    expect([code, err.includes('Recording: ')]).toEqual([0, true]);
    expect(out).toMatch(/^duration {2}[\d.]+ s, \d+ samples, 0 lost, coverage 100 %\nenergy/);
    // It plays in another process, through the real one's bytes: nobody may take it for measured, nor a copy of it.
    expect((await hiStudio(['trace', 'b.hitrace'], shell)).out).toContain(`Simulated Nordic Power Profiler Kit II on ${port}`);
    expect((await hiStudio(['capture', '--analyzer', 'b.hitrace', '--seconds', '0.2', '--out', 'copy.hitrace'], shell)).code).toBe(0);
    expect((await hiStudio(['trace', 'copy.hitrace'], shell)).out).toContain(`Simulated Nordic Power Profiler Kit II on ${port} on b.hitrace`);
    const second = startHiStudio(['capture', '--analyzer', 'ppk2', '--port', port, '--wait', '0', '--out', 'c.hitrace', '--json'], shell);
    await second.until((_, said) => (/"samples":\d{4}/.test(said) ? true : null));
    playing.interrupt();
    expect(await playing.ended).toMatchObject({ code: 0, signal: null });
    const gone = await second.ended;
    expect(gone.code).toBe(5);
    expect(answerOf<Captured>(gone)).toMatchObject({ failure: { code: 'port.gone' } });
    expect(existsSync(join(cwd, 'c.hitrace'))).toBe(true);
  });

  it('goes on when the cable is put back, with a gap; a capture that is killed leaves a recording that opens', async () => {
    const playing = startHiStudio(['simulate', 'ppk2', '--tcp', '0', '--unplug-after', '6', '--replug-after', '1'], shell);
    const port = await playing.until((out) => /^(127\.0\.0\.1:\d+)\n/.exec(out)?.[1] ?? null);
    const capture = startHiStudio(['capture', '--analyzer', 'ppk2', '--port', port, '--out', 'e.hitrace', '--json'], shell);
    interface Progress { samples: number; lost: number; waiting: string | null }
    const progress = (err: string): Progress[] => err.split('\n').filter((line) => line.startsWith('{') && line.endsWith('}')).map((line) => JSON.parse(line) as Progress);
    await capture.until((_, err) => (progress(err).some(({ waiting }) => waiting !== null) ? true : null));
    await capture.until((_, err) => {
      const last = progress(err).at(-1);
      return last !== undefined && last.waiting === null && last.lost > 50_000 && progress(err).some(({ waiting }) => waiting !== null) ? true : null;
    });
    const before = progress(await capture.until((_, err) => err)).at(-1) as Progress;
    await capture.until((_, err) => ((progress(err).at(-1)?.samples ?? 0) > before.samples + 150_000 ? true : null));
    capture.kill();
    await capture.ended;
    playing.interrupt();
    await playing.ended;
    const traced = answerOf<{ closed: boolean; losses: number; statistics: { samples: number; lost: number } }>(await hiStudio(['trace', 'e.hitrace', '--json'], shell));
    expect(traced.closed).toBe(false);
    expect(traced.statistics.lost).toBeGreaterThan(50_000);
    // At most the block that was being filled is missing: 65 536 samples.
    expect(traced.statistics.samples).toBeGreaterThan(before.samples + 150_000 - 65_536);
  });

  it('has its wiring checked by the doctor, who names one remedy for what is wrong', async () => {
    const well = await hiStudio(['doctor', '--analyzer', 'ppk2', '--port', 'simulator', '--trigger', '0'], shell);
    expect([well.code, well.out]).toEqual([0, expect.stringContaining('The bench is wired well.')]);
    const ill = await hiStudio(['doctor', '--analyzer', 'ppk2', '--port', 'simulator', '--trigger', '6', '--json'], shell);
    expect(ill.code).toBe(5);
    expect(answerOf<{ failed: string[]; steps: { step: string; remedy: string | null }[] }>(ill)).toMatchObject({ failed: ['trigger'], steps: expect.arrayContaining([expect.objectContaining({ step: 'trigger', remedy: 'Connect the board’s trigger pin to D6 of the instrument, with its ground, and let the board infer meanwhile.' })]) });
  });

  it('switches nothing on that the board does not bear, and says where to look', async () => {
    expect(await hiStudio(['capture', '--analyzer', 'ppk2', '--port', 'simulator', '--voltage', '5000', '--board-limit', '3600', '--out', 'd.hitrace'], shell)).toMatchObject({
      code: 5, out: '', err: '5 V was asked for, but the board bears at most 3.6 V; nothing was switched on. Lower --voltage, or correct the limit in the profile.\n',
    });
    expect(existsSync(join(cwd, 'd.hitrace'))).toBe(false);
    expect(await hiStudio(['capture', '--analyzer', 'ppk2', '--port', '/dev/ttyACM77', '--out', 'd.hitrace'], shell)).toMatchObject({ code: 5, err: 'There is no port /dev/ttyACM77; plug the device in, and see "hi-studio devices" for the ports of this machine.\n' });
    expect(await hiStudio(['simulate', 'oscilloscope'], shell)).toMatchObject({ err: expect.stringMatching(/^There is no simulator “oscilloscope”; this studio can play ppk2, lpm01a, pm1000, scpi.*\.\n$/) as string });
    const devices = answerOf<{ simulators: { id: string }[] }>(await hiStudio(['devices', '--json'], shell));
    expect(devices.simulators.map(({ id }) => id)).toEqual(expect.arrayContaining(['ppk2', 'lpm01a', 'pm1000', 'scpi']));
  });
});
