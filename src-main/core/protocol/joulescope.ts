/**
 * The pipe between the studio and the side process that speaks with a Joulescope through its maker's driver
 * (resources/joulescope/bridge.py). Frames as in agent-frames.ts, beginning with "HIJ1"; headers are JSON, of ASCII letters alone (others are escaped).
 *
 * | studio to bridge, each with an `id`                                       | answer: { kind: "done", id, value }                            |
 * |---------------------------------------------------------------------------|----------------------------------------------------------------|
 * | { do: "hello" }                                                           | { pipe: 1, driver }                                            |
 * | { do: "devices" }                                                         | [{ path, model, serial }]                                      |
 * | { do: "open", path }                                                      | { model, serial, firmware, currentRanges, voltageRanges, ioVolts, lines, ratesHz } |
 * | { do: "set", rateHz, currentRange, voltageRange, ioVolts }                | { rateHz, currentRange, voltageRange, ioVolts }, as taken      |
 * | { do: "start", lines }, { do: "stop" }, { do: "close" }                   | null                                                           |
 *
 * Where it cannot be done, the answer is { kind: "failed", id, why, text }.
 *
 * | bridge to studio, unasked                                  | payload                                                    |
 * |------------------------------------------------------------|------------------------------------------------------------|
 * | { kind: "data", signal, sampleId, every, perSecond, count } | "i" in A, "v" in V: float32 LE; "gpi0" …: bits, LSB first |
 * | { kind: "removed" }                                        | the device was unplugged; nothing comes any more           |
 *
 * `sampleId` counts ticks of the instrument at `perSecond` (2 MHz); sample k of a block was taken at sampleId + k · every.
 * A block whose sampleId is beyond the end of the one before follows a gap: it is never closed up.
 */
import { FrameDecoder, framePrefix, type FrameLimits, type Magic } from './agent-frames';
import { latin1 } from './scpi';

export const joulescopePipe = 1;
const magic: Magic = [0x48, 0x49, 0x4a, 0x31];
/** The driver hands over 256 KiB at most. */
const limits: FrameLimits = { header: 65_536, payload: 4 * 2 ** 20 };

export interface JoulescopeDevice { readonly path: string; readonly model: string; readonly serial: string }
/** A range by the driver's own name, with its full scale in A or V. */
export interface JoulescopeRange { readonly name: string; readonly full: number }
export interface JoulescopeFacts {
  readonly model: string; readonly serial: string; readonly firmware: string | null;
  /** Without `auto` and `off`. */
  readonly currentRanges: readonly JoulescopeRange[]; readonly voltageRanges: readonly JoulescopeRange[];
  /** Logic levels of its inputs that can be chosen, V; empty where there is no choice. */
  readonly ioVolts: readonly number[];
  /** Numbers of its general-purpose inputs. */
  readonly lines: readonly number[];
  readonly ratesHz: readonly number[];
}
/** Ranges by name, `auto` where the instrument is to choose; `ioVolts` null: left as it is. There is no `off`: it would cut the target's supply. */
export interface JoulescopeSetting { readonly rateHz: number; readonly currentRange: string; readonly voltageRange: string; readonly ioVolts: number | null }

export type JoulescopeRequest =
  | { readonly do: 'hello' } | { readonly do: 'devices' } | { readonly do: 'open'; readonly path: string } | ({ readonly do: 'set' } & JoulescopeSetting)
  | { readonly do: 'start'; readonly lines: readonly number[] } | { readonly do: 'stop' } | { readonly do: 'close' };

/** `driver-missing`: the Python package; `permission`: of the USB device; `refused`: the driver did not take a value; `driver`: anything else it said. */
export const joulescopeTroubles = ['driver-missing', 'permission', 'no-device', 'refused', 'driver'] as const;
export type JoulescopeTrouble = (typeof joulescopeTroubles)[number];

/** Samples of one signal. `bits`: packed, for lines. */
export interface JoulescopeData { readonly kind: 'data'; readonly signal: string; readonly sampleId: number; readonly every: number; readonly perSecond: number; readonly count: number; readonly payload: Uint8Array }
export type JoulescopeMessage =
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly why: JoulescopeTrouble; readonly text: string } | { readonly kind: 'removed' } | JoulescopeData;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: unknown): value is string => typeof value === 'string';
const all = <T>(value: unknown, is: (one: unknown) => one is T): value is T[] => Array.isArray(value) && value.every(is);
const isRange = (value: unknown): value is JoulescopeRange => isObject(value) && isText(value.name) && isNumber(value.full) && value.full > 0;

/** One frame; JSON is short, so it is written whole. */
export function joulescopeFrame(header: object, payload: Uint8Array = new Uint8Array(0)): Uint8Array {
  const json = JSON.stringify(header).replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const text = Uint8Array.from(json, (letter) => letter.charCodeAt(0));
  const prefix = framePrefix(text.length, payload.length, magic);
  const frame = new Uint8Array(prefix.length + text.length + payload.length);
  frame.set(prefix);
  frame.set(text, prefix.length);
  frame.set(payload, prefix.length + text.length);
  return frame;
}

/** Bytes in, headers with their payloads out; null for the header where it is no JSON object. `broken`: what comes is no such pipe. */
export class JoulescopeFrames {
  readonly #decoder = new FrameDecoder(limits, magic);

  push(chunk: Uint8Array): { readonly frames: { readonly header: Record<string, unknown> | null; readonly payload: Uint8Array }[]; readonly broken: boolean } {
    const { frames, failure } = this.#decoder.push(chunk);
    return { frames: frames.map(({ header, payload }) => ({ header: parse(header), payload })), broken: failure !== null };
  }
}

function parse(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(latin1(bytes));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** What the bridge said; null where it does not fit the table above. */
export function joulescopeMessage(header: Record<string, unknown> | null, payload: Uint8Array): JoulescopeMessage | null {
  switch (header?.kind) {
    case 'done': return isCount(header.id) ? { kind: 'done', id: header.id, value: header.value } : null;
    case 'failed': {
      const why = joulescopeTroubles.find((one) => one === header.why);
      return why !== undefined && isText(header.text) && isCount(header.id) ? { kind: 'failed', id: header.id, why, text: header.text } : null;
    }
    case 'removed': return { kind: 'removed' };
    case 'data': {
      const { signal, sampleId, every, perSecond, count } = header;
      if (!isText(signal) || !isCount(sampleId) || !isCount(every) || every < 1 || !isNumber(perSecond) || perSecond <= 0 || !isCount(count)) return null;
      const bytes = signal === 'i' || signal === 'v' ? 4 * count : Math.ceil(count / 8);
      return payload.length === bytes ? { kind: 'data', signal, sampleId, every, perSecond, count, payload } : null;
    }
    default: return null;
  }
}

/** Version of the pipe. */
export function joulescopeHello(value: unknown): number | null {
  return isObject(value) && isCount(value.pipe) && isText(value.driver) ? value.pipe : null;
}

export function joulescopeDevices(value: unknown): JoulescopeDevice[] | null {
  return all(value, (one): one is JoulescopeDevice & Record<string, unknown> => isObject(one) && isText(one.path) && isText(one.model) && isText(one.serial)) ? value : null;
}

export function joulescopeFacts(value: unknown): JoulescopeFacts | null {
  if (!isObject(value)) return null;
  const { model, serial, firmware, currentRanges, voltageRanges, ioVolts, lines, ratesHz } = value;
  if (!isText(model) || !isText(serial) || !(firmware === null || isText(firmware)) || !all(currentRanges, isRange) || !all(voltageRanges, isRange)) return null;
  if (!all(ioVolts, isNumber) || !all(lines, isCount) || !all(ratesHz, isNumber)) return null;
  return { model, serial, firmware, currentRanges, voltageRanges, ioVolts, lines, ratesHz };
}

export function joulescopeSetting(value: unknown): JoulescopeSetting | null {
  if (!isObject(value)) return null;
  const { rateHz, currentRange, voltageRange, ioVolts } = value;
  return isNumber(rateHz) && rateHz > 0 && isText(currentRange) && isText(voltageRange) && (ioVolts === null || isNumber(ioVolts)) ? { rateHz, currentRange, voltageRange, ioVolts } : null;
}
