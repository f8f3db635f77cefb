/** A simulated interface board between host and board under test, as MLPerf Tiny's energy mode has it: `dut COMMAND` goes through. */
import type { SimulatedInstrument } from './instrument';
import { createLineReader, textBytes } from './text-lines';

export interface MlperfRelayOptions {
  readonly send: (bytes: Uint8Array) => void;
  /** The board behind it. */
  readonly makeBoard: (send: (bytes: Uint8Array) => void) => SimulatedInstrument;
  /** Speed of the line to the board, as set and as the board has it; where they differ, nothing readable comes through. */
  readonly baud?: number; readonly boardBaud?: number;
}

const words = ['name', 'dut', 'setbaud', 'checkbaud', 'ls'] as const;
const mostCommand = 4096;
/** Lines that wait; a board that resets for ever must not fill the memory. */
const mostQueued = 256;

/** Troubles are those of the board behind it. */
export function createMlperfRelay({ send, makeBoard, baud = 9600, boardBaud = 9600 }: MlperfRelayOptions): SimulatedInstrument {
  let set = baud;
  let command = '';
  /** Half duplex: what the board says by itself waits here until something is passed to it. */
  let queued: string[] = [];
  let passing = false;

  const say = (text: string): void => send(textBytes(text));
  const flush = (): void => {
    while (passing && queued.length > 0) {
      const line = queued.shift() as string;
      say(`[dut]: ${line}\r\n`);
      passing = line !== 'm-ready';
    }
  };
  const board = makeBoard(createLineReader((line) => {
    if (queued.length < mostQueued) queued.push(set === boardBaud ? line : line.replace(/./g, '?'));
    flush();
  }));
  const obey = (text: string): void => {
    const word = words.find((one) => text.startsWith(one));
    const rest = word === undefined ? '' : text.slice(word.length);
    // A known word with something stuck to it, or with a lone space after it, is swallowed.
    if (rest === ' ' || (rest !== '' && !rest.startsWith(' '))) return;
    const argument = rest.slice(1);
    if (word === 'name') say('tinyML Enhanced Interface Board\r\n');
    if (word === 'checkbaud') say(`baud is: ${set}\n`);
    if (word === 'setbaud') {
      set = Number(argument);
      say(`set baud to: ${set}\nm-ready\r\n`);
      // It stores the speed and resets itself; what was queued is gone.
      [queued, passing] = [[], false];
      return;
    }
    if (word === 'dut') say(`m-dut-passthrough(${argument})\r\n`);
    say('m-ready\r\n');
    if (word !== 'dut') return;
    passing = true;
    flush();
    if (set === boardBaud) board.receive(textBytes(`${argument}%`));
  };

  return {
    receive(bytes) {
      for (const byte of bytes) {
        if (byte === 37) {
          const whole = command;
          command = '';
          obey(whole);
        } else if (command.length < mostCommand) command += String.fromCharCode(byte);
      }
    },
    advance: (toMs) => board.advance(toMs),
    trouble: board.trouble,
  };
}
