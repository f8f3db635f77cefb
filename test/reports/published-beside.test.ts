/** Published figures in a run's report: columns of results.csv and a section of the PDF. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishedBeside } from '../../src-main/core/published';
import { writeReport } from '../../src-main/reports';
import { exampleResults } from '../support/example-results';
import { libraryWith } from '../support/published-papers';

const pdftotext = spawnSync('pdftotext', ['-v']).error === undefined;
const results = exampleResults();
results.dataset = { ...results.dataset, id: 'cifar10-jpeg', name: 'CIFAR-10 (JPEG)' };
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hi-beside-'));
  await writeReport(results, folder, { formats: ['csv', 'pdf'], beside: publishedBeside(results, libraryWith()) });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const pdfText = (file: string): string => execFileSync('pdftotext', ['-layout', file, '-']).toString().replaceAll(/[\s\u00a0]+/g, ' ');

describe('a run’s report with published figures', () => {
  it('has them in results.csv with the ratio, the records and the reasons, and empty cells where there are none', () => {
    const [head, ...rows] = readFileSync(join(folder, 'results.csv'), 'utf8').trimEnd().split('\r\n');
    const columns = head.split(',');
    expect(columns.slice(-10)).toEqual(['published_accuracy_percent', 'accuracy_over_published', 'published_lpi_ms', 'lpi_over_published', 'published_epi_mj', 'epi_over_published', 'published_offloaded_percent', 'offloaded_over_published', 'published_records', 'published_differs_because']);
    // Table 6: 1.87 ms and 13.05 mJ.
    const jetson = rows.find((row) => row.includes(',jetson-orin-nano-15w,') && row.includes(',hi,'))!;
    expect(jetson).toMatch(/,1\.87,1\.0\d+,13\.05,1\.0\d+,,,T6\.resnet8\.jetson-orin-nano\.15w\.hi\.lpi T6\.resnet8\.jetson-orin-nano\.15w\.hi\.epi,/);
    expect(jetson).toContain('the board is virtual');
    expect(rows.find((row) => row.includes(',this-computer,'))!.endsWith(',,,,,,,,,,')).toBe(true);
    expect(readFileSync(join(folder, 'columns.csv'), 'utf8')).toContain('results.csv,published_lpi_ms,ms,"lpi that the HI paper prints');
  });
  it.skipIf(!pdftotext)('has a section in the PDF (skipped without pdftotext)', () => {
    const text = pdfText(join(folder, 'report.pdf'));
    expect(text).toContain('Beside the published numbers');
    expect(text).toMatch(/On-device Accuracy 87\.\d % ◊?●? ?87\.0 % ○ 1\.01 Table 4/);
    expect(text).toContain('another remote model: resnet32-wide instead of vit-h14');
  });
  it.skipIf(!pdftotext)('leaves the section out where nothing is comparable (skipped without pdftotext)', async () => {
    const plain = mkdtempSync(join(tmpdir(), 'hi-beside-'));
    try {
      await writeReport(exampleResults(), plain, { formats: ['pdf'], beside: publishedBeside(exampleResults(), libraryWith()) });
      expect(pdfText(join(plain, 'report.pdf'))).not.toContain('Beside the published numbers');
    } finally {
      rmSync(plain, { recursive: true, force: true });
    }
  }, 60_000);
});
