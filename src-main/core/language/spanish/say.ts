/** Spanish of whole texts that come without facts: by the phrase books, then by the sentences of the error catalogue. */
import { catalogue as english } from '../../errors/catalogue';
import { createPhraseBook, phrasesOfCatalogues } from '../phrase-book';
import { rulePhrases } from './cost-rules';
import { catalogue } from './errors';
import { claimPhrases } from './paper-claims';
import { tablePhrases } from './paper-tables';
import { phrases, shortForms } from './phrases';
import { profilePhrases } from './profile-phrases';

const book = createPhraseBook([...phrases, ...profilePhrases, ...rulePhrases, ...phrasesOfCatalogues(english, catalogue)]);
const shortBook = createPhraseBook([...shortForms, ...phrases]);

/** A text that is not known as a whole may be several sentences that are. */
export function say(text: string): string {
  const whole = book(text);
  if (whole !== text) return whole;
  if (!text.includes('. ')) return shortBook(text);
  const sentences = text.split(/(?<=\.) (?=[A-Z])/);
  const said = sentences.map(book);
  return said.every((one, i) => one !== sentences[i]) ? said.join(' ') : text;
}
/** A book of its own: the words of tables are short, and mean something else where they stand alone elsewhere. */
export const paper = createPhraseBook([...claimPhrases, ...tablePhrases]);
