/** One colour, marker and name a strategy, the same in every figure, table and document. */
import type { Strategy } from '../measurements';

/** Chart.js point styles that stay distinguishable in grey print. */
export type Marker = 'circle' | 'rect' | 'rectRot' | 'triangle' | 'crossRot';

export const strategyNames: Readonly<Record<Strategy, string>> = { 'on-device': 'On-device', remote: 'Remote', hi: 'HI', ee: 'EE', 'ee-hi': 'EE-HI', 'early-offload': 'Early offload' };

/** From the palette of Okabe and Ito (2008), which stays apart for the common colour-vision deficiencies; remote is grey. */
export const strategyColours: Readonly<Record<Strategy, string>> = { 'on-device': '#56B4E9', remote: '#80868F', hi: '#0072B2', ee: '#009E73', 'ee-hi': '#D55E00', 'early-offload': '#CC79A7' };

export const strategyMarkers: Readonly<Record<Strategy, Marker>> = { 'on-device': 'circle', remote: 'rect', hi: 'triangle', ee: 'rectRot', 'ee-hi': 'circle', 'early-offload': 'rectRot' };

/** Colours that mean something other than a strategy; none of them is a strategy's. */
export const ink = {
  text: '#1F2933', quiet: '#5B6773', faint: '#9AA5B1', rule: '#D5DAE0', grid: '#E9ECF0', paper: '#FFFFFF',
  right: '#9AA5B1', wrong: '#AA3377', target: '#7A1F5C', inLoop: '#1F2933', composed: '#AA3377',
} as const;

/** For series that are no strategies (confidence scores, models), in this order. */
export const otherColours: readonly string[] = ['#332288', '#AA3377', '#999933', '#44AA99', '#882255', '#5B6773'];
export const otherDashes: readonly (readonly number[])[] = [[], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3]];

/** The colour at this opacity, as #RRGGBBAA; `opacity` 0..1. */
export function faded(colour: string, opacity: number): string {
  return colour + Math.round(Math.min(1, Math.max(0, opacity)) * 255).toString(16).padStart(2, '0');
}
