/** The library: what it says of a profile in one line, and changes that were left without saving. */
import { describe, expect, it } from 'vitest';
import type { ProfileListing } from '../../src-main/contract/procedures';
import { listingSummary, type ModelWords } from '../../src-renderer/features/library/listing-summary';
import { keepEdit, takeEdit } from '../../src-renderer/features/library/unsaved-edits';

const words: ModelWords = { role: (role) => role, exits: (n) => `${n} early`, accuracy: (percents) => `top-1 ${percents}` };
const listing = (kind: ProfileListing['kind'], summary: string, profile: object | null): ProfileListing => ({ kind, id: 'one', name: 'One', summary, builtIn: true, file: 'one.yaml', problem: null, profile: profile as ProfileListing['profile'] });

describe('the line of a profile', () => {
  it('is its summary', () => {
    expect(listingSummary(listing('board', 'Single-board computer.', {}), words)).toBe('Single-board computer.');
  });
  it('is what the card says of a model, without an accuracy that nobody measured', () => {
    const card = { role: 'local', dataset: 'glyphs', exits: [{}, {}] };
    expect(listingSummary(listing('model', '', { ...card, accuracy: { exits: [0.8039, 0.8608] } }), words)).toBe('local · glyphs · 1 early · top-1 80.4\u00a0%, 86.1\u00a0%');
    expect(listingSummary(listing('model', '', card), words)).toBe('local · glyphs · 1 early');
  });
  it('is empty for a card that does not hold', () => {
    expect(listingSummary(listing('model', '', null), words)).toBe('');
  });
});

describe('an edit that was left', () => {
  const profile = { id: 'pi', name: 'Pi' };
  const edit = { form: profile, tab: 'form', text: '', shown: '' };
  it('is there again, once', () => {
    const changed = { ...edit, form: { ...profile, name: 'My Pi' } };
    expect(keepEdit('board/pi', changed, profile)).toBe(true);
    expect(takeEdit('board/nano')).toBeNull();
    expect(takeEdit('board/pi')).toEqual(changed);
    expect(takeEdit('board/pi')).toBeNull();
  });
  it('is there again with a text that is no profile yet', () => {
    const halfway = { ...edit, tab: 'yaml', shown: 'name: Pi', text: 'name: [' };
    expect(keepEdit('board/pi', halfway, profile)).toBe(true);
    expect(takeEdit('board/pi')?.text).toBe('name: [');
  });
  it('is not kept where nothing was changed', () => {
    expect(keepEdit('board/pi', edit, { ...profile })).toBe(false);
    expect(takeEdit('board/pi')).toBeNull();
  });
});
