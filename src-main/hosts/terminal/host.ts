/** What every terminal command gets: the studio, where to write, and whether a script is listening. */
import type { Studio } from '../../studio';

export interface TerminalHost {
  /** Opens the studio once, with the options given before or after the command. */
  studio(): Promise<Studio>;
  /** What a person asked for, on standard output, so that it can be piped; nothing is printed with --json. */
  print(text: string): void;
  /** What goes on meanwhile, for people, on standard error; nothing is printed with --json. */
  say(text: string): void;
  /** The one answer of a command for scripts; printed only with --json. */
  answer(value: unknown): void;
  readonly json: boolean;
  readonly error: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  /** Called once on Ctrl-C; a second Ctrl-C ends the process at once. */
  onInterrupt(stop: () => void): void;
  /** The exit code of a command that did its work but has something to say. */
  exitWith(code: number): void;
}
