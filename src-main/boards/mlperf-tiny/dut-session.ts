/** A board that stays the same board: handshake, another try after a reset or a damaged answer, and the way back after its cable was out. */
import type { BoardProfile } from '../../contract/profiles';
import { StudioError } from '../../core/errors';
import { mlperfCommand } from '../../core/protocol/mlperf-tiny';
import { hiCapabilitiesOf, hiCommand, type HiCapabilities } from '../../core/protocol/mlperf-tiny-hi';
import type { FoundPort } from '../../transport/serial-ports';
import { pause } from '../../transport/timekeeper';
import { DutFault, DutLine } from './dut-line';
import { boardPaths, describePort, sameDevice } from './find-board';
import { simulatorPort, type SerialAccess } from './serial-access';

/** What a board said of itself. `capabilities` null: no extension. */
export interface DutIdentity { readonly vendor: string; readonly firmware: string; readonly benchmark: string; readonly capabilities: HiCapabilities | null }

/** What was survived meanwhile; reports say so. */
export interface Survived { resets: number; repeats: number; replugs: number }

const attempts = 4;
/** Asking for the name at first: 2 s each, and a board may take 5 s to boot. */
const firstTries = 4;
const mostReplugs = 8;
const lookAgainMs = 500;
/** A port that just came back may not be given to this user yet, or still be held by the system's own look at it. */
const passing: ReadonlySet<string> = new Set(['port.missing', 'port.gone', 'port.held', 'port.forbidden', 'port.not-a-port']);

interface Opened { readonly line: DutLine; readonly identity: DutIdentity; readonly port: FoundPort | null; readonly path: string }

export class DutSession {
  readonly survived: Survived = { resets: 0, repeats: 0, replugs: 0 };
  /** Grows with every event after which nothing sent before may be assumed to be on the board. */
  generation = 0;
  #opened: Opened;
  #closed = false;

  private constructor(readonly profile: BoardProfile, readonly access: SerialAccess, opened: Opened) {
    this.#opened = opened;
  }

  /** Finds the board, opens its port and asks who it is. Errors: mlperf.*, port.* */
  static async open(profile: BoardProfile, access: SerialAccess): Promise<DutSession> {
    return access.gate === undefined ? DutSession.#find(profile, access) : access.gate.during(() => DutSession.#find(profile, access));
  }

  static async #find(profile: BoardProfile, access: SerialAccess): Promise<DutSession> {
    const ports = await access.list();
    const paths = boardPaths(profile, ports);
    const answered: Opened[] = [];
    let failure: unknown = null;
    for (const path of paths) {
      try {
        answered.push(await openPort(profile, access, path, ports));
      } catch (error) {
        failure ??= error;
      }
    }
    if (answered.length > 1) {
      for (const { line } of answered) await line.close();
      throw new StudioError('mlperf.several', { board: profile.id, ports: answered.map(({ path }) => path) });
    }
    if (answered.length === 0) throw failure;
    return new DutSession(profile, access, answered[0]);
  }

  get identity(): DutIdentity {
    return this.#opened.identity;
  }

  /** The studio's own simulated board, or one elsewhere that says so of itself. */
  get simulated(): boolean {
    return this.port === simulatorPort || /simulat/i.test(this.identity.vendor);
  }

  get port(): string {
    return this.#opened.path;
  }

  /**
   * Does `work` from its beginning until it succeeds: it must not rely on anything done before. `during` completes "… during".
   * Errors: mlperf.unplugged, .keeps-resetting, .no-answer, .other-device; what `work` throws itself; the signal's reason
   */
  async run<T>(during: string, work: (line: DutLine) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const { gate } = this.access;
    return gate === undefined ? this.#repeat(during, work, signal) : gate.during(() => this.#repeat(during, work, signal));
  }

  async #repeat<T>(during: string, work: (line: DutLine) => Promise<T>, signal?: AbortSignal): Promise<T> {
    for (let [tries, replugs] = [1, 0]; ; ) {
      signal?.throwIfAborted();
      try {
        if (tries > 1) await this.#opened.line.resync();
        return await work(this.#opened.line);
      } catch (error) {
        signal?.throwIfAborted();
        this.generation++;
        if (isGone(error) && !this.#closed && replugs++ < mostReplugs) await this.#reconnect(during, signal);
        else if (error instanceof DutFault) {
          if (error.trouble === 'reset') this.survived.resets++;
          else this.survived.repeats++;
          if (tries++ >= attempts) throw this.#sentence(error, during, attempts);
        } else throw error;
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#opened.line.close();
  }

  #sentence({ trouble, command, detail, final }: DutFault, during: string, tries: number): StudioError {
    if (final !== null) return final;
    return trouble === 'reset'
      ? new StudioError('mlperf.keeps-resetting', { port: this.port, during, tries })
      : new StudioError('mlperf.no-answer', { port: this.port, command, tries, got: detail });
  }

  /** Waits for the same device, whatever its port is called now, and checks that it is the same board. */
  async #reconnect(during: string, signal?: AbortSignal): Promise<void> {
    const { access, profile } = this;
    const before = this.#opened;
    const seconds = profile.serial?.reconnect_s ?? 60;
    const end = access.time.ms() + seconds * 1000;
    await before.line.close();
    let last: StudioError | null = null;
    for (;;) {
      signal?.throwIfAborted();
      try {
        const ports = await access.list();
        const path = before.port === null ? before.path : sameDevice(before.port, ports)?.path;
        if (path !== undefined) {
          const opened = await openPort(profile, access, path, ports);
          if (sameBoard(opened.identity, before.identity)) {
            this.#opened = opened;
            this.survived.replugs++;
            return;
          }
          await opened.line.close();
          last = new StudioError('mlperf.other-device', { port: path, expected: describeIdentity(before.identity), found: describeIdentity(opened.identity) });
        } else last = this.#stranger(before, ports) ?? last;
      } catch (error) {
        if (!(error instanceof StudioError) || !(passing.has(error.code) || error.code.startsWith('mlperf.'))) throw error;
        last = error;
      }
      if (access.time.ms() >= end) break;
      await pause(access.time, lookAgainMs);
    }
    if (last?.code === 'mlperf.other-device') throw last;
    throw new StudioError('mlperf.unplugged', { port: before.path, during, seconds, why: last === null ? 'no port has it' : last.message.replace(/[;.].*$/, '') });
  }

  /** Another device under the board's old name. */
  #stranger({ port }: Opened, ports: readonly FoundPort[]): StudioError | null {
    const now = ports.find(({ path }) => path === port?.path);
    return port === null || now === undefined ? null : new StudioError('mlperf.other-device', { port: now.path, expected: describePort(port), found: describePort(now) });
  }
}

/** Errors: port.*, mlperf.silent, .wrong-baud, .other-firmware */
async function openPort(profile: BoardProfile, access: SerialAccess, path: string, ports: readonly FoundPort[]): Promise<Opened> {
  const { baud = 115_200, dtr, relay } = profile.serial ?? {};
  const started = access.time.ms();
  const line = new DutLine(await access.open(path, { baudRate: baud, dtr }), access.time, relay);
  try {
    const identity = await handshake(line);
    const expected = profile.firmware?.benchmark;
    if (expected !== undefined && expected !== identity.benchmark) throw new StudioError('mlperf.other-firmware', { port: path, expected, found: identity.benchmark });
    const port = ports.find((one) => one.path === path) ?? null;
    return { line, identity, path, port: port?.vendorId == null ? null : port };
  } catch (error) {
    await line.close();
    if (!(error instanceof DutFault)) throw error;
    if (line.looksLikeWrongBaud) throw new StudioError('mlperf.wrong-baud', { port: path, baud });
    throw new StudioError('mlperf.silent', { port: path, baud, seconds: Math.round((access.time.ms() - started) / 1000), got: line.got.replace(/[^\x20-\x7e]/g, '·') });
  }
}

/** `name`, `profile`, and whether the extension is there. Errors: DutFault, port.gone */
async function handshake(line: DutLine): Promise<DutIdentity> {
  for (let tries = 1; ; tries++) {
    try {
      const vendor = await line.resync(firstTries);
      const { lines } = await line.ask(mlperfCommand.profile);
      const firmware = lines.find((one) => one.kind === 'profile')?.firmware;
      const benchmark = lines.find((one) => one.kind === 'model')?.id;
      if (firmware === undefined || benchmark === undefined) throw new DutFault('damaged', mlperfCommand.profile, line.got);
      const capabilities = await line.ask(hiCommand.capabilities);
      const found = hiCapabilitiesOf(capabilities);
      // A board without the extension says that it does not know the command; anything else was damaged on its way, unless it stays so.
      if (found === null && capabilities.errors.length === 0 && tries < attempts) throw new DutFault('damaged', hiCommand.capabilities, line.got);
      return { vendor, firmware, benchmark, capabilities: found };
    } catch (error) {
      if (!(error instanceof DutFault) || tries >= attempts || error.command === mlperfCommand.name) throw error;
    }
  }
}

const isGone = (error: unknown): boolean => error instanceof StudioError && error.code === 'port.gone';
const sameBoard = (a: DutIdentity, b: DutIdentity): boolean => a.vendor === b.vendor && a.firmware === b.firmware && a.benchmark === b.benchmark && a.capabilities?.sha256 === b.capabilities?.sha256;
const describeIdentity = ({ vendor, benchmark }: DutIdentity): string => `a board of “${vendor}” with ${benchmark}`;
