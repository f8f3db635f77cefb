/** The agent's own connection to the edge server: the link that is measured is the one between the two. */
import { networkInterfaces } from 'node:os';
import { StudioError } from '../../core/errors';
import type { Estimate } from '../../core/measurements';
import type { Answered, Clock, EnergyMeter, OffloadRequest, OffloadsDone, RemoteDriver, RemoteModel, SampleBatch, ServerAddress } from '../../engine/ports';
import { meanPower, windowEnergy, windows } from '../package-energy';
import { addressOf, isLoopback } from './loopback';

export interface OffloadDeps {
  readonly connect: RemoteDriver['connect'];
  readonly clock: Clock;
  /** Null: this machine cannot measure its own energy. */
  readonly meter: EnergyMeter | null;
}

/** One request is tried this often in a row before the link counts as lost. */
const TRIES = 3;

const ofThisMachine = (host: string): boolean => isLoopback(host) || Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === host));

/** One connection at a time; a server that drops it is connected to again. */
export class OwnOffloads {
  readonly #deps: OffloadDeps;
  /** Where the studio is seen from here. */
  readonly #studio: string;
  #open: { readonly key: string; readonly server: RemoteModel } | null = null;

  constructor(deps: OffloadDeps, studio: string) {
    this.#deps = deps;
    this.#studio = studio;
  }

  /** Errors: remote.* */
  async reach(to: ServerAddress, signal: AbortSignal): Promise<void> {
    await (await this.#deps.connect(addressOf(to.host, this.#studio), to.port, 1, { replyBytes: to.replyBytes, signal })).close();
  }

  /** `ms` is of the request that was answered. Errors: remote.* */
  async ask(to: ServerAddress, pixels: Uint8Array, classes: number, signal: AbortSignal): Promise<Required<Answered>> {
    for (let lost = 0; ; ) {
      try {
        return { ...(await (await this.#connection(to, pixels.length, classes, signal)).offload(pixels, signal)), lost };
      } catch (error) {
        await this.close();
        signal.throwIfAborted();
        if (!(error instanceof StudioError) || ++lost === TRIES) throw error;
      }
    }
  }

  /** A meter that fails on the way costs the run nothing: the rule says so. Errors: remote.* */
  async send(batch: SampleBatch, classes: number, { to, warmUp, requests, metered }: OffloadRequest, signal: AbortSignal): Promise<OffloadsDone> {
    const { meter, clock } = this.#deps;
    let [next, lost] = [0, 0];
    const one = async (): Promise<Answered> => {
      const at = (next++ % batch.count) * batch.bytes;
      const answer = await this.ask(to, batch.pixels.subarray(at, at + batch.bytes), classes, signal);
      lost += answer.lost;
      return answer;
    };
    for (let i = 0; i < warmUp; i++) await one();
    next = 0;
    const prediction = new Uint16Array(requests);
    const ms = new Float64Array(requests);
    for (let i = 0; i < requests; i++) ({ prediction: prediction[i], ms: ms[i] } = await one());
    const host = addressOf(to.host, this.#studio);
    const timed = `Offloads were sent and timed there, over its own connection to ${host}:${to.port}.`;
    if (!metered || meter === null) return { prediction, ms, lost, energyMj: null, rule: timed };
    if (ofThisMachine(host)) return { prediction, ms, lost, energyMj: null, rule: `${timed} Their energy was not metered: the edge server runs on the same machine, whose meter counts it too.` };
    try {
      const energyMj = await this.#energy(meter, clock, async () => (await one()).ms);
      return { prediction, ms, lost, energyMj, rule: `${timed} Their energy is the mean power of ${meter.covers} meanwhile times their time. Meter: ${meter.name}.` };
    } catch (error) {
      if (!(error instanceof StudioError) || error.code !== 'board.energy-counter') throw error;
      return { prediction, ms, lost, energyMj: null, rule: `${timed} ${error.message}` };
    }
  }

  /** Errors: board.energy-counter, and those of `offload`, which gives its ms */
  async #energy(meter: EnergyMeter, clock: Clock, offload: () => Promise<number>): Promise<Estimate> {
    const [watts, msEach] = [new Float64Array(windows), new Float64Array(windows)];
    for (let w = 0; w < windows; w++) {
      const { result, watts: power } = await meanPower(meter, clock, async () => {
        const start = clock.ms();
        let [sum, count] = [0, 0];
        do [sum, count] = [sum + (await offload()), count + 1];
        while (clock.ms() - start < meter.windowMs);
        return sum / count;
      });
      [watts[w], msEach[w]] = [power, result];
    }
    return windowEnergy(meter, watts, msEach);
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    await open?.server.close();
  }

  async #connection({ host, port, replyBytes }: ServerAddress, sampleBytes: number, classes: number, signal: AbortSignal): Promise<RemoteModel> {
    const key = [host, port, replyBytes, sampleBytes, classes].join(' ');
    if (this.#open?.key !== key) {
      await this.close();
      this.#open = { key, server: await this.#deps.connect(addressOf(host, this.#studio), port, sampleBytes, { replyBytes, classes, signal }) };
    }
    return this.#open.server;
  }
}
