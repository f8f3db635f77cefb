/** Strategies as the figures draw them: the same colours, shapes and names on screen, readable on dark too. */
import type { Strategy } from '../../src-main/core/measurements';
import { strategyColours, strategyMarkers, type Marker } from '../../src-main/core/figures/palette';
import { strategyName } from '../locale/studio-words';

export interface StrategyLook { readonly name: string; readonly colour: string; readonly marker: Marker }

/** On dark paper the deep blue of HI would sink: it is drawn lighter there. */
const onDark: Partial<Record<Strategy, string>> = { hi: '#3C82DC', remote: '#A3AAB3' };

export function strategyLook(strategy: Strategy, dark: boolean): StrategyLook {
  return { name: strategyName(strategy), colour: (dark ? onDark[strategy] : undefined) ?? strategyColours[strategy], marker: strategyMarkers[strategy] };
}
