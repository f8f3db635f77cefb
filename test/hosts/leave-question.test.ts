/** What the desktop asks before it ends: every count in its right form, in both languages. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leaveQuestion } from '../../src-main/hosts/electron/leave-question';

const none = { runs: 0, captures: 0, trainings: 0, downloads: 0 };
const message = (ongoing: Partial<typeof none>, locale: string): string | undefined => leaveQuestion({ ...none, ...ongoing }, locale)?.message;

describe('the question before the desktop ends', () => {
  it('is not asked where nothing goes on', () => {
    expect(leaveQuestion(none, 'en-GB')).toBeNull();
  });

  it('names all that goes on in one sentence', () => {
    expect(message({ runs: 1 }, 'en-US')).toBe('One run goes on.');
    expect(message({ captures: 2 }, 'en-US')).toBe('2 captures go on.');
    expect(message({ runs: 2, downloads: 1 }, 'en-US')).toBe('2 runs and one download go on.');
    expect(message({ runs: 1, captures: 1, trainings: 1, downloads: 3 }, 'en-US')).toBe('One run, one capture, one training of exits and 3 downloads go on.');
    expect(message({ captures: 1 }, 'es-ES')).toBe('Una captura sigue en curso.');
    expect(message({ runs: 3, captures: 1, trainings: 2 }, 'es')).toBe('3 ejecuciones, una captura y 2 entrenamientos de salidas siguen en curso.');
  });

  it('says what becomes of what it names, and of nothing else', () => {
    expect(leaveQuestion({ ...none, captures: 1 }, 'en')).toMatchObject({ detail: 'Quitting stops it. Recordings are closed, and instruments switch their boards off.', stay: 'Stay', stop: 'Stop and quit' });
    fc.assert(fc.property(fc.record({ runs: fc.nat(3), captures: fc.nat(3), trainings: fc.nat(3), downloads: fc.nat(3) }), fc.constantFrom('en', 'es'), (ongoing, locale) => {
      const question = leaveQuestion(ongoing, locale);
      const kinds = Object.values(ongoing).filter((n) => n > 0).length;
      expect(question === null).toBe(kinds === 0);
      // One sentence about quitting, and one a kind.
      if (question !== null) expect(question.detail.split('. ')).toHaveLength(1 + kinds);
    }));
  });
});
