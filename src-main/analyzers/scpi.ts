/** Driver of anything that speaks SCPI, told by its profile what to send and what comes back. */
import type { AnalyzerProfile } from '../contract/profiles';
import { StudioError } from '../core/errors';
import { isOverRange, parseScpiError, parseScpiIdentity, scpiNumbers, takeScpiReply, type ScpiReply } from '../core/protocol/scpi';
import type { Analyzer, CaptureEnd, CaptureListener } from '../engine/analyzer-ports';
import type { ByteStream } from '../transport/byte-stream';
import { startConversation } from '../transport/conversation';
import { pause, type Timekeeper } from '../transport/timekeeper';
import { startPolling } from './polling';
import { refuseVoltage } from './voltage-limits';

const answerMs = 3000;
/** Instruments keep at most some tens of errors; more means that something else answers. */
const mostErrors = 30;

export function openScpi(line: ByteStream, time: Timekeeper, profile: AnalyzerProfile): Analyzer {
  const table = profile.scpi;
  if (table === undefined) throw new StudioError('analyzer.setting', { analyzer: profile.name, setting: 'table under', value: 'scpi', expected: 'one in its profile, with identify and measure' });
  const talk = startConversation(line, time);
  const text = (value: string): Uint8Array => new TextEncoder().encode(`${value}\n`);
  const ask = async (query: string): Promise<ScpiReply> => talk.ask(text(query), takeScpiReply, `“${query}”`, answerMs);
  const askText = async (query: string): Promise<string> => {
    const reply = await ask(query);
    return reply.kind === 'text' ? reply.text : '';
  };
  let volts: number | null = null;
  let rateHz = profile.rates_hz?.[0] ?? 10;
  let on = false;
  let running: { stop(): Promise<CaptureEnd> } | null = null;
  let closed = false;

  const filled = (command: string): string => command.replaceAll('{volts}', String(volts));
  /** Every setting is checked: an instrument says nothing by itself when it refuses one. */
  const obey = async (commands: readonly string[]): Promise<void> => {
    for (const command of commands.map(filled)) {
      await talk.write(text(command));
      const said: string[] = [];
      for (let i = 0; i < mostErrors; i++) {
        const error = parseScpiError(await askText('SYST:ERR?'));
        if (error === null || error.code === 0) break;
        said.push(`${error.code} ${error.text}`);
      }
      if (said.length > 0) throw new StudioError('analyzer.refused', { analyzer: profile.name, command, said: said.join('; ') });
    }
  };

  return {
    async identify() {
      await talk.drain(50, 1000);
      const said = await askText('*IDN?');
      const identity = parseScpiIdentity(said);
      if (identity === null || !new RegExp(table.identify).test(said)) throw new StudioError('analyzer.not-it', { port: line.name, expected: profile.name, got: said.slice(0, 60) });
      return { kind: 'scpi', model: `${identity.maker} ${identity.model}`, serial: identity.serial, firmware: identity.firmware, address: line.name, ratesHz: [...(profile.rates_hz ?? [])].sort((a, b) => a - b) };
    },
    async configure(settings) {
      const wanted = settings.voltageV ?? profile.voltage_v ?? null;
      if (settings.mode === 'meter' && !profile.meters) throw new StudioError('analyzer.setting', { analyzer: profile.name, setting: 'mode', value: 'meter', expected: 'source: it measures what it supplies' });
      // Whatever the mode: the commands of a supply switch its output on.
      if (profile.supplies) {
        if (wanted === null) throw new StudioError('analyzer.no-voltage', { analyzer: profile.name });
        const { min_voltage_v: minV = 0, max_voltage_v: maxV = Infinity } = profile.limits;
        refuseVoltage(profile.name, wanted, { minV, maxV, boardLimitV: settings.boardLimitV });
      }
      const fastest = 1000 / table.min_interval_ms;
      if (settings.rateHz !== undefined && !(settings.rateHz > 0 && settings.rateHz <= fastest)) {
        throw new StudioError('analyzer.setting', { analyzer: profile.name, setting: 'rate of', value: `${settings.rateHz} Hz`, expected: `at most ${fastest} Hz` });
      }
      volts = wanted;
      rateHz = settings.rateHz ?? rateHz;
      await obey(table.init);
      return { ...settings, voltageV: volts ?? undefined, rateHz };
    },
    async start(listener) {
      await running?.stop();
      const fields = table.measure.map(({ field }) => field);
      const quantity = fields.includes('current') ? 'current' : 'power';
      const measuresVoltage = quantity === 'current' && fields.includes('voltage');
      if (quantity === 'current' && !measuresVoltage && volts === null) throw new StudioError('analyzer.no-voltage', { analyzer: profile.name });
      if (!on && table.on.length > 0) {
        await obey(table.on);
        on = true;
        listener.onEvent({ kind: 'supply', sample: 0, on: true });
      }
      running = poll(listener, quantity, measuresVoltage);
      return { rateHz, quantity, voltageV: quantity === 'current' && !measuresVoltage ? volts : null, measuresVoltage, lines: [] };
    },
    async stop() {
      const ended = await running?.stop();
      running = null;
      return ended ?? { samples: 0, lost: 0 };
    },
    async close() {
      if (closed) return;
      closed = true;
      try {
        await running?.stop();
        for (const command of table.shutdown) await talk.write(text(filled(command)));
        // The socket must not close before the instrument has read the last command.
        if (table.shutdown.length > 0) await askText('*IDN?');
      } catch (error) {
        // A cable that was pulled takes the instrument with it; there is nothing left to switch off.
        if (!(error instanceof StudioError)) throw error;
      } finally {
        await line.close();
      }
    },
  };

  /** Sample k is asked for at k / rate; where an answer takes longer, the samples meanwhile are lost. */
  function poll(listener: CaptureListener, quantity: 'current' | 'power', measuresVoltage: boolean): { stop(): Promise<CaptureEnd> } {
    const startMs = time.ms();
    return startPolling(listener, async (poll) => {
      const due = startMs + (poll.samples * 1000) / rateHz - time.ms();
      if (due > 0) await pause(time, due);
      if (!poll.live) return;
      const behind = Math.floor(((time.ms() - startMs) * rateHz) / 1000) - poll.samples;
      if (behind > 0) poll.lose(behind, 'the answer took longer than a sample');
      const values: Partial<Record<'current' | 'voltage' | 'power', number>> = {};
      for (const { query, field } of table!.measure) {
        const said = await askText(query);
        if (isOverRange(said)) poll.overload(`${field} is beyond the range`);
        values[field] = scpiNumbers(said)[0];
      }
      poll.give(values[quantity] ?? NaN, measuresVoltage ? values.voltage ?? NaN : null, time.ms());
    });
  }
}
