/** Where the window was and how large, kept in the studio's home; a screen that is gone brings it back to the middle. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export interface Area { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
const kept = z.object({ x: z.int().optional(), y: z.int().optional(), width: z.int().min(400), height: z.int().min(300), maximized: z.boolean() });
export type WindowState = z.infer<typeof kept>;

export const smallest = { width: 1024, height: 680 } as const;
const usual: WindowState = { width: 1360, height: 860, maximized: false };
/** Less of the title bar than this on a screen, and the window cannot be caught with the mouse. */
const REACHABLE = 80;

/** `screens`: the areas of all screens that are there now. */
export function readWindowState(home: string, screens: readonly Area[]): WindowState {
  const state = read(join(home, 'window.json'));
  const { x, y, width, height, maximized } = { ...state, width: Math.max(state.width, smallest.width), height: Math.max(state.height, smallest.height) };
  const visible = x !== undefined && y !== undefined && screens.some((screen) =>
    Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x) >= REACHABLE && y >= screen.y && y < screen.y + screen.height - REACHABLE);
  return visible ? { x, y, width, height, maximized } : { width, height, maximized };
}

export function writeWindowState(home: string, state: WindowState): void {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'window.json'), `${JSON.stringify(state)}\n`);
}

function read(file: string): WindowState {
  try {
    return kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return usual; // the first start, or a file that was cut short: nothing worth a word
  }
}
