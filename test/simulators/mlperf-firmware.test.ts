/** The C firmware, built for this computer, against its twin in TypeScript and the studio's own decisions. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accepts, confidenceOf, leaves } from '../../src-main/core/decision';
import type { ConfidenceMeasure } from '../../src-main/core/measurements';
import { planarFromInterleaved } from '../../src-main/core/protocol/hi-offload';
import { mlperfDownload } from '../../src-main/core/protocol/mlperf-tiny';
import { takeMlperfAnswer } from '../../src-main/core/protocol/mlperf-tiny-answers';
import { createRandom } from '../../src-main/core/random';
import { Answers } from '../../src-main/models/answers';
import { projectRoot } from '../../src-main/paths';
import { createMlperfBoard } from '../../src-main/simulators/mlperf-board';
import { general, threeDecimals } from '../../src-main/simulators/mlperf/c-numbers';
import { createTcpLink } from '../../src-main/simulators/mlperf/link';
import { referenceWeight } from '../../src-main/simulators/mlperf/reference-model';
import { startConversation } from '../../src-main/transport/conversation';
import { openSerialPort } from '../../src-main/transport/serial-port';
import { realTime } from '../../src-main/transport/timekeeper';

const firmware = join(projectRoot(), 'resources', 'firmware');
const compiler = ['gcc', 'cc'].find((program) => spawnSync(program, ['--version']).status === 0);
const skipped = compiler === undefined ? ' (skipped: no C compiler is here)' : '';
const sources = (folder: string): string[] => readdirSync(join(firmware, folder)).filter((name) => name.endsWith('.c')).map((name) => join(firmware, folder, name));

let built: string;
const programs: Readonly<Record<string, readonly string[]>> = {
  'hi-firmware': ['-DHI_ENERGY_MODE=0', ...sources('src'), ...sources('model'), ...sources('sockets'), join(firmware, 'host', 'hi_host.c')],
  'hi-firmware-energy': ['-DHI_ENERGY_MODE=1', ...sources('src'), ...sources('model'), ...sources('sockets'), join(firmware, 'host', 'hi_host.c')],
  'hi-decide': [join(firmware, 'src', 'hi_decision.c'), join(firmware, 'host', 'hi_decide.c')],
};

beforeAll(() => {
  built = mkdtempSync(join(tmpdir(), 'hi-firmware-'));
  if (compiler === undefined) return;
  for (const [name, parts] of Object.entries(programs)) {
    const made = spawnSync(compiler, ['-std=c11', '-Wall', '-Wextra', '-Werror', '-pedantic', '-O1', `-I${join(firmware, 'include')}`, `-I${join(firmware, 'src')}`, ...parts, '-lm', '-o', join(built, name)], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
  }
}, 120_000);
afterAll(() => rmSync(built, { recursive: true, force: true }));

/** What the process says to a whole script; it ends where its line does. */
const saidInC = (commands: readonly string[], program = 'hi-firmware', args: readonly string[] = []): string => {
  const { stdout, status } = spawnSync(join(built, program), args, { input: commands.map((command) => `${command}%`).join(''), encoding: 'latin1' });
  expect(status).toBe(0);
  return stdout;
};
const saidInTypeScript = (commands: readonly string[], mode: 'performance' | 'energy' = 'performance'): string => {
  let said = '';
  let ms = 1000;
  const board = createMlperfBoard({ seed: 5, mode, vendor: 'hi-studio-host', link: createTcpLink(), send: (chunk) => void (said += String.fromCharCode(...chunk)) });
  board.advance(ms);
  for (const command of commands) {
    board.receive(Uint8Array.from(`${command}%`, (c) => c.charCodeAt(0)));
    board.advance((ms += 20_000));
  }
  return said;
};
/** Times differ, everything else must not. */
const timeless = (said: string): string[] => said.replace(/(m-lap-us-|-(?:decision|offload)-us-)\d+/g, '$1N').replace(/(m-hi-segment-us-)\[([\d,]+)\]/g, (_, name: string, times: string) => `${name}[${times.replace(/\d+/g, 'N')}]`).split('\n');

const random = createRandom(42);
const image = (): Uint8Array => {
  // Smooth enough that the pooled sums, and with them the confidences, are of every size.
  const level = random.integer(256);
  const spread = random.integer(256);
  return Uint8Array.from({ length: 3072 }, () => Math.max(0, Math.min(255, level + Math.floor((random.next() - 0.5) * spread))));
};

const script = [
  'name', 'profile', 'help', 'results', 'hi caps', 'hi policy', '', '   name', 'name  x', 'Name', 'foo bar', 'x'.repeat(80), `name ${'y'.repeat(76)}`, 'z'.repeat(200),
  'db', 'db load', 'db load 0', 'db load x', 'db load -3', 'db load 5000', 'db load 99999999999', 'db load +7x', 'db load -99999999999', 'db 01', 'db load 12', 'db 0', 'db 01gg02', 'db 0203', 'db print 3', 'hi crc', 'db ABCDEFabcdef0102030405060708090a', 'db print', 'db ff', 'db load 3', 'db 010203', 'db print',
  'infer 0', 'infer -1', 'infer abc', 'infer 1 -1', 'infer 2 1', 'infer 1x 0y', 'hi', 'hi foo', 'hi infer', 'hi outputs', 'hi run plain 1 0', 'hi reply 3',
  ...mlperfDownload(image()), 'hi crc', 'infer', 'infer 3', 'results', 'hi outputs', 'hi infer',
  'hi strategy', 'hi strategy ee', 'hi strategy ee margin x', 'hi strategy ee foo', 'hi threshold 1 0.5', 'hi threshold 0', 'hi threshold 0 inf', 'hi threshold 0 nan', 'hi threshold 0 0x1', 'hi threshold -1 0.5', 'hi threshold 0 1e999', 'hi threshold 00000000000 1',
  'hi decision', 'hi decision none 1', 'hi decision threshold 1', 'hi decision threshold foo 1', 'hi decision binary-lr', 'hi decision binary-lr 1 2', 'hi weight w3 1', 'hi weight w1', 'hi weight w1 x', 'hi offload', 'hi offload relay x', 'hi offload tcp', 'hi offload tcp h 0 2', 'hi offload tcp h 70000 2', 'hi offload tcp h 1 3', `hi offload tcp ${'h'.repeat(41)} 1 2`,
  'hi policy', 'hi run', 'hi run 2 1 0', 'hi run 0 0 0', 'hi run 0 1', 'hi run 0 1 0 0', 'hi run decision 1 0', 'hi run offload 1 0', 'hi run 0 3 1', 'hi run 1 2 0', 'hi run plain 2 2', 'hi run policy 2 1',
  ...['max-softmax', 'margin', 'entropy'].flatMap((measure) => [`hi strategy ee-hi ${measure}`, 'hi threshold 0 2', `hi decision threshold ${measure} 0.999`, 'hi policy', 'hi infer', 'hi threshold 0 0', 'hi infer', 'hi run policy 2 0']),
  ...[0.1, 0.6, 0.9999].flatMap((below) => ['hi strategy early-offload max-softmax', `hi below 0 ${below}`, 'hi policy', 'hi infer', 'hi threshold 0 0.3', 'hi infer', 'hi decision threshold margin 0.99', 'hi infer', 'hi strategy ee margin', 'hi below 0 1', 'hi infer']), 'hi below 1 0', 'hi below', 'hi below 0 x',
  'hi strategy hi max-softmax', 'hi decision binary-lr -1.7976931348623157e+308', 'hi weight bias -4.63391351', 'hi weight w1 5.93658349', 'hi weight w2 -3.04197074e-5', 'hi policy', 'hi infer', 'hi decision binary-lr 1e3', 'hi weight bias -0', 'hi weight w1 .1', 'hi policy', 'hi run decision 5 5', 'hi infer', 'hi offload relay', 'hi policy',
  'hi infer', 'hi reply 7', 'hi infer', 'hi reply -1', 'hi infer', 'name', 'hi infer', 'hi reply', 'hi infer', 'hi reply 10', 'hi run offload 2 1', 'hi reply 1', 'hi reply 2', 'hi reply 3', 'hi run offload 2 0', 'hi reply x', 'hi strategy remote margin', 'hi infer', 'hi reply 4', 'hi run policy 1 0', 'hi reply 4', 'hi offload none', 'hi infer',
];

describe('the firmware and the simulator', () => {
  it.skipIf(compiler === undefined)(`say the same to the same script${skipped}`, () => {
    expect(timeless(saidInC(script))).toEqual(timeless(saidInTypeScript(script)));
  });
  it.skipIf(compiler === undefined)(`say the same in energy mode, without time stamps${skipped}`, () => {
    const said = saidInC(script, 'hi-firmware-energy');
    expect(said).not.toContain('m-lap-us');
    expect(timeless(said)).toEqual(timeless(saidInTypeScript(script, 'energy')));
  });
  it.skipIf(compiler === undefined)(`see the same in 20 images${skipped}`, () => {
    const commands = Array.from({ length: 20 }, image).flatMap((pixels) => [...mlperfDownload(pixels), 'hi outputs', 'infer 1 0']);
    expect(timeless(saidInC(commands))).toEqual(timeless(saidInTypeScript(commands)));
  });
  it('have the weights of the documented rule', () => {
    const table = readFileSync(join(firmware, 'model', 'hi_reference_weights.h'), 'utf8');
    for (const [exit, name, features] of [[0, 'hi_coarse_weights', 48], [1, 'hi_fine_weights', 192]] as const) {
      const numbers = new RegExp(`${name}\\[[^\\]]*\\] = \\{([^}]*)\\}`).exec(table)?.[1].split(',').map((text) => text.trim()).filter((text) => text !== '').map(Number);
      expect(numbers).toEqual(Array.from({ length: 10 * features }, (_, i) => referenceWeight(exit, Math.floor(i / features), i % features)));
    }
  });
});

describe('numbers as C prints them', () => {
  it('are those of printf, ties to even included', () => {
    // From printf of glibc 2.36: %.9g of 2^-14 and of 3 * 2^-14 end in a tie, one down to even and one up.
    expect([2 ** -14, 3 * 2 ** -14, 0.1, 1, 1e-5, 123456789, 1234567890, -0, 0.5].map((value) => general(value, 9))).toEqual(['6.10351562e-05', '0.000183105469', '0.1', '1', '1e-05', '123456789', '1.23456789e+09', '-0', '0.5']);
    expect([0.1, 2, -1.7976931348623157e308, 5e-324].map((value) => general(value, 17))).toEqual(['0.10000000000000001', '2', '-1.7976931348623157e+308', '4.9406564584124654e-324']);
    expect([0.0625, 0.1875, 0.9999, 0.0005].map(threeDecimals)).toEqual(['0.062', '0.188', '1.000', '0.001']);
  });
});

describe('decisions of the firmware', () => {
  it.skipIf(compiler === undefined)(`are those of the studio for 1000 random samples, thresholds on the very confidence among them${skipped}`, () => {
    const measures: readonly ConfidenceMeasure[] = ['max-softmax', 'margin', 'entropy'];
    const rows: string[] = [];
    const expected: string[] = [];
    for (let i = 0; i < 1000; i++) {
      const classes = [2, 10, 100][random.integer(3)];
      // Whole logits among them, so that classes tie.
      const logits = Float32Array.from({ length: classes }, () => (i % 4 === 0 ? random.integer(4) : random.normal() * 4));
      const answers = new Answers('test', 'last', classes, 'logits', 1);
      answers.take(logits, 0, 0);
      const { prediction: [prediction], entropy: [entropy] } = answers.outputs;
      const [p1, p2] = [answers.p1(0), answers.p2(0)];
      const which = random.integer(3);
      const confidence = confidenceOf(measures[which], p1, p2, entropy, classes);
      const threshold = i % 2 === 0 ? confidence : random.next();
      const [bias, w1, w2] = [random.normal() * 3, random.normal() * 6, random.normal() * 3];
      const z = i % 3 === 0 ? bias + w1 * p1 + w2 * p2 : random.normal();
      rows.push([which, threshold, bias, w1, w2, z, classes, ...logits].join(' '));
      const bit = (value: boolean): number => Number(value);
      expected.push([
        prediction, general(p1, 9), general(p2, 9), general(entropy, 9), bit(leaves(measures[which], threshold, p1, p2, entropy, classes)),
        bit(accepts({ kind: 'threshold', measure: measures[which], threshold }, p1, p2, entropy, classes, false)),
        bit(accepts({ kind: 'binary-lr', bias, w1, w2, threshold: z, fittedOn: '' }, p1, p2, entropy, classes, false)),
      ].join(' '));
    }
    const said = spawnSync(join(built, 'hi-decide'), { input: `${rows.join('\n')}\n`, encoding: 'utf8' }).stdout.trim().split('\n');
    expect(said).toEqual(expected);
    // Both answers occur often, for every module.
    for (const column of [4, 5, 6]) expect(said.filter((row) => row.split(' ')[column] === '1').length).toBeGreaterThan(200);
  });
});

describe('an offload over the board’s own link', () => {
  /** Edge servers are simpler than this one: it closes the connection after the third sample, in the middle of a reply. */
  const serve = async (): Promise<{ port: number; samples: Buffer[]; close(): void }> => {
    const samples: Buffer[] = [];
    const open: Socket[] = [];
    const server = createServer({ noDelay: true }, (socket) => {
      open.push(socket);
      let held = Buffer.alloc(0);
      socket.on('error', () => undefined).on('data', (chunk) => {
        held = Buffer.concat([held, chunk]);
        if (held.length < 3072) return;
        samples.push(held.subarray(0, 3072));
        held = held.subarray(3072);
        if (samples.length === 3) socket.end(Uint8Array.of(4));
        else socket.write(Uint8Array.of(samples.length, samples.length === 5 ? 1 : 0));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
      port: (server.address() as AddressInfo).port, samples,
      close() {
        for (const socket of open) socket.destroy();
        server.close();
      },
    };
  };
  const pixels = image();
  const steps = (port: number): string[] => [...mlperfDownload(pixels), 'hi strategy remote max-softmax', `hi offload tcp 127.0.0.1 ${port} 2`, 'hi infer', 'hi infer', 'hi infer', 'hi infer', 'hi infer', 'hi offload tcp 127.0.0.1 1 2', 'hi infer'];
  const outcome = ['-1,0,-1,0,0,1', '-1,0,-1,0,0,2', 'the server closed the connection or gave no answer', '-1,0,-1,0,0,-1', '-1,0,-1,0,0,4', 'the server named a class that the model does not have', '-1,0,-1,0,0,-1', 'no connection', '-1,0,-1,0,0,-1'];
  const found = (said: string): string[] => [...said.matchAll(/m-hi-answer-\[(.*)\]|e-\[Offload failed: (.*)\]/g)].map(([, answer, failure]) => answer ?? failure);

  it.skipIf(compiler === undefined)(`sends planar pixels and takes no class that no server gave: firmware${skipped}`, async () => {
    const server = await serve();
    const child = spawn(join(built, 'hi-firmware'), { stdio: ['pipe', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.setEncoding('latin1').on('data', (chunk: string) => (said += chunk));
    child.stdin.end(steps(server.port).map((command) => `${command}%`).join(''));
    await new Promise((resolve) => child.once('close', resolve));
    server.close();
    expect(found(said)).toEqual(outcome);
    for (const sample of server.samples) expect(new Uint8Array(sample)).toEqual(planarFromInterleaved(pixels, 3));
  });

  it('sends planar pixels and takes no class that no server gave: simulator', async () => {
    const server = await serve();
    let said = '';
    let heard: (() => void) | null = null;
    const board = createMlperfBoard({ seed: 1, link: createTcpLink(), send(chunk) {
      said += String.fromCharCode(...chunk);
      if (said.endsWith('m-ready\r\n')) heard?.();
    } });
    let ms = 1000;
    board.advance(ms);
    for (const command of steps(server.port)) {
      const ready = new Promise<void>((resolve) => (heard = resolve));
      board.receive(Uint8Array.from(`${command}%`, (c) => c.charCodeAt(0)));
      const timer = setInterval(() => board.advance((ms += 1000)), 1);
      await ready;
      clearInterval(timer);
    }
    server.close();
    expect(found(said)).toEqual(outcome);
    for (const sample of server.samples) expect(new Uint8Array(sample)).toEqual(planarFromInterleaved(pixels, 3));
  });
});

describe('the firmware as a process', () => {
  let child: ChildProcess | null = null;
  afterAll(() => void child?.kill('SIGKILL'));

  it.skipIf(compiler === undefined || process.platform !== 'linux')(`is a board behind a virtual serial port, whose host may come and go${skipped}`, async () => {
    const process = (child = spawn(join(built, 'hi-firmware'), ['--pty', '--no-network'], { stdio: ['ignore', 'ignore', 'pipe'] }));
    const path = await new Promise<string>((resolve) => process.stderr?.setEncoding('utf8').on('data', (text: string) => resolve((/PTY is (\S+)/.exec(text) as RegExpExecArray)[1])));
    for (let visit = 0; visit < 2; visit++) {
      const line = await openSerialPort(path);
      const conversation = startConversation(line, realTime);
      // Opening a port may throw away the banner that lies in it.
      await conversation.drain(50, 1000);
      const answer = await conversation.ask(Uint8Array.from('hi caps%', (c) => c.charCodeAt(0)), takeMlperfAnswer('hi caps'), 'hi caps', 5000);
      expect(answer.lines.at(-1)).toEqual({ kind: 'message', text: 'm-hi-links-[relay]' });
      await conversation.close();
    }
    const ended = new Promise((resolve) => process.once('close', resolve));
    process.kill();
    await ended;
  });
});
