/** Driver of ST's X-NUCLEO-LPM01A, the instrument of MLPerf Tiny's energy category. */
import { StudioError } from '../core/errors';
import { lpm01aFastestText, lpm01aRate, lpm01aRates, lpm01aVoltage, lpm01aVolts, takeLpm01aReply } from '../core/protocol/lpm01a';
import { createBinaryDecoder, createTextDecoder, type Lpm01aPart } from '../core/protocol/lpm01a-stream';
import type { Analyzer, CaptureEnd, CaptureListener } from '../engine/analyzer-ports';
import type { ByteStream } from '../transport/byte-stream';
import { startConversation } from '../transport/conversation';
import { pause, type Timekeeper } from '../transport/timekeeper';
import { refuseVoltage } from './voltage-limits';
import { createWatchdog, whySilent } from './watchdog';

const name = 'The LPM01A';
const answerMs = 2000;
const quietMs = 250;
/** Buffered samples still come after a stop. */
const tailMs = 300;
const highCurrentA = 0.01;
const fullBufferPercent = 90;

export interface Lpm01aOptions { readonly maxVoltageV?: number }

export function openLpm01a(line: ByteStream, time: Timekeeper, { maxVoltageV = lpm01aVoltage.maxV }: Lpm01aOptions = {}): Analyzer {
  const talk = startConversation(line, time);
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(`${text}\n`);
  let [volts, rateHz, configured, powered, closed] = [lpm01aVoltage.maxV as number, 100, false, false, false];
  let running: { stop(): Promise<CaptureEnd> } | null = null;

  const command = async (text: string): Promise<string> => {
    const reply = await talk.ask(bytes(text), takeLpm01aReply(text), `“${text}”`, answerMs);
    if (!reply.ok) throw new StudioError('analyzer.refused', { analyzer: name, command: text, said: reply.detail });
    return reply.text;
  };
  /** A session before may still be streaming; its samples would mix with the answers. */
  const quiet = async (): Promise<void> => {
    await talk.write(bytes('stop'));
    await talk.drain(quietMs, answerMs);
  };

  return {
    async identify() {
      await quiet();
      const id = await command('powershield').catch((error: unknown) => {
        if (error instanceof StudioError && error.code === 'analyzer.refused') throw new StudioError('analyzer.not-it', { port: line.name, expected: 'an LPM01A', got: error.message.slice(0, 60) });
        throw error;
      });
      const version = /\d+\.\d+\.\d+/.exec(await command('version'))?.[0] ?? null;
      return { kind: 'lpm01a', model: 'ST X-NUCLEO-LPM01A', serial: /[\d-]{5,}/.exec(id)?.[0] ?? null, firmware: version, address: line.name, ratesHz: [...lpm01aRates] };
    },
    async configure(settings) {
      const wanted = settings.voltageV ?? lpm01aVoltage.maxV;
      if (settings.mode === 'meter') throw new StudioError('analyzer.setting', { analyzer: name, setting: 'mode', value: 'meter', expected: 'source: it measures what it supplies' });
      refuseVoltage(name, wanted, { minV: lpm01aVoltage.minV, maxV: maxVoltageV, boardLimitV: settings.boardLimitV });
      const rate = settings.rateHz ?? 1000;
      if (!lpm01aRates.includes(rate)) throw new StudioError('analyzer.setting', { analyzer: name, setting: 'rate of', value: `${rate} Hz`, expected: `one of ${lpm01aRates.join(', ')} Hz` });
      const high = rate >= 50_000 && (settings.rangeA ?? 0) > highCurrentA;
      const edge = settings.trigger?.on === 'edge';
      for (const text of [
        'htc', 'pwr off', `volt ${lpm01aVolts(wanted)}`, 'acqmode dyn', `funcmode ${high ? 'high' : 'optim'}`, 'output current', `freq ${lpm01aRate(rate)}`, 'acqtime inf', 'trigdelay 0',
        `trigsrc ${edge ? 'd7' : 'sw'}`, `format ${rate > lpm01aFastestText ? 'bin_hexa' : 'ascii_dec'}`,
      ]) await command(text);
      // Firmware before 1.0.6 has no events; samples come all the same.
      if (!edge) await command('eventsrc d7 fal').catch(onlyRefused);
      [volts, rateHz, configured, powered] = [wanted, rate, true, false];
      return { ...settings, mode: 'source', voltageV: volts, rateHz };
    },
    async start(listener) {
      if (!configured) throw new StudioError('analyzer.not-configured', { analyzer: name });
      await running?.stop();
      if (!powered) {
        // Before it is said: whoever closes meanwhile has to take it back.
        powered = true;
        await command('pwr on nostatus');
        listener.onEvent({ kind: 'supply', sample: 0, on: true });
      }
      await command('start');
      running = stream(listener);
      return { rateHz, quantity: 'current', voltageV: volts, measuresVoltage: false, lines: [] };
    },
    stop: async () => (running === null ? { samples: 0, lost: 0 } : running.stop()),
    async close() {
      if (closed) return;
      closed = true;
      try {
        await running?.stop();
        if (powered) await command('pwr off');
        if (configured) await command('hrc');
      } catch (error) {
        // A cable that was pulled takes the supply with it.
        if (!(error instanceof StudioError)) throw error;
      } finally {
        await line.close();
      }
    },
  };

  function stream(listener: CaptureListener): { stop(): Promise<CaptureEnd> } {
    const decoder = rateHz > lpm01aFastestText ? createBinaryDecoder() : createTextDecoder();
    let [next, lost, live, ended, warned] = [0, 0, true, false, false];
    const stalledMs = Math.max(2000, 3000 / rateHz);
    const fail = (error: StudioError): void => {
      if (!live) return;
      live = false;
      watchdog.stop();
      decoder.flush().forEach(take);
      listener.onFailure(error);
    };
    const watchdog = createWatchdog(time, stalledMs, () => void whySilent(line, time, bytes('stop'), new StudioError('analyzer.stalled', { analyzer: name, seconds: stalledMs / 1000 })).then(fail));
    const take = (part: Lpm01aPart): void => {
      switch (part.kind) {
        case 'samples':
          for (const value of part.values) if (Number.isNaN(value)) lost++;
          listener.onBlock({ firstSample: next, values: part.values, voltage: null, digital: null, hostMs: time.ms() });
          next += part.values.length;
          break;
        case 'time-stamp': {
          const missing = Math.round((part.ms * rateHz) / 1000) - next;
          if (missing > 0) {
            listener.onEvent({ kind: 'loss', sample: next, samples: missing, why: 'the time stamp is ahead of the samples; they are missing among the 1000 before' });
            next += missing;
            lost += missing;
          }
          if (part.bufferPercent >= fullBufferPercent && !warned) {
            warned = true;
            listener.onEvent({ kind: 'note', sample: next, text: `The LPM01A's buffer is ${part.bufferPercent} % full: this machine reads too slowly; lower the rate.` });
          }
          break;
        }
        case 'event': listener.onEvent({ kind: 'edge', sample: next, line: 0, rising: false }); break;
        case 'supply': listener.onEvent({ kind: 'supply', sample: next, on: part.on }); break;
        case 'end': ended = true; break;
        case 'fault':
          listener.onEvent({ kind: 'overload', sample: next, text: part.text });
          fail(new StudioError('analyzer.overload', { analyzer: name, said: part.text }));
      }
    };
    talk.stream({
      bytes(chunk) {
        watchdog.feed();
        for (const part of decoder.push(chunk)) if (live) take(part);
      },
      ended: (reason) => fail(reason ?? new StudioError('port.gone', { port: line.name })),
    });
    return {
      async stop() {
        running = null;
        watchdog.stop();
        if (live) {
          await talk.write(bytes('stop'));
          for (let waited = 0; !ended && waited < answerMs && live; waited += 10) await pause(time, 10);
          if (live) decoder.flush().forEach(take);
        }
        live = false;
        talk.converse();
        await talk.drain(20, tailMs).catch(onlyExpected);
        return { samples: next, lost };
      },
    };
  }
}

function onlyRefused(error: unknown): void {
  if (!(error instanceof StudioError) || error.code !== 'analyzer.refused') throw error;
}
/** The line may be gone by now; that was told already. */
function onlyExpected(error: unknown): void {
  if (!(error instanceof StudioError)) throw error;
}
