/** The published library: searching, looking up, and decimals that JSON lost. */
import { describe, expect, it } from 'vitest';
import { printedText } from '../../../src-main/core/published';
import { libraryWith } from '../../support/published-papers';

const library = libraryWith();

describe('the published library', () => {
  it('finds records by words in any field and by words in one', () => {
    const found = library.find({ text: 'resnet8 raspberry lpi strategy:on-device' });
    expect(found.map(({ record }) => record.id)).toContain('T4.lpi.cifar10.resnet8.raspberry-pi-4b');
    expect(found.every(({ record }) => record.strategy === 'on-device')).toBe(true);
    expect(library.find({ text: 'paper:fleet speedup.lpi versus jpeg' }).every(({ paper }) => paper === 'fleet')).toBe(true);
    expect(library.find({ text: 'no-such-word' })).toEqual([]);
  });
  it('filters by fields, null meaning without', () => {
    const modes = library.find({ paper: 'hi-paper', filter: { quantity: 'lpi', device: 'jetson-orin-nano', power_mode: null } });
    expect(modes.map(({ record }) => record.id)).toEqual(['s4.4.regnet.lpi']);
  });
  it('gives one record or says how many fit', () => {
    expect(library.one('hi-paper', { quantity: 'epi', dataset: 'cifar10', strategy: 'ee-hi', model: 'alexnet', power_mode: '7W' }).value).toBe(17.12);
    expect(() => library.one('hi-paper', { quantity: 'lpi', dataset: 'cifar10' })).toThrow(/hi-paper: \d+ records fit .* where exactly one is expected; name the missing conditions/);
    expect(() => library.one('hi-paper', { quantity: 'nothing' })).toThrow('0 records fit');
    expect(() => library.paper('tinyml')).toThrow('There are no published numbers of “tinyml”; known: hi-paper, hybrid-models, fleet, summary-page.');
  });
  // The paper's text prints 8.20, 1.50, 112.00, 23.60 and 1.102070; "73%" and "59.7%" stand in its text.
  it.each([
    ['T3.cifar10.latency.jetson-orin-nano.15w', '8.20 ms'], ['T4.lpi.cifar10.resnet8.coral-dev-board-micro', '1.50 ms'], ['T4.epi.cifar10.alexnet.coral-dev-board-micro', '112.00 mJ'],
    ['T4.epi.imagenet1k.resnet50.jetson-orin-nano.15w', '23.60 mJ'], ['T8.lpi.cifar10.resnet56.fp32.15w', '1.102070 ms'],
    ['claim.hi_vs_ondevice.lpi_reduction', 'up to 73 %'], ['claim.eehi_vs_hi.lpi_reduction', 'up to 59.7 %'],
  ])('restores the zeros that JSON lost: %s as %s', (id, text) => {
    expect(printedText(library.one('hi-paper', { id }), library.decimals('hi-paper', id))).toBe(text);
  });
});
