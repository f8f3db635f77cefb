/** Numbers given on the command line. */
import { StudioError } from '../../core/errors';

export function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new StudioError('terminal.usage', { problem: `--port “${text}” is not a TCP port; give a whole number from 1 to 65535, or 0 for a free one.` });
}

export function parseCount(text: string, option: string): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new StudioError('terminal.usage', { problem: `${option} “${text}” is not a whole number of at least 1; for example ${option} 100.` });
}

export function parseReplyBytes(text: string): 1 | 2 {
  if (text === '1' || text === '2') return text === '1' ? 1 : 2;
  throw new StudioError('terminal.usage', { problem: `--reply-bytes “${text}” is not a width of the protocol; give 1 or 2.` });
}

export function parseSeconds(text: string, option: string, least: number): number {
  const seconds = Number(text);
  if (text.trim() !== '' && Number.isFinite(seconds) && seconds >= least) return seconds;
  throw new StudioError('terminal.usage', { problem: `${option} “${text}” is not a time of at least ${least} s; for example ${option} 2.5.` });
}

export function parseNumber(text: string, option: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new StudioError('terminal.usage', { problem: `${option} “${text}” is not a number from ${least} to ${most}; for example ${option} ${Math.min(most, Math.max(least, most <= 1 ? 0.01 : 100))}.` });
}
