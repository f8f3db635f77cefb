/** `hi-studio published` and `hi-studio reproduce` as a person or a script meets them. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTerminal } from '../../../src-main/hosts/terminal/program';
import type { Studio } from '../../../src-main/studio';
import { openPublishedShelf } from '../../../src-main/studio/published';
import { publishedFolder } from '../../support/published-papers';

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'hi-published-command-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: '', err: '' };
  const shelf = openPublishedShelf(publishedFolder, { now: () => new Date('2026-03-14T09:26:53.000Z') });
  const code = await runTerminal({
    argv, version: '0', out: { write: (text) => (written.out += text) }, err: { write: (text) => (written.err += text) },
    // These two commands use the published shelf of the studio and nothing else.
    openStudio: () => Promise.resolve(shelf as Studio), onInterrupt: () => undefined,
  });
  return { code, ...written };
}

describe('hi-studio published', () => {
  it('finds what the paper prints for a board, as printed', async () => {
    const { code, out } = await run('published', 'T3', 'cifar10', 'jetson', '15W', 'quantity:lpi');
    expect(code).toBe(0);
    expect(out).toContain('hi-paper T3.cifar10.latency.jetson-orin-nano.15w');
    expect(out).toContain('8.20 ms');
  });
  it('answers scripts with every record', async () => {
    const { out } = await run('published', '--paper', 'fleet', '--json');
    expect((JSON.parse(out) as unknown[]).length).toBe(246);
  });
  it('says so when nothing fits, and names the papers there are', async () => {
    expect((await run('published', 'no-such-thing')).out).toContain('Nothing published fits “no-such-thing”');
    expect(await run('published', '--paper', 'tinyml')).toMatchObject({ code: 2, err: expect.stringContaining('known: hi-paper') as string });
  });
});

describe('hi-studio reproduce', () => {
  it('prints every claim with its verdict, and how many of each', async () => {
    const { code, out } = await run('reproduce', 'fleet');
    expect(code).toBe(0);
    expect(out).toMatch(/T3\.pkt2\.all\.ci +7\.5 to 75\.0 ms +7\.5000 .*does-not-follow: recomputed smaller by 49\.500/);
    expect(out).toMatch(/\d+ exact, \d+ within-rounding, \d+ needs-an-assumption, \d+ does-not-follow, \d+ not-testable/);
  });
  it('writes the report into a folder and never into one that holds something else', async () => {
    const report = join(folder, 'report');
    const { code, out } = await run('reproduce', 'hybrid-models', '--out', report, '--json');
    expect(code).toBe(0);
    const answer = JSON.parse(out) as { files: string[]; claims: { id: string; verdict: string }[] };
    expect(readdirSync(report)).toEqual(expect.arrayContaining(answer.files.filter((file) => !file.includes('/'))));
    expect(answer.claims[0]).toMatchObject({ id: 'code.claim.latency_reduction', verdict: 'not-testable' });
    expect((await run('reproduce', 'hybrid-models', '--out', report)).code).toBe(0);
    writeFileSync(join(folder, 'mine.txt'), 'x');
    expect(await run('reproduce', 'hybrid-models', '--out', folder)).toMatchObject({ code: 2, err: expect.stringContaining('holds files that are not a report of this studio') as string });
  }, 60_000);
  it('knows no other papers', async () => {
    expect((await run('reproduce', 'tinyml')).code).toBe(2);
  });
});
