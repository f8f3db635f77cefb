/** The colours of a trace from the theme's tokens: light, dark and high contrast look right without a word about them elsewhere. */
import { computed, type ComputedRef } from 'vue';
import { useLooks } from '../screen-looks';
import type { Channel, TraceBand } from './trace-source';

/** Anything a canvas takes as a colour. */
export interface TraceColours {
  readonly text: string; readonly quiet: string; readonly grid: string; readonly rule: string; readonly paper: string;
  /** Behind what was not measured yet, and the minimap. */
  readonly wash: string;
  readonly channel: Readonly<Record<Channel, string>>;
  readonly band: Readonly<Record<TraceBand['kind'], string>>;
  readonly gap: string; readonly selection: string; readonly marker: string; readonly note: string; readonly alarm: string; readonly line: string;
  readonly font: string;
}

export function useTraceColours(): ComputedRef<TraceColours> {
  const looks = useLooks();
  return computed(() => {
    const { text, quiet, rule, paper, font } = looks.value;
    const style = getComputedStyle(document.documentElement);
    const token = (name: string): string => style.getPropertyValue(`--studio-trace-${name}`).trim() || text;
    return {
      text, quiet, rule, paper, font, grid: token('grid'), wash: token('wash'),
      channel: { current: token('current'), voltage: token('voltage'), power: token('power') },
      band: { inference: token('inference'), decision: token('decision'), offload: token('offload'), other: quiet },
      gap: token('gap'), selection: token('selection'), marker: token('marker'), note: token('note'), alarm: token('alarm'), line: token('line'),
    };
  });
}
