/** Everything the window says in English. */
import { first } from './en/first';
import { later } from './en/later';

export const en = { ...first, ...later };
