/** What the studio itself says, in the window's language: it speaks English, with the facts that a sentence is made of. */
import { shallowRef } from 'vue';
import type { ShownProblem } from '../bridge/problem';
import { strategyNames } from '../../src-main/core/figures/palette';
import type { FigureWords } from '../../src-main/core/figures/words';
import type { StudioWords, Told, ToldReason } from '../../src-main/core/language';
import type { Strategy } from '../../src-main/core/measurements';
import type { Reason } from '../../src-main/core/verdict';

/** Null: English. */
const words = shallowRef<StudioWords | null>(null);

export function speak(language: StudioWords | null): void {
  words.value = language;
}

// All of these are read while a view is drawn, so that a change of language draws it again.
export const errorText = (problem: Told): string => words.value?.error(problem) ?? problem.sentence;
/** Of an error that may stand for several problems, such as those of one plan: all of them. */
export function shownErrorText({ sentence, problems }: Pick<ShownProblem, 'sentence' | 'problems'>): string {
  return words.value === null || problems.length === 0 ? sentence : problems.map(errorText).join('\n');
}
export const reasonText = (reason: ToldReason): Pick<Reason, 'text' | 'advice'> => words.value?.reason(reason) ?? reason;
export const studioText = (english: string): string => words.value?.text(english) ?? english;
export const paperText = (english: string): string => words.value?.paper(english) ?? english;
/** Undefined: the figures' own, English. */
export const figureWords = (): FigureWords | undefined => words.value?.figures;
export const strategyName = (strategy: Strategy): string => (words.value?.figures.strategies ?? strategyNames)[strategy];
