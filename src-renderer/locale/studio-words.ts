/** What the studio itself says, in the window's language: it speaks English, with the facts that a sentence is made of. */
import { shallowRef } from 'vue';
import type { ShownProblem } from '../bridge/problem';
import type { Problem } from '../../src-main/contract/procedures';
import type { Results } from '../../src-main/contract/results';
import { strategyNames } from '../../src-main/core/figures/palette';
import type { FigureWords } from '../../src-main/core/figures/words';
import type { Strategy } from '../../src-main/core/measurements';

type Reason = Results['verdict']['reasons'][number];
/** An error as it was told: its code, its English sentence, and its facts where they are plain data. */
export type Told = Pick<Problem, 'code' | 'sentence' | 'facts' | 'cause'>;

/** One language's way to say what came in English; what it does not know it returns as it came. */
export interface StudioWords {
  error(problem: Told): string;
  reason(reason: Reason): Pick<Reason, 'text' | 'advice'>;
  /** Whole texts without facts: findings of the wiring doctor, notices, headlines of finished runs, prose of the profiles and model cards that ship. */
  text(english: string): string;
  /** Whole texts about published papers: claims, readings, notes, and the words of their tables, short ones too. */
  paper(english: string): string;
  readonly figures: FigureWords;
}

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
export const reasonText = (reason: Reason): Pick<Reason, 'text' | 'advice'> => words.value?.reason(reason) ?? reason;
export const studioText = (english: string): string => words.value?.text(english) ?? english;
export const paperText = (english: string): string => words.value?.paper(english) ?? english;
/** Undefined: the figures' own, English. */
export const figureWords = (): FigureWords | undefined => words.value?.figures;
export const strategyName = (strategy: Strategy): string => (words.value?.figures.strategies ?? strategyNames)[strategy];
