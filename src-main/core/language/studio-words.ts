/** How another language says what the studio tells in English, with the facts that a sentence is made of: in the window and in reports alike. */
import type { ToldError } from '../errors';
import type { FigureWords } from '../figures/words';
import type { Reason } from '../verdict';

/** An error as it was told: its code, its English sentence, its facts where they are plain data, and the error it quotes. */
export interface Told extends ToldError { readonly cause?: ToldError }
/** A reason as documents hold it; those of version 0.1 have no facts. */
export type ToldReason = Pick<Reason, 'code' | 'text' | 'advice'> & { readonly facts?: Reason['facts'] };

/** One language's way to say what came in English; what it does not know it returns as it came. */
export interface StudioWords {
  error(problem: Told): string;
  reason(reason: ToldReason): Pick<Reason, 'text' | 'advice'>;
  /** Whole texts without facts: findings of the wiring doctor, notices, headlines of finished runs, prose of the profiles and model cards that ship. */
  text(english: string): string;
  /** Whole texts about published papers: claims, readings, notes, and the words of their tables, short ones too. */
  paper(english: string): string;
  readonly figures: FigureWords;
}
