/** Driver of the Voltech PM1000+ (the HI paper's instrument) and its successor, the Tektronix PA1000. */
import { StudioError } from '../core/errors';
import { parsePm1000Identity, pm1000AmpRanges, pm1000Labels, pm1000NewData, pm1000OverAmps, pm1000OverVolts, pm1000Values, takePm1000Answer, takePm1000Line } from '../core/protocol/pm1000';
import type { Analyzer, CaptureEnd, CaptureListener } from '../engine/analyzer-ports';
import type { ByteStream } from '../transport/byte-stream';
import { startConversation } from '../transport/conversation';
import { pause, type Timekeeper } from '../transport/timekeeper';
import { startPolling } from './polling';

const name = 'The PM1000+';
/** Results are renewed twice a second; the instrument's own clock. */
const rateHz = 2;
const refreshMs = 500;
const pollMs = 50;
const answerMs = 2000;
/** A setter's empty line may not come at all. */
const setterMs = 700;
/** Auto-zero blocks results for a second, a range change one of them; longer is a failure. */
const stalledMs = 5000;

export interface Pm1000Options {
  /** Over a socket every instruction is answered, over RS-232 only questions are. */
  readonly answersSetters: boolean;
}

export function openPm1000(line: ByteStream, time: Timekeeper, { answersSetters }: Pm1000Options): Analyzer {
  const talk = startConversation(line, time);
  const text = (value: string): Uint8Array => new TextEncoder().encode(`${value}\n`);
  const ask = (query: string): Promise<string> => talk.ask(text(query), takePm1000Answer, `“${query}”`, answerMs);
  const set = async (instruction: string): Promise<void> => {
    if (!answersSetters) {
      await talk.write(text(instruction));
      return pause(time, refreshMs);
    }
    await talk.ask(text(instruction), takePm1000Line, `“${instruction}”`, setterMs).catch((error: unknown) => {
      if (!(error instanceof StudioError) || error.code !== 'port.silent') throw error;
    });
  };
  let configured = false;
  let running: { stop(): Promise<CaptureEnd> } | null = null;
  let closed = false;

  return {
    async identify() {
      await talk.drain(50, 1000);
      const said = await ask('*IDN?');
      const identity = parsePm1000Identity(said);
      if (identity === null) throw new StudioError('analyzer.not-it', { port: line.name, expected: 'a Voltech PM1000+ or Tektronix PA1000', got: said.slice(0, 60) });
      return { kind: 'pm1000', model: `${identity.maker} ${identity.model}`, serial: identity.serial, firmware: identity.firmware, address: line.name, ratesHz: [rateHz] };
    },
    async configure(settings) {
      if (settings.mode === 'source') throw new StudioError('analyzer.setting', { analyzer: name, setting: 'mode', value: 'source', expected: 'meter: it measures and does not supply' });
      if (settings.rateHz !== undefined && settings.rateHz !== rateHz) throw new StudioError('analyzer.setting', { analyzer: name, setting: 'rate of', value: `${settings.rateHz} Hz`, expected: `${rateHz} Hz, its only rate` });
      const range = settings.rangeA === undefined ? null : pm1000AmpRanges.findIndex((peak) => peak >= (settings.rangeA ?? 0)) + 1;
      if (range === 0) throw new StudioError('analyzer.setting', { analyzer: name, setting: 'range for', value: `${settings.rangeA} A`, expected: `at most ${pm1000AmpRanges.at(-1)} A` });
      await ask('*ESR?');
      // Blanking shows small currents as zero; auto-zero stops the results for a second each minute.
      const instructions = [':MOD:NOR', ':SEL:CLR', ':SEL:WAT', ':SEL:VLT', ':SEL:AMP', ':BLK:DIS', ':AVG 0', ':RNG:VLT:AUT', range === null ? ':RNG:AMP:AUT' : `:RNG:AMP:FIX ${range}`, ':SYST:ZERO 0', ':DSE 2'];
      for (const instruction of instructions) await set(instruction);
      const labels = pm1000Labels(await ask(':FRF?'), 3);
      const esr = Number(await ask('*ESR?'));
      if (labels.length !== 3 || (esr & 0b110100) !== 0) throw new StudioError('analyzer.refused', { analyzer: name, command: instructions.join(', '), said: `it selected ${labels.join(', ') || 'nothing'}, event status ${esr}` });
      configured = true;
      return { ...settings, mode: 'meter', rateHz, rangeA: range === null ? undefined : pm1000AmpRanges[range - 1] };
    },
    async start(listener) {
      if (!configured) throw new StudioError('analyzer.not-configured', { analyzer: name });
      await running?.stop();
      await ask(':DSR?');
      running = poll(listener);
      return { rateHz, quantity: 'power', voltageV: null, measuresVoltage: false, lines: [] };
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
        await set(':REM:OFF');
      } catch (error) {
        // A cable that was pulled: the front panel comes back by itself.
        if (!(error instanceof StudioError)) throw error;
      } finally {
        await line.close();
      }
    },
  };

  /** A reading each time the instrument says that it has a new one; a pause of two refreshes is a lost sample. */
  function poll(listener: CaptureListener): { stop(): Promise<CaptureEnd> } {
    let lastMs: number | null = null;
    let sinceMs = time.ms();
    return startPolling(listener, async (poll) => {
      const status = Number(await ask(':DSR?'));
      if (!(status & pm1000NewData)) {
        if (time.ms() - sinceMs > stalledMs) throw new StudioError('analyzer.stalled', { analyzer: name, seconds: stalledMs / 1000 });
        return pause(time, pollMs);
      }
      const hostMs = (sinceMs = time.ms());
      const missing = lastMs === null ? 0 : Math.round((hostMs - lastMs) / refreshMs) - 1;
      if (missing > 0) poll.lose(missing, 'the instrument had no new reading');
      if (status & (pm1000OverAmps | pm1000OverVolts)) poll.overload(`${status & pm1000OverAmps ? 'current' : 'voltage'} is beyond the range`);
      poll.give(pm1000Values(await ask(':FRD?'))[0] ?? NaN, null, hostMs);
      lastMs = hostMs;
    });
  }
}
