/** The window's own titles of the report's figures: every figure has one, and in English it is the report's. */
import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../src-main/core/figures';
import { results as english } from '../../src-renderer/locale/en/results';
import { results as spanish } from '../../src-renderer/locale/es/results';
import { exampleEnergy } from '../support/example-energy';
import { exampleResults } from '../support/example-results';

describe('the titles of figures', () => {
  it('are those of the report in English, and known in Spanish', () => {
    const drawn = Object.fromEntries(figuresOf({ ...exampleResults(), energy: [exampleEnergy()] }).map(({ name, title }) => [name, title]));
    expect(english.figures).toEqual(drawn);
    expect(Object.keys(spanish.figures).sort()).toEqual(Object.keys(english.figures).sort());
  });
});
