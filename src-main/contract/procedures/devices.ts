/** Devices: what is plugged in or on the network, who answers there, simulated instruments, and the wiring doctor of a bench. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { problem, procedure, profileId, toldError } from './base';

/** A serial port's path, or host:port. */
export const deviceAddress = z.string().min(1).max(500);

/** Who answered when asked. */
const answer = z.object({ model: z.string(), serial: z.string().nullable(), firmware: z.string().nullable(), ratesHz: z.array(z.number()) });

/**
 * `address` is what a capture takes as its port. `serial`: a port of this machine; `usb`: an instrument on USB that a program reaches; `network`: named by a profile; `simulated`: played by this studio.
 * `profile`: what USB says it is; null: unknown. `answer`: since it was asked; `problem`: why it gave none.
 */
export const device = z.object({
  address: deviceAddress, kind: z.enum(['serial', 'usb', 'network', 'simulated']), name: z.string(),
  usb: z.object({ vendor: z.string(), product: z.string(), serial: z.string().nullable(), name: z.string().nullable() }).nullable(),
  profile: z.object({ kind: z.enum(['analyzer', 'board']), id: z.string(), name: z.string() }).nullable(),
  answer: answer.nullable(), problem: problem.nullable(),
  heldBy: z.string().nullable().describe('Which capture of this studio, or which other program, has it open; null: nobody, as far as this user may know'),
  simulator: z.string().nullable().describe('Id of the simulator that plays it'),
});
export type Device = z.infer<typeof device>;

/** The whole list with every message. `plugged` and `unplugged`: addresses since the message before; empty in the first. */
export const devicesChanged = z.object({ kind: z.literal('devices.changed'), sequence: z.number(), devices: z.array(device), plugged: z.array(z.string()), unplugged: z.array(z.string()) });
export type DevicesChanged = z.infer<typeof devicesChanged>;

/** Faults that a simulated instrument begins with; all are off unless given. Chances are per byte towards the studio. */
export const simulatorFaults = z.object({
  loseByte: z.number().min(0).max(1), corruptByte: z.number().min(0).max(1), slowMs: z.number().min(0).max(60_000).describe('Added to every answer'),
  unplugAfterS: z.number().positive(), replugAfterS: z.number().positive().describe('After it was pulled'), driftPpm: z.number().min(-100_000).max(100_000),
  stallAfterS: z.number().positive(), repeatAfterS: z.number().positive().describe('Repeats a counter'), jumpAfterS: z.number().positive(), jumpMs: z.number().describe('How far its time jumps'),
  overloadAfterS: z.number().positive(), loseAfterS: z.number().positive(), loseSamples: z.int().min(1).max(10_000_000),
}).partial();
export type SimulatorFaults = z.infer<typeof simulatorFaults>;

export const playingSimulator = z.object({ id: z.string(), instrument: z.string(), name: z.string(), address: deviceAddress, seed: z.number(), plugged: z.boolean() });
export type PlayingSimulator = z.infer<typeof playingSimulator>;

/** What can be done to a simulated instrument while it plays. */
export const trouble = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['unplug', 'plug', 'repeat-counter', 'overload']) }), z.object({ kind: z.literal('stall'), on: z.boolean() }),
  z.object({ kind: z.literal('jump'), ms: z.number() }), z.object({ kind: z.literal('lose-samples'), samples: z.int().min(1).max(10_000_000) }),
]);
export type Trouble = z.infer<typeof trouble>;

/** In this order. `skipped`: the instrument cannot be asked this, or an earlier step stands in the way; `note` says which. */
export const doctorStepId = z.enum(['port', 'identity', 'echo', 'settings', 'stream', 'rate', 'noise', 'idle', 'trigger']);
export const doctorStep = z.object({
  kind: z.literal('step'), step: doctorStepId, state: z.enum(['running', 'passed', 'failed', 'skipped']),
  value: z.number().nullable(), unit: z.string().nullable(), text: z.string().describe('What was found, one sentence in English; empty while running'),
  expected: z.string().nullable(), remedy: z.string().nullable().describe('Of a failed step exactly one; else null'),
  error: toldError.optional().describe('The error that `text` and `remedy` are the two halves of'),
});
export type DoctorStep = z.infer<typeof doctorStep>;
export const doctorEnded = z.object({ kind: z.literal('ended'), passed: z.boolean(), failed: z.array(doctorStepId) });
export const doctorEvent = z.union([doctorStep, doctorEnded]);
export type DoctorEvent = z.infer<typeof doctorEvent>;

export const deviceProcedures = {
  list: procedure.output(z.array(device)),
  /** The first message comes at once; later ones within 2 s of a change. */
  watch: procedure.output(eventIterator(devicesChanged)),
  /** Handshake; `analyzer` where USB does not say. What went wrong is in `problem`. Errors: profile.unknown-id */
  identify: procedure.input(z.object({ address: deviceAddress, analyzer: profileId.nullable().default(null) })).output(device),
  /** Each step is told when it begins and when it is over; the stream ends after `ended`. `triggerLine`: 0..7, null where the bench has none. */
  diagnose: procedure.input(z.object({
    analyzer: profileId, address: deviceAddress.nullable().default(null).describe('Null: where USB says it is'), voltageV: z.number().positive().nullable().default(null), boardLimitV: z.number().positive().nullable().default(null),
    meter: z.boolean().default(false), triggerLine: z.int().min(0).max(7).nullable().default(null),
  })).output(eventIterator(doctorEvent)),
  /** The instruments that can be played. */
  simulators: procedure.output(z.array(z.object({ id: z.string(), name: z.string(), analyzer: z.string().describe('The profile to capture it with') }))),
  /** Plays an instrument with a board on it; it is in the list of devices from then on. Errors: analyzer.unknown-simulator, analyzer.cannot-listen */
  simulate: procedure.input(z.object({ instrument: z.string().min(1).max(100), seed: z.int().min(0).max(2 ** 31 - 1).default(1), faults: simulatorFaults.default({}) })).output(playingSimulator),
  playing: procedure.output(z.array(playingSimulator)),
  /** Errors: analyzer.not-playing */
  trouble: procedure.input(z.object({ id: z.string(), trouble })).output(playingSimulator),
  stopSimulator: procedure.input(z.object({ id: z.string() })).output(z.void()),
};
