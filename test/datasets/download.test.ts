/** Downloads from a server on this machine that breaks off, knows no ranges, sends something else, or says nothing. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DatasetProfile } from '../../src-main/contract/profiles';
import { downloadDataset, type DownloadProgress } from '../../src-main/datasets/download';
import { openDataset } from '../../src-main/datasets/registry';

const record = 3073;
const images = Buffer.alloc(60 * record);
for (let i = 0; i < images.length; i++) images[i] = i % record === 0 ? (i / record) % 10 : (i * 31) & 255;

async function archiveOf(files: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const tar = pack();
  for (const [name, content] of Object.entries(files)) tar.entry({ name }, content);
  tar.finalize();
  const parts: Buffer[] = [];
  for await (const part of tar) parts.push(part as Buffer);
  return gzipSync(Buffer.concat(parts));
}

let folder = '';
let server: Server;
let archive: Buffer;
const ranges: (string | undefined)[] = [];
let answer: (from: number, response: ServerResponse) => void;

const whole = (from: number, response: ServerResponse): void => {
  if (from > 0) response.writeHead(206, { 'content-range': `bytes ${from}-${archive.length - 1}/${archive.length}` });
  response.end(archive.subarray(from));
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hi-download-'));
  // What lies outside of the folder must stay untouched, whatever the archive says.
  archive = await archiveOf({ 'cifar-10-batches-bin/test_batch.bin': images, '../../escaped.bin': Buffer.from('no'), 'cifar-10-batches-bin/readme.html': Buffer.from('<p>') });
  answer = whole;
  ranges.length = 0;
  onStep = () => undefined;
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0), response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const profile = (changes: Partial<NonNullable<DatasetProfile['download']>[number]> = {}): DatasetProfile => ({
  kind: 'dataset', id: 'cifar10', name: 'CIFAR-10', reader: 'cifar10',
  download: [{ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/cifar-10-binary.tar.gz`, bytes: archive.length, sha256: createHash('sha256').update(archive).digest('hex'), unpack: true, ...changes }],
});
const steps: DownloadProgress[] = [];
let onStep: (step: DownloadProgress) => void = () => undefined;
const download = (what = profile(), signal = new AbortController().signal, silentMs = 10_000): Promise<void> => {
  steps.length = 0;
  return downloadDataset(what, join(folder, 'data'), { signal, silentMs, onProgress(step) {
      steps.push(step);
      onStep(step);
    } });
};
const lying = (): string[] => readdirSync(join(folder, 'data'));

describe('a dataset with a public address', () => {
  it('is fetched, checked and unpacked, and then opens', async () => {
    await download();
    expect(lying()).toEqual(['test_batch.bin']);
    expect(readFileSync(join(folder, 'data', 'test_batch.bin')).equals(images)).toBe(true);
    const dataset = await openDataset(profile(), join(folder, 'data'));
    expect(dataset.size).toBe(60);
    await dataset.close();
    expect(steps.at(-1)).toEqual({ file: 'cifar-10-binary.tar.gz', bytes: archive.length, total: archive.length, step: 'unpack' });
  });

  it('never writes where an archive says, only into its own folder', async () => {
    await download();
    expect(existsSync(join(folder, 'escaped.bin')) || existsSync(join(folder, '..', 'escaped.bin'))).toBe(false);
    expect(readdirSync(folder)).toEqual(['data']);
  });

  it('goes on where the connection broke', async () => {
    const half = Math.floor(archive.length / 2);
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': archive.length });
      response.write(archive.subarray(0, half), () => response.destroy());
    };
    await expect(download()).rejects.toThrow(/^The download of .*cifar-10-binary\.tar\.gz stopped at 0 MB of 0 MB \(.+\); what came is kept/);
    answer = whole;
    await download();
    expect(ranges).toEqual([undefined, `bytes=${half}-`]);
    expect(lying()).toEqual(['test_batch.bin']);
  });

  it('begins anew at a server that knows no ranges', async () => {
    await download(profile()).then(() => rmSync(join(folder, 'data'), { recursive: true }));
    answer = (_, response) => response.destroy();
    await expect(download()).rejects.toMatchObject({ code: 'dataset.download-failed' });
    writeFileSync(join(folder, 'data', 'cifar-10-binary.tar.gz.part'), 'something old');
    answer = (_, response) => void response.end(archive);
    await download();
    expect(lying()).toEqual(['test_batch.bin']);
  });

  it('keeps what came when it is cancelled, and says nothing but the reason', async () => {
    const cancel = new AbortController();
    answer = (_, response) => void response.write(archive.subarray(0, 1000));
    onStep = ({ bytes }) => { if (bytes >= 1000) cancel.abort(new Error('cancelled by a person')); };
    await expect(download(profile(), cancel.signal)).rejects.toThrow('cancelled by a person');
    expect(lying()).toEqual(['cifar-10-binary.tar.gz.part']);
  });

  it('is deleted where it is not what the profile expects', async () => {
    await expect(download(profile({ sha256: '0'.repeat(64) }))).rejects.toThrow(/is not what the profile expects \(SHA-256 [0-9a-f]{12}… instead of 000000000000…\) and was deleted/);
    expect(lying()).toEqual([]);
  });

  it.each([
    ['a missing page', (_: number, response: ServerResponse) => void response.writeHead(404).end('gone'), 'the server answered 404 Not Found'],
    ['more than was promised', (_: number, response: ServerResponse) => void response.end(Buffer.alloc(archive.length + 5)), 'more than the expected'],
    ['silence', () => undefined, 'nothing came for 0.2 s'],
    ['another, open address', (_: number, response: ServerResponse) => void response.writeHead(302, { location: `http://localhost:${(server.address() as AddressInfo).port}/x` }).end(), /not encrypted|fetch failed|ECONNREFUSED/],
  ])('stops at %s', async (name, how, reason) => {
    let first = true;
    answer = (from, response) => {
      if (first || name !== 'another, open address') how(from, response);
      else response.end('x');
      first = false;
    };
    await expect(download(profile(), undefined, 200)).rejects.toThrow(reason);
  });

  it('says so where none is configured', async () => {
    await expect(download({ ...profile(), download: undefined })).rejects.toThrow('No public address is configured for CIFAR-10; put its files into a folder and name it (--data), or add "download" to its profile.');
  });

  it('tells an archive without the files from one that is damaged', async () => {
    archive = await archiveOf({ 'other.bin': images });
    await expect(download()).rejects.toThrow(/cannot be unpacked \(none of test_batch\.bin, .* is in it\)/);
    archive = Buffer.from('not a gzip file at all');
    await expect(download()).rejects.toThrow(/cannot be unpacked \(incorrect header check\)/);
  });
});
