/** Driver of a Joulescope (JS110, JS220) over the pipe of core/protocol/joulescope.ts: a meter in the supply path that is never told to open it. */
import { StudioError } from '../core/errors';
import { joulescopeDevices, joulescopeFacts, joulescopeSetting, type JoulescopeFacts, type JoulescopeRange, type JoulescopeSetting } from '../core/protocol/joulescope';
import { JoulescopeJoiner } from '../core/protocol/joulescope-samples';
import type { Analyzer, AnalyzerSettings, CaptureEnd } from '../engine/analyzer-ports';
import type { ByteStream } from '../transport/byte-stream';
import type { Timekeeper } from '../transport/timekeeper';
import { joulescopeSerial } from './joulescope-bridge';
import { JoulescopeLink, joulescopeName as name } from './joulescope-link';
import { firstAbove } from './overload';
import { refuseVoltage } from './voltage-limits';
import { createWatchdog } from './watchdog';

const stalledMs = 1000;
const defaultRateHz = 100_000;
/** The voltage range is chosen so that the supply is at most this part of it. */
const headroom = 0.9;

export interface JoulescopeOptions {
  /** Largest supply voltage it may be put into, V. */
  readonly maxVoltageV?: number;
  /** Logic level of the board on its inputs, V; left out: as the instrument has it. */
  readonly ioVolts?: number;
  /** Inputs that are recorded; left out: the first two. */
  readonly lines?: readonly number[];
}

const largest = (ranges: readonly JoulescopeRange[]): JoulescopeRange => ranges.reduce((most, one) => (one.full > most.full ? one : most), { name: 'auto', full: 0 });
/** The smallest that holds `most`; undefined where none does. */
const rangeFor = (ranges: readonly JoulescopeRange[], most: number): JoulescopeRange | undefined => ranges.filter(({ full }) => most <= full).sort((a, b) => a.full - b.full)[0];

export function openJoulescope(line: ByteStream, time: Timekeeper, { maxVoltageV = 15, ioVolts, lines: wanted = [0, 1] }: JoulescopeOptions = {}): Analyzer {
  const link = new JoulescopeLink(line, time);
  let facts: JoulescopeFacts | null = null;
  let set: { readonly mostA: number } | null = null;
  let running: { stop(): Promise<CaptureEnd> } | null = null;
  let closed = false;
  const nothing = (value: unknown): true | null => (value === null ? true : null);

  const open = async (): Promise<JoulescopeFacts> => {
    if (facts !== null) return facts;
    await link.greet();
    const serial = joulescopeSerial(line.name);
    const devices = await link.ask({ do: 'devices' }, joulescopeDevices);
    const found = serial === null ? devices : devices.filter((one) => one.serial === serial);
    if (found.length === 0) throw new StudioError('analyzer.no-port', { analyzer: serial === null ? name : `${name} ${serial}` });
    if (found.length > 1) throw new StudioError('analyzer.several-ports', { analyzer: name, ports: found.map((one) => `joulescope:${one.serial}`) });
    return (facts = await link.ask({ do: 'open', path: found[0].path }, joulescopeFacts));
  };
  /** Refuses what the instrument has not, and whatever would harm the board. */
  const fitted = ({ mode, voltageV, rateHz = defaultRateHz, rangeA, trigger, boardLimitV }: AnalyzerSettings, { model, currentRanges, voltageRanges, ioVolts: levels, ratesHz }: JoulescopeFacts): { readonly setting: JoulescopeSetting; readonly mostA: number } => {
    const refuse = (setting: string, value: string, expected: string): StudioError => new StudioError('analyzer.setting', { analyzer: `${name} ${model}`, setting, value, expected });
    if (mode === 'source') throw refuse('mode', 'source', 'meter: it measures a supply and gives none');
    if (voltageV !== undefined) refuseVoltage(name, voltageV, { minV: 0, maxV: maxVoltageV, boardLimitV });
    if (!ratesHz.includes(rateHz)) throw refuse('rate of', `${rateHz} Hz`, `one of ${ratesHz.join(', ')} Hz`);
    if (trigger?.on === 'edge') throw refuse('trigger', `at an edge of line ${trigger.line}`, 'a capture that begins at once; its lines are recorded with the samples');
    // Its inputs and outputs are wired to the board too.
    if (ioVolts !== undefined && boardLimitV !== undefined && ioVolts > boardLimitV) throw new StudioError('analyzer.above-limit', { volts: ioVolts, limit: boardLimitV, whose: 'the board' });
    if (ioVolts !== undefined && !levels.includes(ioVolts)) throw refuse('logic level', `${ioVolts} V`, levels.length === 0 ? 'none: leave it out of the profile' : `one of ${levels.join(', ')} V`);
    const current = rangeA === undefined ? undefined : rangeFor(currentRanges, rangeA);
    if (rangeA !== undefined && current === undefined) throw refuse('range for', `${rangeA} A`, `at most ${largest(currentRanges).full} A`);
    // Without a stated voltage, the largest range is the one that cannot be overrun.
    const voltage = (voltageV === undefined ? undefined : rangeFor(voltageRanges, voltageV / headroom)) ?? largest(voltageRanges);
    return { setting: { rateHz, currentRange: current?.name ?? 'auto', voltageRange: voltage.name, ioVolts: ioVolts ?? null }, mostA: (current ?? largest(currentRanges)).full };
  };

  return {
    async identify() {
      const { model, serial, firmware, ratesHz } = await open();
      return { kind: 'joulescope', model: `Joulescope ${model}`, serial, firmware, address: line.name, ratesHz: [...ratesHz].sort((a, b) => a - b) };
    },
    async configure(settings) {
      const { setting, mostA } = fitted(settings, await open());
      const taken = await link.ask({ do: 'set', ...setting }, joulescopeSetting);
      set = { mostA };
      return { ...settings, mode: 'meter', rateHz: taken.rateHz };
    },
    async start(listener) {
      if (facts === null || set === null) throw new StudioError('analyzer.not-configured', { analyzer: name });
      await running?.stop();
      const { mostA } = set;
      const lines = facts.lines.filter((one) => wanted.includes(one));
      let [over, overloaded] = [false, false];
      let begin: { arrived(): void; failed(error: StudioError): void } | null = null;
      const begun = new Promise<void>((arrived, failed) => (begin = { arrived, failed }));
      begun.catch(() => undefined);
      let watchdog: { feed(): void; stop(): void } | null = null;
      const joiner = new JoulescopeJoiner(lines, {
        block(block) {
          watchdog?.feed();
          const at = firstAbove(block.values, mostA);
          if (at >= 0 && !overloaded) listener.onEvent({ kind: 'overload', sample: block.firstSample + at, text: `more than ${mostA} A, the end of its range` });
          overloaded = at >= 0;
          listener.onBlock(block);
        },
        loss: (sample, samples, why) => listener.onEvent({ kind: 'loss', sample, samples, why }),
      });
      const fail = (error: StudioError): void => {
        if (over) return;
        over = true;
        watchdog?.stop();
        if (begin === null) listener.onFailure(error);
        else begin.failed(error);
      };
      link.listener = {
        data(message) {
          if (over) return;
          joiner.push(message, time.ms());
          if (begin === null || joiner.rateHz === null) return;
          begin.arrived();
          begin = null;
        },
        ended: fail,
      };
      const mine = running = {
        async stop() {
          if (running === mine) running = null;
          watchdog?.stop();
          if (!over && !link.ended) await link.ask({ do: 'stop' }, nothing);
          over = true;
          return { samples: joiner.samples, lost: joiner.lost };
        },
      };
      try {
        await link.ask({ do: 'start', lines }, nothing);
        watchdog = createWatchdog(time, stalledMs, () => fail(new StudioError('analyzer.stalled', { analyzer: name, seconds: stalledMs / 1000 })));
        await begun;
      } catch (error) {
        over = true;
        watchdog?.stop();
        running = null;
        throw error;
      }
      return { rateHz: joiner.rateHz ?? defaultRateHz, quantity: 'current', voltageV: null, measuresVoltage: true, lines: lines.map((one) => `IN${one}`) };
    },
    stop: async () => (running === null ? { samples: 0, lost: 0 } : running.stop()),
    async close() {
      if (closed) return;
      closed = true;
      try {
        await running?.stop();
        if (!link.ended && facts !== null) await link.ask({ do: 'close' }, nothing);
      } catch (error) {
        // A device that is gone needs no farewell.
        if (!(error instanceof StudioError)) throw error;
      } finally {
        await line.close();
      }
    },
  };
}
