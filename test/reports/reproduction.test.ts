/** The report “Reproduction of …” as files. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reproduce, type Reproduction } from '../../src-main/core/published';
import { writeReproduction } from '../../src-main/reports/reproduction';
import { libraryWith } from '../support/published-papers';

const pdftotext = spawnSync('pdftotext', ['-v']).error === undefined;
const at = '2026-03-14T09:26:53.000Z';
const paper: Reproduction = reproduce('hi-paper', libraryWith());
let folder = '';
let files: string[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hi-reproduction-'));
  files = await writeReproduction(paper, folder, at);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const lines = (file: string): string[] => read(file).trimEnd().split('\r\n');

describe('the report of a reproduction', () => {
  it('is a PDF, two CSV files with every claim and recomputation, JSON, tables and figures', () => {
    expect(files).toEqual(expect.arrayContaining(['reproduction.pdf', 'claims.csv', 'readings.csv', 'columns.csv', 'reproduction.json', 'tables/table-5.csv', 'tables/table-6.csv', 'figures/figure-3.svg', 'figures/figure-4.png', 'figures/figure-5.csv']));
    expect(lines('claims.csv').length).toBe(paper.claims.length + 1);
    expect(lines('readings.csv').length).toBe(paper.claims.reduce((sum, claim) => sum + claim.readings.length, 1));
  });
  it('gives every recomputed value with its interval, verdict and inputs in claims.csv', () => {
    const [head, ...rows] = lines('claims.csv');
    expect(head).toBe('record,topic,claim,source,printed,recomputed_text,recomputed,recomputed_low,recomputed_high,recomputed_end,verdict,reason,inputs,note');
    const row = rows.find((line) => line.startsWith('claim.resnet56.accuracy.rpi,'))!;
    expect(row).toContain('93.53');
    expect(row).toContain('does-not-follow,recomputed smaller by 0.170,T4.accuracy.cifar10.resnet56.raspberry-pi-4b,Table 4 has 93.53 for this device');
  });
  it('keeps rules, claims and tables in reproduction.json', () => {
    const document = JSON.parse(read('reproduction.json')) as { schema: string; rules: Record<string, string>; claims: { id: string; verdict: string }[]; counts: Record<string, number> };
    expect(document.schema).toBe('hi-studio/reproduction@1');
    expect(Object.keys(document.rules)).toEqual(Object.keys(document.counts));
    expect(document.claims.map(({ verdict }) => verdict)).toEqual(paper.claims.map(({ verdict }) => verdict));
  });
  it.skipIf(!pdftotext)('explains the rules and names every claim’s record in the PDF (skipped without pdftotext)', () => {
    const text = execFileSync('pdftotext', ['-layout', join(folder, 'reproduction.pdf'), '-']).toString().replaceAll(/[\u200b]/g, '');
    const bare = text.replaceAll(/[\s\u00a0]+/g, '');
    const headings = ['Reproduction of “Exploring the Boundaries', 'What does not follow', 'How the verdicts are given', 'Every claim', 'Rebuilt tables', 'Rebuilt figures', 'Appendix: every recomputation'];
    // Cells are wrapped: word by word.
    const words = [...headings, ...paper.claims.map((claim) => claim.printed)].flatMap((part) => part.split(' '));
    expect(words.filter((one) => !bare.includes(one))).toEqual([]);
    // A glyph that the font lacks would be printed as a box.
    expect(text).not.toMatch(/[\ufffd→]/);
  });
  it('writes the same bytes for the same numbers and date', async () => {
    const again = mkdtempSync(join(tmpdir(), 'hi-reproduction-'));
    try {
      await writeReproduction(reproduce('hybrid-models', libraryWith()), again, at);
      const first = readFileSync(join(again, 'reproduction.pdf'));
      await writeReproduction(reproduce('hybrid-models', libraryWith()), again, at);
      expect(readFileSync(join(again, 'reproduction.pdf')).equals(first)).toBe(true);
    } finally {
      rmSync(again, { recursive: true, force: true });
    }
  }, 60_000);
});
