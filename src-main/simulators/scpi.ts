/** A simulated SCPI supply with a meter in it: error queue, status registers, blocks, and the silence after a question it does not know. */
import { matchesScpiHeader, scpiBlock, splitScpiLine } from '../core/protocol/scpi';
import { createRandom } from '../core/random';
import type { InstrumentOptions, SimulatedInstrument } from './instrument';
import { createDelayedReplies, createLineReader, textBytes } from './text-lines';

const maxVolts = 6;
const maxAmperes = 3;
const queueLength = 20;
const apertureS = 0.01;

type Act = (args: readonly string[]) => string | Uint8Array | null;

export function createScpiSupply({ seed, waveform, send, noise = 0.0005, slowMs }: InstrumentOptions): SimulatedInstrument & { readonly volts: () => number; readonly powered: () => boolean } {
  const random = createRandom(seed);
  const replies = createDelayedReplies(send, slowMs);
  let nowMs = 0;
  let volts = 0;
  let limitA = 1;
  let on = false;
  let onSinceMs = 0;
  let littleEndian = false;
  let real = false;
  let overloaded = false;
  let stalled = false;
  let esr = 128;
  let errors: string[] = [];

  const fail = (code: number, text: string): null => {
    esr |= code <= -400 ? 4 : code <= -300 ? 8 : code <= -200 ? 16 : 32;
    if (errors.length < queueLength) errors.push(`${code},"${text}"`);
    else errors[queueLength - 1] = '-350,"Queue overflow"';
    return null;
  };
  const number = (text: string | undefined, min: number, max: number): number | null => {
    if (text === undefined || text === '') return fail(-109, 'Missing parameter');
    const word = text.toUpperCase();
    const value = word.startsWith('MIN') ? min : word.startsWith('MAX') ? max : Number(text.replace(/\s*[VA]$/i, ''));
    if (Number.isNaN(value)) return fail(-104, `Data type error;${text}`);
    return value < min || value > max ? fail(-222, `Data out of range;${text}`) : value;
  };
  const bool = (text: string | undefined): boolean | null => (/^(1|ON)$/i.test(text ?? '') ? true : /^(0|OFF)$/i.test(text ?? '') ? false : fail(text === undefined ? -109 : -224, 'Illegal parameter value'));
  const set = <T>(value: T | null, use: (value: T) => void): null => {
    if (value !== null) use(value);
    return null;
  };
  const written = (value: number): string => (value >= 0 ? '+' : '') + value.toExponential(8).replace(/e([+-])(\d)$/, 'e$10$2').toUpperCase();
  /** The mean over the aperture that ends `backS` ago, from the closed form, with noise. */
  const amperes = (backS = 0): number => {
    if (!on) return 0;
    if (overloaded) return 9.9e37;
    const end = Math.max(0, (nowMs - onSinceMs) / 1000 - backS);
    const start = Math.max(0, end - apertureS);
    const mean = end > start ? (waveform.charge(end) - waveform.charge(start)) / (end - start) : waveform.current(end);
    return mean * (1 + noise * random.normal());
  };
  const times = (a: number, b: number): number => (Math.abs(a) > 9e36 ? a : a * b);

  const commands: readonly (readonly [pattern: string, act: Act])[] = [
    ['*IDN?', () => `HI Studio,SIM-SUPPLY,${String(seed).padStart(6, '0')},1.0`],
    ['*RST', () => { [volts, limitA, on, real, littleEndian] = [0, 1, false, false, false]; return null; }],
    ['*CLS', () => { [errors, esr] = [[], 0]; return null; }],
    ['*OPC?', () => '1'], ['*OPC', () => { esr |= 1; return null; }], ['*WAI', () => null], ['*TST?', () => '0'],
    ['*ESR?', () => { const was = esr; esr = 0; return String(was); }],
    ['*STB?', () => String((errors.length > 0 ? 4 : 0) | (esr !== 0 ? 32 : 0))],
    ['SYSTem:ERRor[:NEXT]?', () => errors.shift() ?? '0,"No error"'],
    ['[SOURce:]VOLTage[:LEVel]', ([value]) => set(number(value, 0, maxVolts), (v) => (volts = v))], ['[SOURce:]VOLTage[:LEVel]?', () => written(volts)],
    ['[SOURce:]CURRent[:LEVel]', ([value]) => set(number(value, 0, maxAmperes), (v) => (limitA = v))], ['[SOURce:]CURRent[:LEVel]?', () => written(limitA)],
    ['OUTPut[:STATe]', ([value]) => set(bool(value), (v) => { if (v && !on) onSinceMs = nowMs; on = v; })], ['OUTPut[:STATe]?', () => (on ? '1' : '0')],
    ['FORMat[:DATA]', ([value]) => (/^ASC(ii)?$/i.test(value ?? '') ? set(false, (v) => (real = v)) : /^REAL$/i.test(value ?? '') ? set(true, (v) => (real = v)) : fail(-224, 'Illegal parameter value'))],
    ['FORMat:BORDer', ([value]) => (/^(NORM(al)?|SWAP(ped)?)$/i.test(value ?? '') ? set(/^S/i.test(value), (v) => (littleEndian = v)) : fail(-224, 'Illegal parameter value'))],
    ['MEASure[:SCALar]:CURRent[:DC]?', () => written(amperes())],
    ['MEASure[:SCALar]:VOLTage[:DC]?', () => written(on ? volts * (1 + 1e-5 * random.normal()) : 0)],
    ['MEASure[:SCALar]:POWer[:DC]?', () => written(times(amperes(), volts))],
    ['MEASure:ARRay:CURRent[:DC]?', () => {
      const values = Array.from({ length: 256 }, (_, i) => amperes((255 - i) * 1e-4));
      if (!real) return values.map(written).join(',');
      const view = new DataView(new ArrayBuffer(values.length * 4));
      values.forEach((value, i) => view.setFloat32(i * 4, value, littleEndian));
      return scpiBlock(new Uint8Array(view.buffer)).slice(0, -1);
    }],
  ];

  const obey = (line: string): void => {
    const answers: Uint8Array[] = [];
    for (const { header, args } of splitScpiLine(line)) {
      const command = commands.find(([pattern]) => matchesScpiHeader(pattern, header));
      if (command === undefined) fail(-113, `Undefined header;${header.slice(0, 40)}`);
      else if (header.endsWith('?') || args.length <= 1) {
        const answer = command[1](args);
        if (answer !== null) answers.push(typeof answer === 'string' ? textBytes(answer) : answer);
      } else fail(-108, 'Parameter not allowed');
    }
    if (answers.length > 0 && !stalled) replies.say(Uint8Array.from(answers.flatMap((answer, i) => [...(i === 0 ? [] : [59]), ...answer]).concat(10)));
  };

  return {
    volts: () => volts, powered: () => on,
    receive: createLineReader(obey),
    advance(toMs) {
      nowMs = toMs;
      replies.advance(toMs);
    },
    trouble: {
      loseSamples: () => undefined, repeatCounter: () => undefined,
      stall: (value) => void (stalled = value),
      jump: (ms) => void (onSinceMs -= ms),
      overload: () => void (overloaded = true),
    },
  };
}
