/** Driver of Nordic's Power Profiler Kit II on a serial port. */
import { StudioError } from '../core/errors';
import { looksLikePpk2, parsePpk2Metadata, ppk2Command, ppk2SampleRateHz, ppk2VoltageMv, type Ppk2Metadata, type Ppk2Mode } from '../core/protocol/ppk2';
import { Ppk2Decoder } from '../core/protocol/ppk2-samples';
import { Ppk2Timeline } from '../core/protocol/ppk2-timeline';
import type { Analyzer } from '../engine/analyzer-ports';
import type { ByteStream } from '../transport/byte-stream';
import { startConversation } from '../transport/conversation';
import { pause, type Timekeeper } from '../transport/timekeeper';
import { firstAbove } from './overload';
import { refuseVoltage } from './voltage-limits';
import { createWatchdog, whySilent } from './watchdog';

const lines = ['D0', 'D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7'];
const name = 'The PPK2';
/** Commands are not acknowledged and must not share a transfer. */
const betweenCommandsMs = 5;
const quietMs = 100;
const answerMs = 2000;
/** Samples may still arrive this long after a stop. */
const tailMs = 50;
const stalledMs = 1000;
/** Data sheet: currents up to 1 A. It goes on measuring above, out of its calibration. */
const mostCurrentA = 1;

export interface Ppk2Options {
  /** Largest voltage that may be set, V, by the analyzer's profile. */
  readonly maxVoltageV?: number;
}

export function openPpk2(line: ByteStream, time: Timekeeper, { maxVoltageV = ppk2VoltageMv.max / 1000 }: Ppk2Options = {}): Analyzer {
  const talk = startConversation(line, time);
  let metadata: Ppk2Metadata | null = null;
  let mode: Ppk2Mode = 'source';
  let volts: number | null = null;
  let powered = false;
  let running: { stop(): Promise<{ samples: number; lost: number }> } | null = null;
  let closed = false;

  const command = async (bytes: Uint8Array): Promise<void> => {
    await talk.write(bytes);
    await pause(time, betweenCommandsMs);
  };
  /** A stream that another program left running would mix with the text. */
  const readMetadata = async (): Promise<Ppk2Metadata> => {
    await command(ppk2Command.stop());
    await talk.drain(quietMs, answerMs);
    const text = await talk.ask(ppk2Command.metadata(), (held) => {
      const all = new TextDecoder('latin1').decode(held);
      return /(^|\n)END\r?(\n|$)/.test(all) ? { value: all, used: held.length } : null;
    }, 'the question for its calibration (PPK2)', answerMs);
    const found = parsePpk2Metadata(text);
    if (found === null || !looksLikePpk2(text)) throw new StudioError('analyzer.not-it', { port: line.name, expected: 'a PPK2', got: text.slice(0, 40).replace(/\s+/g, ' ') });
    return found;
  };

  return {
    async identify() {
      metadata = await readMetadata();
      return { kind: 'ppk2', model: 'Nordic Power Profiler Kit II', serial: null, firmware: metadata.hardware === null ? null : `hardware ${metadata.hardware}`, address: line.name, ratesHz: [ppk2SampleRateHz] };
    },
    async configure(settings) {
      metadata ??= await readMetadata();
      const wanted: Ppk2Mode = settings.mode === 'meter' ? 'ampere' : 'source';
      if (settings.voltageV === undefined) throw new StudioError('analyzer.no-voltage', { analyzer: name });
      const mv = Math.round(settings.voltageV * 1000);
      if (wanted === 'source') refuseVoltage(name, settings.voltageV, { minV: ppk2VoltageMv.min / 1000, maxV: maxVoltageV, boardLimitV: settings.boardLimitV });
      if (settings.rateHz !== undefined && settings.rateHz !== ppk2SampleRateHz) throw new StudioError('analyzer.setting', { analyzer: name, setting: 'rate of', value: `${settings.rateHz} Hz`, expected: `${ppk2SampleRateHz} Hz, its only rate` });
      // The output is off while the kind of supply changes.
      await command(ppk2Command.power(false));
      powered = false;
      await command(ppk2Command.mode(wanted));
      const voltage = ppk2Command.voltage(mv);
      if (voltage === null) throw new StudioError('analyzer.voltage-range', { analyzer: name, volts: settings.voltageV, min: ppk2VoltageMv.min / 1000, max: ppk2VoltageMv.max / 1000 });
      await command(voltage);
      mode = wanted;
      volts = mv / 1000;
      return { ...settings, mode: mode === 'source' ? 'source' : 'meter', voltageV: volts, rateHz: ppk2SampleRateHz };
    },
    async start(listener) {
      if (metadata === null || volts === null) throw new StudioError('analyzer.not-configured', { analyzer: name });
      await running?.stop();
      const decoder = new Ppk2Decoder(metadata.calibration, volts);
      let over = false;
      const timeline = new Ppk2Timeline(ppk2SampleRateHz, {
        block(block) {
          const at = firstAbove(block.values, mostCurrentA);
          if (at >= 0 && !over) listener.onEvent({ kind: 'overload', sample: block.firstSample + at, text: `more than ${mostCurrentA} A, which it is not made for` });
          over = at >= 0;
          listener.onBlock(block);
        },
        event: listener.onEvent,
      });
      const end = (): { samples: number; lost: number } => {
        timeline.flush();
        return { samples: timeline.samples, lost: timeline.lost };
      };
      let live = true;
      const fail = (error: StudioError): void => {
        if (!live) return;
        live = false;
        watchdog.stop();
        end();
        listener.onFailure(error);
      };
      const watchdog = createWatchdog(time, stalledMs, () => void whySilent(line, time, ppk2Command.stop(), new StudioError('analyzer.stalled', { analyzer: name, seconds: stalledMs / 1000 })).then(fail));
      if (!powered) {
        // Before it is said: whoever closes meanwhile has to take it back.
        powered = true;
        await command(ppk2Command.power(true));
      }
      listener.onEvent({ kind: 'supply', sample: 0, on: true });
      await talk.drain(1, betweenCommandsMs);
      talk.stream({
        bytes(chunk) {
          watchdog.feed();
          if (live) timeline.push(decoder.push(chunk), time.ms());
        },
        ended: (reason) => fail(reason ?? new StudioError('port.gone', { port: line.name })),
      });
      running = {
        async stop() {
          running = null;
          watchdog.stop();
          if (live) {
            await talk.write(ppk2Command.stop());
            await pause(time, tailMs);
          }
          live = false;
          talk.converse();
          return end();
        },
      };
      await talk.write(ppk2Command.start());
      return { rateHz: ppk2SampleRateHz, quantity: 'current', voltageV: volts, measuresVoltage: false, lines };
    },
    stop: async () => (running === null ? { samples: 0, lost: 0 } : running.stop()),
    async close() {
      if (closed) return;
      closed = true;
      try {
        await running?.stop();
        if (powered) await command(ppk2Command.power(false));
      } catch (error) {
        // A cable that was pulled takes the supply with it.
        if (!(error instanceof StudioError)) throw error;
      } finally {
        await line.close();
      }
    },
  };
}
