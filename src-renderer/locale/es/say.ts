/** Spanish of whole texts that come without facts: by the phrase book, then by the sentences of the error catalogue. */
import { catalogue as english } from '../../../src-main/core/errors/catalogue';
import { createPhraseBook, phrasesOfCatalogues } from '../phrase-book';
import { catalogue } from './errors';
import { phrases, shortForms } from './phrases';

export const say = createPhraseBook([...phrases, ...phrasesOfCatalogues(english, catalogue), ...shortForms]);
