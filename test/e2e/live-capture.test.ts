/** A capture as a window sees it: simulated instruments, live windows of the trace, a cable that is pulled, recordings that stay. */
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaptureState, DoctorEvent, StudioClient } from '../../src-main/contract/procedures';
import { startWebHost, type WebHost } from '../../src-main/hosts/web/host';
import { StudioError } from '../../src-main/core/errors';
import { findSimulator } from '../../src-main/simulators/registry';
import { serveOnTerminal } from '../../src-main/simulators/serve';
import { openStudio } from '../../src-main/studio';
import { demoWaveform } from '../../src-main/simulators/waveform';
import { openLaboratory, type Laboratory } from '../support/laboratory';
import { ask, openWindow, takeSession, type TestWindow } from '../support/window-client';

let lab: Laboratory;
let web: WebHost;
let window: TestWindow;
let studio: StudioClient;
let cookie: string;
const log: string[] = [];

beforeAll(async () => {
  lab = openLaboratory();
  lab.put('renderer/index.html', '<!doctype html><title>HI Studio</title>');
  web = await startWebHost({ studio: await openStudio({ home: lab.home, profileFolders: [] }), renderer: lab.path('renderer'), host: '127.0.0.1', port: 0, token: 'a-token-for-this-test', log: (line) => log.push(line) });
  cookie = await takeSession(web.port, 'a-token-for-this-test');
  window = await openWindow(web.port, cookie);
  studio = window.studio;
});
afterAll(async () => {
  await window.close();
  await web.stop();
  lab.remove();
  expect(log).toEqual([]);
});

/** Follows a capture until `look` likes a state; that state. */
async function until(id: string, look: (state: CaptureState) => boolean): Promise<CaptureState> {
  for await (const state of await studio.captures.state({ id })) if (look(state)) return state;
  throw new Error('the capture ended before');
}

describe('a capture in the window', () => {
  it('measures a simulated PPK2, shows any stretch while it goes on, and keeps what a person marks', async () => {
    const playing = await studio.devices.simulate({ instrument: 'ppk2' });
    expect(await studio.devices.identify({ address: playing.address })).toMatchObject({ kind: 'simulated', profile: { kind: 'analyzer', id: 'ppk2' }, answer: { model: 'Nordic Power Profiler Kit II' }, problem: null });
    const { id } = await studio.captures.start({ analyzer: 'ppk2', port: playing.address, settings: { voltageV: 3.3, boardLimitV: 3.6 }, name: 'First light' });
    const measuring = await until(id, ({ end }) => end > 200_000);
    expect(measuring).toMatchObject({ state: 'measuring', name: 'First light', analyzer: 'ppk2', simulated: true, dropped: 0, problem: null, format: { rateHz: 100_000, quantity: 'current', voltageV: 3.3 } });
    expect(measuring.mean).toBeGreaterThan(0);

    const live = await studio.captures.window({ id, from: 0, to: 100_000, points: 500 });
    expect(live).toMatchObject({ live: true, from: 0, to: 100_000, n: 500, moreGaps: false, moreEvents: false });
    expect(live.channels.map(({ channel }) => channel)).toEqual(['current', 'power']);
    const [current, power] = live.channels;
    expect(current.mean).toBeInstanceOf(Float32Array);
    for (let i = 0; i < live.n; i++) {
      expect(current.min[i]).toBeLessThanOrEqual(current.mean[i]);
      expect(current.mean[i]).toBeLessThanOrEqual(current.max[i]);
      expect(power.mean[i]).toBeCloseTo(3.3 * current.mean[i], 5);
    }
    // Bit 0 is high while the simulated board infers: both levels occur in a second.
    expect(live.digital?.high.some((bits) => (bits & 1) !== 0)).toBe(true);
    expect(live.digital?.low.some((bits) => (bits & 1) !== 0)).toBe(true);
    expect(live.events.map(({ kind }) => kind)).toContain('supply');

    // The charge of whole cycles of the simulated board is known in closed form.
    const whole = Math.round(demoWaveform.periodS * 100_000);
    const statistics = await studio.captures.statistics({ id, from: 0, to: whole });
    expect(statistics.coverage).toBe(1);
    expect(Math.abs((statistics.chargeC as number) / demoWaveform.charge(demoWaveform.periodS) - 1)).toBeLessThan(0.005);

    const mark = await studio.captures.mark({ recording: id, mark: { id: null, from: 1000, to: 7000, text: 'one inference', colour: null } });
    await studio.captures.mark({ recording: id, mark: { ...mark, text: 'the first inference' } });
    const place = await studio.captures.mark({ recording: id, mark: { id: null, from: 10, to: null, text: '', colour: null } });
    await studio.captures.unmark({ recording: id, mark: place.id });
    await expect(studio.captures.start({ analyzer: 'ppk2', port: playing.address })).rejects.toThrow(`The port ${playing.address} is held by the capture “First light” of this studio`);
    await expect(studio.captures.remove({ id })).rejects.toThrow('“First light” is still being recorded; stop the capture first.');

    // Whoever looks while it stops gets an answer all the same.
    let stopping = true;
    const stop = studio.captures.stop({ id }).finally(() => (stopping = false));
    const looks: Promise<unknown>[] = [];
    while (stopping) {
      const look = studio.captures.window({ id, from: 0, to: 100_000, points: 300 });
      looks.push(look.then(({ n }) => n, (error: unknown) => error));
      await Promise.race([look.catch(() => undefined), new Promise((resolve) => setImmediate(resolve))]);
    }
    expect(new Set(await Promise.all(looks))).toEqual(new Set([300]));
    const kept = await stop;
    expect(kept).toMatchObject({ id, name: 'First light', live: false, closed: true, simulated: true, problem: null });
    expect(await studio.captures.open({ id })).toMatchObject({ end: kept.end, marks: [{ id: mark.id, from: 1000, to: 7000, text: 'the first inference' }] });
    // What was shown live is what was kept.
    const again = await studio.captures.window({ id, from: 0, to: 100_000, points: 500 });
    expect(again.channels[0].mean).toEqual(current.mean);
    expect((await studio.captures.overview({ id, points: 300 })).to).toBe(kept.end);

    await studio.captures.rename({ id, name: 'Renamed' });
    expect((await studio.captures.recordings()).map(({ name }) => name)).toEqual(['Renamed']);
    const sent = await studio.captures.export({ id, format: 'csv', from: 0, to: 1000 });
    const { text } = await ask(web.port, sent.files[0].url as string, { headers: { cookie } });
    expect(text.split('\n').filter((line) => line !== '')).toHaveLength(1001);
    const copy = await studio.captures.import({ file: kept.file, name: 'A copy' });
    expect(copy).toMatchObject({ name: 'A copy', end: kept.end, closed: true });
    const { undo } = await studio.captures.remove({ id: copy.id });
    expect(existsSync(copy.file)).toBe(false);
    await studio.captures.restore({ undo });
    expect(readFileSync(copy.file).equals(readFileSync(kept.file))).toBe(true);
    await studio.devices.stopSimulator({ id: playing.id });
  });

  it('goes on after the cable was pulled and put back, with the time between as a gap', async () => {
    const playing = await studio.devices.simulate({ instrument: 'ppk2', seed: 5 });
    const { id } = await studio.captures.start({ analyzer: 'ppk2', port: playing.address });
    await until(id, ({ end }) => end > 50_000);
    await studio.devices.trouble({ id: playing.id, trouble: { kind: 'unplug' } });
    const waiting = await until(id, ({ state }) => state === 'waiting');
    expect(waiting.problem?.sentence).toBe(`The connection to ${playing.address} is gone; check cable and power, then start again. What was recorded is kept.`);
    await studio.devices.trouble({ id: playing.id, trouble: { kind: 'plug' } });
    const back = await until(id, ({ state, segments }) => state === 'measuring' && segments.length === 2 && segments[1].to === null);
    expect(back.notices.map(({ text }) => text).join('\n')).toMatch(/The instrument is back after \d+\.\d s; the recording goes on, with a gap\./);
    await studio.captures.stop({ id });
    const [first, second] = back.segments;
    const { gapFrom, gapTo, events } = await studio.captures.window({ id, from: 0, to: second.from + 10, points: 100 });
    expect([gapFrom[gapFrom.length - 1], gapTo[gapTo.length - 1]]).toEqual([first.to, second.from]);
    expect(events.filter(({ kind }) => kind === 'segment')).toMatchObject([{ sample: second.from }]);
    await studio.devices.stopSimulator({ id: playing.id });
  });

  it('reads a serial port in its own thread, also after its cable was out', async ({ skip }) => {
    const served = await serveOnTerminal((send) => findSimulator('ppk2').make(3, send)).catch((error: unknown) => {
      if (error instanceof StudioError && error.code === 'port.no-pseudo-terminal') return null;
      throw error;
    });
    if (served === null) return skip('skipped: neither python3 nor socat is here to lend a pseudo-terminal');
    try {
      const { id } = await studio.captures.start({ analyzer: 'ppk2', port: served.port, name: 'Serial' });
      expect(await until(id, ({ end }) => end > 100_000)).toMatchObject({ state: 'measuring', simulated: true, lost: 0 });
      served.wire.unplug();
      await until(id, ({ state }) => state === 'waiting');
      expect(await studio.captures.stop({ id })).toMatchObject({ closed: true, problem: null });
    } finally {
      await served.stop();
    }
  });

  it('refuses more volts than the board bears, and leaves nothing behind', async () => {
    const playing = await studio.devices.simulate({ instrument: 'lpm01a' });
    const before = await studio.captures.recordings();
    await expect(studio.captures.start({ analyzer: 'lpm01a', port: playing.address, settings: { voltageV: 3.3, boardLimitV: 1.8 } })).rejects.toThrow('3.3 V was asked for, but the board bears at most 1.8 V; nothing was switched on.');
    expect(await studio.captures.recordings()).toEqual(before);
    expect(await studio.captures.active()).toEqual([]);
    await studio.devices.stopSimulator({ id: playing.id });
  });
});

describe('the wiring doctor in the window', () => {
  it('passes a bench that is wired well and names the trigger line', async () => {
    const playing = await studio.devices.simulate({ instrument: 'ppk2' });
    const events: DoctorEvent[] = [];
    for await (const event of await studio.devices.diagnose({ analyzer: 'ppk2', address: playing.address, triggerLine: 0 })) events.push(event);
    expect(events.filter((event) => event.kind === 'step' && event.state === 'failed')).toEqual([]);
    expect(events.at(-1)).toEqual({ kind: 'ended', passed: true, failed: [] });
    await studio.devices.stopSimulator({ id: playing.id });
  });
});
