/** A simulated Voltech PM1000+: results twice a second, every instruction answered with a line, auto-zero pauses, no error queue. */
import { createRandom } from '../core/random';
import type { InstrumentOptions, SimulatedInstrument } from './instrument';
import { createDelayedReplies, createLineReader, textBytes } from './text-lines';

const refreshMs = 500;
const zeroEveryMs = 60_000;
const zeroMs = 1000;
const resetMs = 5000;

export interface Pm1000Options extends InstrumentOptions {
  /** Supply of the measured board, V. */
  readonly volts?: number;
  readonly end?: '\r' | '\n' | '\r\n';
  /** On RS-232 setters are not answered. */
  readonly answersSetters?: boolean;
}

const labels: Readonly<Record<string, string>> = { WAT: 'Watt', VLT: 'Vrms', AMP: 'Arms', PWF: 'PF', WHR: 'Whr', HRS: 'Hours', VDC: 'Vdc', ADC: 'Adc' };

export function createPm1000({ seed, waveform, send, noise = 0.001, slowMs, volts = 5, end = '\r\n', answersSetters = true }: Pm1000Options): SimulatedInstrument {
  const random = createRandom(seed);
  const replies = createDelayedReplies(send, slowMs);
  let nowMs = 0;
  let selected: string[] = [];
  let results: Record<string, number> = { WAT: 0, VLT: volts, AMP: 0, PWF: 1, WHR: 0, HRS: 0, VDC: volts, ADC: 0 };
  let [dsr, esr, mode, skipped] = [0, 0, 0, 0];
  let nextMs = refreshMs;
  let lastChargeS = 0;
  let zeroing = true;
  let silentUntilMs = 0;
  let stalled = false;
  let overload = false;
  const ranges: Record<'VLT' | 'AMP', { auto: boolean; fixed: number }> = { VLT: { auto: true, fixed: 4 }, AMP: { auto: true, fixed: 6 } };
  const flags: Record<string, string> = { ':BLK': '1', ':AVG': '0' };
  let integrating = false;

  const answer = (text: string): void => replies.say(textBytes(text + end), 5);
  const refuse = (bit = 32): string => { esr |= bit; return ''; };
  const setter = (): string => '';

  const obey = (line: string): string | null => {
    const text = line.trim().toUpperCase();
    if (/;\s*:/.test(text)) return refuse();
    if (text === '*IDN?') return `Voltech,PM1000+,${String(100000 + seed)},1.26`;
    if (text === '*RST' || text === ':DVC') { [selected, mode, zeroing, silentUntilMs] = [[], 0, true, nowMs + (text === '*RST' ? resetMs : 0)]; return text === '*RST' ? null : setter(); }
    if (text === '*CLS') { [dsr, esr] = [0, 0]; return setter(); }
    if (text === '*ESR?') { const was = esr; esr = 0; return String(was); }
    if (text === ':DSR?') { const was = dsr; dsr = 0; return String(was); }
    if (text === ':SEL:CLR') { selected = []; return setter(); }
    const select = /^:SEL:([A-Z+-]+)$/.exec(text);
    if (select !== null) { if (!(select[1] in labels)) return refuse(); selected.push(select[1]); return setter(); }
    if (text === ':FRF?') return selected.map((code) => labels[code]).join(', ');
    if (text === ':FRD?') return selected.map((code) => (overload && code !== 'VLT' && code !== 'VDC' ? '-----' : results[code].toFixed(code === 'VLT' ? 2 : 6))).join(', ');
    const range = /^:RNG:(VLT|AMP):(AUT|FIX (\d))$/.exec(text);
    if (range !== null) {
      const [, which, , index] = range;
      if (index !== undefined && !(Number(index) >= 1 && Number(index) <= (which === 'VLT' ? 4 : 6))) return refuse(16);
      ranges[which as 'VLT' | 'AMP'] = { auto: index === undefined, fixed: Number(index ?? 1) };
      skipped = 1;
      return setter();
    }
    const rangeAsk = /^:RNG:(VLT|AMP)(:AUT)?\?$/.exec(text);
    if (rangeAsk !== null) { const { auto, fixed } = ranges[rangeAsk[1] as 'VLT' | 'AMP']; return String(rangeAsk[2] === undefined ? fixed : Number(auto)); }
    const zero = /^:SYST:ZERO ([01])$/.exec(text);
    if (zero !== null) { zeroing = zero[1] === '1'; return setter(); }
    if (/^:BLK:(ENB|DIS)$/.test(text)) { flags[':BLK'] = text.endsWith('ENB') ? '1' : '0'; return setter(); }
    if (/^:AVG [01]$/.test(text)) { flags[':AVG'] = text.slice(-1); return setter(); }
    if (text === ':BLK?' || text === ':AVG?') return flags[text.slice(0, -1)];
    const modes = [':MOD:NOR', ':MOD:BAL', ':MOD:INR', ':MOD:SBY', ':MOD:INT'];
    if (modes.includes(text)) { mode = modes.indexOf(text); return setter(); }
    if (text === ':MOD?') return String(mode);
    if (/^:INT:(RESET|MAN:RUN|MAN:STOP|START 0)$/.test(text)) {
      if (mode !== 4 || (text === ':INT:RESET' && integrating)) return refuse(16);
      if (text === ':INT:RESET') [results.WHR, results.HRS] = [0, 0];
      if (text.startsWith(':INT:MAN')) integrating = text.endsWith('RUN');
      return setter();
    }
    if (/^(:DSE \d+|\*ESE \d+|:SHU:(INT|EXT)|:REM:OFF|:FSR:(VLT|AMP)|:INP:FILT:LPAS [01])$/.test(text)) return setter();
    return refuse();
  };

  const refresh = (): void => {
    const t = nextMs / 1000;
    const amperes = ((waveform.charge(t) - waveform.charge(lastChargeS)) / (t - lastChargeS)) * (1 + noise * random.normal());
    if (integrating) {
      results.WHR += (waveform.charge(t) - waveform.charge(lastChargeS)) * volts / 3600;
      results.HRS += (t - lastChargeS) / 3600;
    }
    lastChargeS = t;
    const full = ranges.AMP.auto ? Infinity : [0.1, 0.4, 1.6, 6.25, 25, 100][ranges.AMP.fixed - 1];
    overload ||= amperes > full;
    // Blanked readings are zero, as the instrument shows them.
    const shown = flags[':BLK'] === '1' && amperes < 0.004 ? 0 : amperes;
    results = { ...results, AMP: shown, ADC: shown, VLT: volts, VDC: volts, WAT: shown * volts };
    dsr |= 3 | (overload ? 8 : 0);
  };

  return {
    receive: createLineReader((line) => {
      if (nowMs < silentUntilMs) return;
      const said = obey(line);
      if (said !== null && (said !== '' || answersSetters || line.includes('?'))) answer(said);
    }),
    advance(toMs) {
      for (; nextMs <= toMs; nextMs += refreshMs) {
        const inZero = zeroing && nextMs % zeroEveryMs < zeroMs && nextMs >= zeroEveryMs;
        if (inZero || stalled || skipped-- > 0) continue;
        skipped = 0;
        refresh();
      }
      nowMs = toMs;
      replies.advance(toMs);
    },
    trouble: {
      loseSamples: (count) => void (skipped += count),
      stall: (value) => void (stalled = value),
      repeatCounter: () => void (dsr |= 2),
      jump: (ms) => void (nextMs += ms),
      overload: () => void (overload = true),
    },
  };
}
