/** Driver of a Joulescope (JS110, JS220) over the pipe of core/protocol/joulescope.ts: a meter in the supply path that is never told to open it. */
import { StudioError } from '../core/errors';
import { joulescopeDevices, joulescopeFacts, joulescopeFrame, JoulescopeFrames, joulescopeMessage, joulescopePipe, joulescopeSetting, type JoulescopeFacts, type JoulescopeRange, type JoulescopeRequest, type JoulescopeSetting } from '../core/protocol/joulescope';
import { JoulescopeJoiner } from '../core/protocol/joulescope-samples';
import type { Analyzer, AnalyzerSettings, CaptureEnd, CaptureListener } from '../engine/analyzer-ports';
import type { ByteStream } from '../transport/byte-stream';
import type { Timekeeper } from '../transport/timekeeper';
import { joulescopeSerial } from './joulescope-bridge';
import { firstAbove } from './overload';
import { refuseVoltage } from './voltage-limits';
import { createWatchdog } from './watchdog';

const name = 'The Joulescope';
/** Python and its packages take seconds to load on a small machine. */
const helloMs = 30_000;
const answerMs = 10_000;
const stalledMs = 1000;
const defaultRateHz = 100_000;
/** A range is chosen so that what is expected stays below this part of it. */
const headroom = 0.9;

export interface JoulescopeOptions {
  /** Largest supply voltage it may be put into, V. */
  readonly maxVoltageV?: number;
  /** Logic level of the board on its inputs, V; left out: as the instrument has it. */
  readonly ioVolts?: number;
  /** Inputs that are recorded; left out: the first two. */
  readonly lines?: readonly number[];
}

interface Waiting { readonly what: string; resolve(value: unknown): void; reject(error: unknown): void }
interface Running { readonly joiner: JoulescopeJoiner; readonly listener: CaptureListener; begun: (() => void) | null; over: boolean; fail(error: StudioError): void; stop(): Promise<CaptureEnd> }

/** Full scales ascending; the smallest that holds `most` with headroom, null: none. */
const rangeFor = (ranges: readonly JoulescopeRange[], most: number): JoulescopeRange | null => [...ranges].sort((a, b) => a.full - b.full).find(({ full }) => most <= full * headroom) ?? ranges.find(({ full }) => most <= full) ?? null;

export function openJoulescope(line: ByteStream, time: Timekeeper, { maxVoltageV = 15, ioVolts, lines: wantedLines = [0, 1] }: JoulescopeOptions = {}): Analyzer {
  const frames = new JoulescopeFrames();
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let ended: StudioError | null = null;
  let hello: Waiting | null = null;
  let greeted: { readonly driver: string } | null = null;
  let facts: JoulescopeFacts | null = null;
  let setting: (JoulescopeSetting & { readonly most: number }) | null = null;
  let running: Running | null = null;
  let closed = false;

  const notIt = (got: string): StudioError => new StudioError('analyzer.not-it', { port: line.name, expected: 'the pipe to a Joulescope', got });
  const end = (error: StudioError): void => {
    ended ??= error;
    hello?.reject(error);
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
    running?.fail(error);
  };
  const receive = (chunk: Uint8Array): void => {
    const { frames: came, broken } = frames.push(chunk);
    for (const { header, payload } of came) {
      const message = joulescopeMessage(header, payload);
      if (message === null) return end(notIt('a message that does not belong there'));
      switch (message.kind) {
        case 'hello':
          if (message.pipe !== joulescopePipe) return end(notIt(`version ${message.pipe}`));
          greeted = { driver: message.driver };
          hello?.resolve(null);
          break;
        case 'done': settle(message.id, (one) => one.resolve(message.value)); break;
        case 'failed': {
          const { id, why, text } = message;
          if (id === null) return end(troubleOf(why, 'its start', text));
          settle(id, (one) => one.reject(troubleOf(why, one.what, text)));
          break;
        }
        case 'removed': return end(new StudioError('port.gone', { port: line.name }));
        case 'data':
          running?.joiner.push(message, time.ms());
          if (running?.joiner.rateHz != null) running.begun?.();
      }
    }
    if (broken) end(notIt('other bytes'));
  };
  const troubleOf = (why: string, what: string, text: string): StudioError => {
    switch (why) {
      case 'driver-missing': return new StudioError('analyzer.joulescope-package', { why: text });
      case 'permission': return new StudioError('analyzer.usb-forbidden', { device: name, vendor: '16d0' });
      case 'no-device': return new StudioError('analyzer.no-port', { analyzer: name });
      default: return new StudioError('analyzer.refused', { analyzer: name, command: what, said: text });
    }
  };
  const settle = (id: number, act: (one: Waiting) => void): void => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (one !== undefined) act(one);
  };
  const patiently = <T>(what: string, ms: number, begin: (one: Waiting) => void, forget: () => void): Promise<T> => new Promise((resolve, reject) => {
    const cancel = time.after(ms, () => {
      forget();
      reject(new StudioError('port.silent', { port: line.name, what, seconds: ms / 1000, got: '' }));
    });
    begin({
      what,
      resolve: (value) => { cancel(); resolve(value as T); },
      reject: (error) => { cancel(); reject(error as Error); },
    });
  });
  const ask = async <T>(request: JoulescopeRequest, read: (value: unknown) => T | null): Promise<T> => {
    if (ended !== null) throw ended;
    const id = nextId++;
    const answer = patiently<unknown>(`“${request.do}” (Joulescope)`, answerMs, (one) => waiting.set(id, one), () => waiting.delete(id));
    await line.write(joulescopeFrame({ id, ...request })).catch((error: StudioError) => settle(id, (one) => one.reject(ended ?? error)));
    const value = read(await answer);
    if (value === null) throw notIt(`an answer to “${request.do}” that does not belong there`);
    return value;
  };
  const nothing = (value: unknown): true | null => (value === null ? true : null);

  const open = async (): Promise<JoulescopeFacts> => {
    if (facts !== null) return facts;
    if (ended !== null) throw ended;
    if (greeted === null) await patiently('the start of its side process', helloMs, (one) => (hello = one), () => (hello = null));
    hello = null;
    const serial = joulescopeSerial(line.name);
    const devices = await ask({ do: 'devices' }, joulescopeDevices);
    const found = serial === null ? devices : devices.filter((one) => one.serial === serial);
    if (found.length === 0) throw new StudioError('analyzer.no-port', { analyzer: serial === null ? name : `${name} ${serial}` });
    if (found.length > 1) throw new StudioError('analyzer.several-ports', { analyzer: name, ports: found.map((one) => `joulescope:${one.serial}`) });
    return (facts = await ask({ do: 'open', path: found[0].path }, joulescopeFacts));
  };
  const wish = ({ mode, voltageV, rateHz = defaultRateHz, rangeA, trigger, boardLimitV }: AnalyzerSettings, { model, currentRanges, voltageRanges, ioVolts: levels, ratesHz }: JoulescopeFacts): JoulescopeSetting & { readonly most: number } => {
    const refuse = (setting: string, value: string, expected: string): StudioError => new StudioError('analyzer.setting', { analyzer: `${name} ${model}`, setting, value, expected });
    if (mode === 'source') throw refuse('mode', 'source', 'meter: it measures a supply and gives none');
    if (voltageV !== undefined) refuseVoltage(name, voltageV, { minV: 0, maxV: maxVoltageV, boardLimitV });
    if (!ratesHz.includes(rateHz)) throw refuse('rate of', `${rateHz} Hz`, ratesHz.map((rate) => `${rate}`).join(', '));
    if (trigger?.on === 'edge') throw refuse('trigger', `at an edge of line ${trigger.line}`, 'a capture that begins at once; its lines are recorded with the samples');
    if (ioVolts !== undefined) {
      // Its inputs and outputs are wired to the board.
      if (boardLimitV !== undefined && ioVolts > boardLimitV) throw new StudioError('analyzer.above-limit', { volts: ioVolts, limit: boardLimitV, whose: 'the board' });
      if (!levels.includes(ioVolts)) throw refuse('logic level', `${ioVolts} V`, levels.length === 0 ? 'none: leave it out' : `${levels.join(', ')} V`);
    }
    const current = rangeA === undefined ? null : rangeFor(currentRanges, rangeA);
    if (rangeA !== undefined && current === null) throw refuse('range for', `${rangeA} A`, `at most ${Math.max(...currentRanges.map(({ full }) => full))} A`);
    // Without a stated voltage the largest range is the one that cannot be overrun.
    const voltage = rangeFor(voltageRanges, voltageV ?? Infinity) ?? voltageRanges.reduce((most, one) => (one.full > most.full ? one : most));
    return { rateHz, currentRange: current?.name ?? 'auto', voltageRange: voltage.name, ioVolts: ioVolts ?? null, most: current?.full ?? Math.max(...currentRanges.map(({ full }) => full)) };
  };

  line.listen({ bytes: receive, ended: (reason) => end(reason ?? new StudioError('port.gone', { port: line.name })) });

  return {
    async identify() {
      const { model, serial, firmware, ratesHz } = await open();
      return { kind: 'joulescope', model: `Joulescope ${model}`, serial, firmware, address: line.name, ratesHz: [...ratesHz].sort((a, b) => a - b) };
    },
    async configure(settings) {
      const asked = wish(settings, await open());
      const taken = await ask({ do: 'set', rateHz: asked.rateHz, currentRange: asked.currentRange, voltageRange: asked.voltageRange, ioVolts: asked.ioVolts }, joulescopeSetting);
      setting = { ...taken, most: asked.most };
      return { ...settings, mode: 'meter', rateHz: taken.rateHz };
    },
    async start(listener) {
      if (facts === null || setting === null) throw new StudioError('analyzer.not-configured', { analyzer: name });
      await running?.stop();
      const { most } = setting;
      const lines = facts.lines.filter((one) => wantedLines.includes(one));
      let over = false;
      const joiner = new JoulescopeJoiner(lines, {
        block(block) {
          watchdog.feed();
          const at = firstAbove(block.values, most);
          if (at >= 0 && !over) listener.onEvent({ kind: 'overload', sample: block.firstSample + at, text: `more than ${most} A, the end of its range` });
          over = at >= 0;
          listener.onBlock(block);
        },
        loss: (sample, samples, why) => listener.onEvent({ kind: 'loss', sample, samples, why }),
      });
      const stalled = new StudioError('analyzer.stalled', { analyzer: name, seconds: stalledMs / 1000 });
      const mine: Running = running = {
        joiner, listener, begun: null, over: false,
        fail(error) {
          if (mine.over) return;
          mine.over = true;
          watchdog.stop();
          listener.onFailure(error);
        },
        async stop() {
          if (running === mine) running = null;
          watchdog.stop();
          const live = !mine.over;
          mine.over = true;
          if (live && ended === null) await ask({ do: 'stop' }, nothing);
          return { samples: joiner.samples, lost: joiner.lost };
        },
      };
      const watchdog = createWatchdog(time, stalledMs, () => mine.fail(ended ?? stalled));
      try {
        const first = patiently('the order to measure (Joulescope)', answerMs, (one) => {
          mine.begun = () => { mine.begun = null; one.resolve(null); };
          const failing = mine.fail;
          mine.fail = (error) => { one.reject(error); mine.fail = failing; mine.over = true; watchdog.stop(); };
        }, () => (mine.begun = null));
        first.catch(() => undefined);
        await ask({ do: 'start', lines }, nothing);
        await first;
      } catch (error) {
        mine.over = true;
        watchdog.stop();
        if (running === mine) running = null;
        throw error;
      }
      return { rateHz: joiner.rateHz ?? setting.rateHz, quantity: 'current', voltageV: null, measuresVoltage: true, lines: lines.map((one) => `IN${one}`) };
    },
    stop: async () => (running === null ? { samples: 0, lost: 0 } : running.stop()),
    async close() {
      if (closed) return;
      closed = true;
      try {
        await running?.stop();
        if (ended === null && facts !== null) await ask({ do: 'close' }, nothing);
      } catch (error) {
        // A device that is gone needs no farewell.
        if (!(error instanceof StudioError)) throw error;
      } finally {
        await line.close();
      }
    },
  };
}
