/** Everything the window says in Spanish. */
import { first } from './es/first';
import { later } from './es/later';

export const es = { ...first, ...later };
