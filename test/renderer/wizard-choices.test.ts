/** What the wizard lets a person choose: no dataset that models were made for leads to an empty step, and no split asks for more than there is. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { splitThatFits } from '../../src-renderer/features/wizard/sample-split';
import { suits } from '../../src-renderer/features/wizard/suits';
import { projectRoot } from '../../src-main/paths';
import { textOf } from '../support/source-files';

const cards = readdirSync(join(projectRoot(), 'resources', 'models')).map((name) => parse(textOf(`resources/models/${name}/card.yaml`)) as { dataset: string; role: string });
const rolesFor = (id: string): string[] => [...new Set(cards.filter((card) => suits(card, { id })).map(({ role }) => role))].sort();

describe('the models of a dataset', () => {
  it('are those made for the same pictures in other files', () => {
    for (const id of ['glyphs', 'cifar10-jpeg', 'cifar10', 'cifar10-lossless']) expect(rolesFor(id), id).toEqual(['local', 'remote']);
  });

  it('are not those made for other pictures, and none before a dataset is chosen', () => {
    expect(rolesFor('cifar100')).toEqual([]);
    expect(rolesFor('mnist')).toEqual([]);
    expect(cards.filter((card) => suits(card, null))).toEqual([]);
  });
});

describe('the split of a small dataset', () => {
  it('is a third for fitting and the rest for the report, with nothing left over', () => {
    expect(splitThatFits(1000, { fit: 2000, report: 4000 })).toEqual({ fit: 333, report: 667 });
    expect(splitThatFits(100, { fit: 60, report: 60 })).toEqual({ fit: 50, report: 50 });
  });

  it('is not offered where what is asked for fits exactly, or where no split would', () => {
    expect(splitThatFits(6000, { fit: 2000, report: 4000 })).toBeNull();
    expect(splitThatFits(99, { fit: 50, report: 50 })).toBeNull();
  });
});
