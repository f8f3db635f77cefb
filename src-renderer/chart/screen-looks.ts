/** The figures' paper colours turned into those of the window's theme, so that one configuration serves print, light, dark and high contrast. */
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { ink, otherColours, strategyColours } from '../../src-main/core/figures/palette';
import { strategies } from '../../src-main/core/measurements';
import { strategyLook } from '../theme/strategy-look';

/** Every colour as #rrggbb. `swap` maps a paper colour of `ink` to the theme's; colours it does not name stay. */
export interface ChartLooks {
  readonly text: string; readonly quiet: string; readonly grid: string; readonly rule: string; readonly paper: string; readonly accent: string;
  readonly font: string; readonly dark: boolean;
  readonly swap: ReadonlyMap<string, string>;
}

/** What lies under the charts in print. */
export const paperLooks: ChartLooks = { text: ink.text, quiet: ink.quiet, grid: ink.grid, rule: ink.rule, paper: ink.paper, accent: ink.target, font: 'Roboto, Arial, sans-serif', dark: false, swap: new Map() };

/** Lighter twins of the darkest marks: at least 3 : 1 against a dark surface. */
const onDark: Readonly<Record<string, string>> = {
  ...Object.fromEntries(strategies.map((strategy) => [strategyColours[strategy], strategyLook(strategy, true).colour])),
  [ink.wrong]: '#D977AE', [ink.target]: '#D98CC0', '#0B6E55': '#147D62', [otherColours[0]]: '#9A8CF0', [otherColours[4]]: '#D06A9A',
};

let probe: CanvasRenderingContext2D | null = null;

/** Any CSS colour as #rrggbb; a canvas knows them all, oklch and color-mix included. */
function resolved(colour: string, otherwise: string): string {
  probe ??= Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  if (probe === null || colour === '') return otherwise;
  probe.clearRect(0, 0, 1, 1);
  probe.fillStyle = otherwise;
  probe.fillStyle = colour;
  probe.fillRect(0, 0, 1, 1);
  return `#${Array.from(probe.getImageData(0, 0, 1, 1).data.slice(0, 3), (part) => part.toString(16).padStart(2, '0')).join('')}`;
}

export function readLooks(): ChartLooks {
  const root = document.documentElement;
  const style = getComputedStyle(root);
  const token = (name: string, otherwise: string): string => resolved(style.getPropertyValue(name).trim(), otherwise);
  const dark = root.classList.contains('dark');
  const contrast = root.classList.contains('contrast-more');
  const text = token('--ui-text-highlighted', ink.text);
  const quiet = contrast ? text : token('--ui-text-toned', ink.quiet);
  const paper = token('--studio-card', ink.paper);
  const grid = token(contrast ? '--ui-border-accented' : '--ui-border-muted', ink.grid);
  const rule = token('--ui-border-accented', ink.rule);
  const accent = token('--ui-primary', ink.target);
  const swap = new Map<string, string>([[ink.text, text], [ink.quiet, quiet], [ink.paper, paper], [ink.grid, grid], [ink.rule, rule], [ink.faint, token('--ui-text-dimmed', ink.faint)]]);
  if (dark) for (const [from, to] of Object.entries(onDark)) swap.set(from, to);
  return { text, quiet, grid, rule, paper, accent, font: getComputedStyle(document.body).fontFamily, dark, swap };
}

/** The theme's colour for a paper colour, its opacity kept. */
export function themed(looks: ChartLooks, colour: string): string {
  const found = looks.swap.get(colour.slice(0, 7).toUpperCase()) ?? looks.swap.get(colour.slice(0, 7));
  return found === undefined ? colour : found + colour.slice(7);
}

/** Follows the theme for as long as the calling component lives. */
export function useLooks(): Readonly<ShallowRef<ChartLooks>> {
  const looks = shallowRef(readLooks());
  const watcher = new MutationObserver(() => { looks.value = readLooks(); });
  watcher.observe(document.documentElement, { attributes: true, attributeFilter: ['class'] });
  onScopeDispose(() => watcher.disconnect());
  return looks;
}
