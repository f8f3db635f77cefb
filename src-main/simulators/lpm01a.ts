/** A simulated LPM01A PowerShield: prompt and acknowledgements, persistent settings, samples in both formats, a time stamp each 1000. */
import { lpm01aRates } from '../core/protocol/lpm01a';
import { createRandom } from '../core/random';
import type { InstrumentOptions, SimulatedInstrument } from './instrument';
import { createDelayedReplies, createLineReader, textBytes } from './text-lines';
import { inferenceLine } from './waveform';

const stampEvery = 1000;
const noiseFloorA = 20e-9;

export function createLpm01a({ seed, waveform, send, noise = 0.002, slowMs, continuous = false }: InstrumentOptions): SimulatedInstrument & { readonly volts: () => number; readonly powered: () => boolean } {
  const random = createRandom(seed);
  const replies = createDelayedReplies(send, slowMs);
  const settings: Record<string, string> = { acqtime: '10', acqmode: 'dyn', funcmode: 'optim', output: 'current', format: 'ascii_dec', trigsrc: 'sw', trigdelay: '1m', currthre: '1m', pwrend: 'on' };
  let [nowMs, startMs, sample, events, lose, poweredAtMs] = [0, 0, 0, 0, 0, 0];
  let volts = 3.3;
  let rateHz = 100;
  let [controlled, powered, running, stalled, repeat, wasHigh, overload] = [false, false, false, false, false, false, false];

  const say = (text: string): void => replies.say(textBytes(text));
  const number = (text: string): number => {
    const found = /^(\d+)(?:([umk])|([+-]\d{1,2}))?$/.exec(text);
    return found === null ? NaN : Number(found[1]) * (found[2] ? { u: 1e-6, m: 1e-3, k: 1e3 }[found[2] as 'u' | 'm' | 'k'] : 10 ** Number(found[3] ?? 0));
  };
  const obey = (line: string): void => {
    const text = line.trim();
    if (text === '') return;
    const [command, ...args] = text.split(' ');
    const ack = (data = ''): void => say(`PowerShield > ack ${text}${data}\r\n`);
    const refuse = (detail: string): void => say(`PowerShield > error ${text}\r\nError detail: ${detail}\r\n`);
    if (command === 'powershield') return ack(` 540619864-1110659081-${seed}`);
    if (command === 'version') return ack(': 1.0.6');
    if (command === 'status') return ack(' ok');
    if (command === 'echo' || command === 'help') return ack();
    if (command === 'htc') { controlled = true; return ack(); }
    if (command === 'hrc') { controlled = false; return ack(); }
    if (command === 'stop') {
      if (!running) return refuse('no acquisition is running');
      running = false;
      const binary = settings.format === 'bin_hexa';
      replies.say(binary ? Uint8Array.of(0xf0, 0xf4, 0xff, 0xff) : textBytes('\r\nend\r\n'));
      return say('summary beg\r\nsummary end\r\nPowerShield > Acquisition completed\r\n');
    }
    if (!controlled) return refuse('the board is not controlled by the host; send htc first');
    if (running && command !== 'targrst') return refuse('an acquisition is running');
    switch (command) {
      case 'volt': {
        if (args[0] === 'get') return ack(` ${Math.round(volts * 1000)}m`);
        const value = number(args[0] ?? '');
        if (!(value >= 1.8 - 1e-9 && value <= 3.3 + 1e-9)) return refuse('voltage out of range 1800m to 3300m');
        volts = value;
        return ack();
      }
      case 'freq': {
        const value = number(args[0] ?? '');
        if (!lpm01aRates.includes(value)) return refuse('frequency is not one of the list');
        rateHz = value;
        return ack();
      }
      case 'pwr': {
        if (args[0] === 'on' && !powered) poweredAtMs = nowMs;
        if (args[0] === 'on' || args[0] === 'off') powered = args[0] === 'on';
        ack();
        if (args[0] === 'get') say(`\r\npwr ${powered ? 'on' : 'off'}\r\n`);
        return;
      }
      case 'start':
        [running, stalled, startMs, sample, events] = [true, false, nowMs, 0, 0];
        ack();
        if (settings.format === 'bin_hexa') stamp();
        return;
      case 'lcd': case 'eventsrc': case 'calib': case 'targrst': case 'temp': return ack();
      default:
        if (!(command in settings)) return refuse('unknown command');
        settings[command] = args.join(' ');
        return ack();
    }
  };
  const stamp = (): void => {
    const ms = Math.round((sample * 1000) / rateHz);
    if (settings.format === 'bin_hexa') {
      const record = Uint8Array.of(0xf0, 0xf3, 0, 0, 0, 0, 2, 0xff, 0xff);
      new DataView(record.buffer).setUint32(2, ms);
      send(record);
    } else send(textBytes(`\r\nTimeStamp: ${String(Math.floor(ms / 1000)).padStart(3, '0')}s ${String(ms % 1000).padStart(3, '0')}ms, buff 02%\r\n`));
  };

  return {
    volts: () => volts, powered: () => powered,
    receive: createLineReader(obey),
    advance(toMs) {
      nowMs = toMs;
      replies.advance(toMs);
      if (!running) return;
      const until = Math.floor(((toMs - startMs) * rateHz) / 1000);
      const binary = settings.format === 'bin_hexa';
      let out: number[] = [];
      const flush = (): void => {
        if (out.length > 0) send(Uint8Array.from(out));
        out = [];
      };
      for (; sample < until && running; ) {
        // Each sample is the mean over its period, as an integrating converter gives it.
        const t0 = Math.max(0, (startMs - (continuous ? 0 : poweredAtMs)) / 1000 + sample / rateHz);
        const mean = powered ? (waveform.charge(t0 + 1 / rateHz) - waveform.charge(t0)) * rateHz : 0;
        const amperes = Math.max(0, mean * (1 + noise * random.normal()) + noiseFloorA * random.normal());
        const high = powered && (waveform.lines(t0) & inferenceLine) !== 0;
        sample++;
        if (high !== wasHigh && !binary && !stalled) out.push(...textBytes(`event ${++events} ris\r\n`));
        wasHigh = high;
        if (overload) {
          overload = false;
          running = false;
          if (binary) out.push(0xf0, 0xf5, 0xff, 0xff);
          else out.push(...textBytes('\r\nerror: over-current, acquisition aborted\r\n'));
        }
        if (lose > 0) lose--;
        else if (!stalled) for (let i = repeat ? 2 : 1; i > 0; i--) out.push(...(binary ? binaryWord(amperes, random.next()) : textBytes(`${textSample(amperes, random.next())}\r\n`)));
        repeat = false;
        if (sample % stampEvery === 0 && !stalled) {
          flush();
          stamp();
        }
      }
      flush();
    },
    trouble: {
      loseSamples: (count) => void (lose += count),
      stall: (value) => void (stalled = value),
      repeatCounter: () => void (repeat = true),
      jump: (ms) => void (lose += Math.round((ms * rateHz) / 1000)),
      overload: () => void (overload = true),
    },
  };
}

/** Four digits and an exponent; rounded up or down by chance, so that means stay true. */
function textSample(amperes: number, dither: number): string {
  const exponent = amperes < 1e-9 ? -12 : Math.max(-12, Math.floor(Math.log10(amperes)) - 3);
  const digits = Math.min(9999, Math.floor(amperes / 10 ** exponent + dither));
  return `${String(digits).padStart(4, '0')}-${String(-exponent).padStart(2, '0')}`;
}

/** The largest n ≤ 14 for which vvv = A · 16^n fits into 12 bits. */
function binaryWord(amperes: number, dither: number): number[] {
  let n = 14;
  while (n > 0 && amperes * 16 ** n >= 4095) n--;
  const v = Math.min(4095, Math.floor(amperes * 16 ** n + dither));
  return [(n << 4) | (v >> 8), v & 255];
}
