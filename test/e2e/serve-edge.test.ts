/** The edge server alone, as a board sees it: raw pixels in, a class index out. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDataset } from '../../src-main/datasets/registry';
import { laboratoryOfFile } from '../support/file-laboratory';
import { answerOf, hiStudio, startHiStudio } from '../support/terminal';

const bytes = 3 * 32 * 32;

const lab = laboratoryOfFile();
let images: Uint8Array[];
let truth: Uint16Array;
beforeAll(async () => {
  const glyphs = await openDataset({ kind: 'dataset', id: 'glyphs', name: 'Glyphs', reader: 'glyphs', seed: 1, size: 200 }, null);
  const { pixels, labels } = await glyphs.read(Int32Array.from({ length: 40 }, (_, i) => i));
  images = Array.from({ length: 40 }, (_, i) => pixels.slice(i * bytes, (i + 1) * bytes));
  truth = labels;
  await glyphs.close();
});

/** A board of the paper: one connection, an image, its answer, the next image. */
async function askLikeABoard(port: number, replyBytes: number, pieces = 1): Promise<number[]> {
  const socket = connect({ host: '127.0.0.1', port });
  await once(socket, 'connect');
  const answers: number[] = [];
  for (const image of images) {
    // A slow radio delivers an image in pieces of any size.
    for (let i = 0; i < pieces; i++) socket.write(image.subarray(Math.floor((i * bytes) / pieces), Math.floor(((i + 1) * bytes) / pieces)));
    const reply = await exactly(socket, replyBytes);
    answers.push(replyBytes === 1 ? reply.readUInt8() : reply.readUInt16LE());
  }
  socket.destroy();
  return answers;
}

function exactly(socket: Socket, count: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let got = Buffer.alloc(0);
    const hear = (segment: Buffer): void => {
      got = Buffer.concat([got, segment]);
      if (got.length < count) return;
      socket.off('data', hear).off('error', reject);
      if (got.length > count) reject(new Error(`${got.length} bytes where ${count} were expected`));
      else resolve(got);
    };
    socket.on('data', hear);
    socket.once('error', reject);
  });
}

describe('the edge server alone', () => {
  it('answers boards with the class of their image, and tells on Ctrl-C where its time went', async () => {
    const serving = startHiStudio(['serve-edge', '--port', '0', '--stats-csv', 'times.csv'], lab);
    const port = await serving.until((_, err) => /^Edge server on 127\.0\.0\.1:(\d+); one image is 3072 bytes\. Ctrl-C stops it\.\n/.exec(err)?.[1] ?? null);
    const [alone, besides] = await Promise.all([askLikeABoard(Number(port), 2), askLikeABoard(Number(port), 2, 7)]);
    expect(besides).toEqual(alone);
    // The large model is right on nine of ten glyphs and more; on 40 of them luck cannot bring it below 30.
    expect(alone.filter((answer, i) => answer === truth[i]).length).toBeGreaterThanOrEqual(30);
    serving.interrupt();
    const { code, signal, out } = await serving.ended;
    expect([code, signal]).toEqual([0, null]);
    for (const part of ['80', 'receive', 'preprocess', 'infer', 'reply', 'ms']) expect(out).toContain(part);
    const [head, ...rows] = lab.read('times.csv').trimEnd().split(/\r?\n/);
    expect(head.split(',')).toEqual(expect.arrayContaining(['receive_ms', 'preprocess_ms', 'infer_ms', 'reply_ms']));
    expect(rows.length).toBe(80);
    await expect(askLikeABoard(Number(port), 2)).rejects.toThrow('ECONNREFUSED');
  });

  it('answers with one byte where boards want one', async () => {
    const serving = startHiStudio(['serve-edge', '--port', '0', '--reply-bytes', '1', '--json'], lab);
    const { port } = JSON.parse(await serving.until((out) => (out.endsWith('\n') ? out : null))) as { port: number };
    expect((await askLikeABoard(port, 1)).filter((answer, i) => answer === truth[i]).length).toBeGreaterThanOrEqual(30);
    serving.interrupt();
    const ended = await serving.ended;
    expect([ended.code, ended.err]).toEqual([0, '']);
    expect(answerOf(ended)).toMatchObject({ host: '127.0.0.1', port });
  });

  it('says in a sentence what keeps it from listening', async () => {
    const holder = createServer();
    const port = await new Promise<number>((resolve) => holder.listen(0, '127.0.0.1', () => resolve((holder.address() as { port: number }).port)));
    try {
      expect(await hiStudio(['serve-edge', '--port', String(port)], lab)).toMatchObject({ code: 5, out: '', err: `Port ${port} on 127.0.0.1 is in use by another program; stop it or choose another port (--port).\n` });
      expect(await hiStudio(['agent', '--port', String(port)], lab)).toMatchObject({ code: 5, out: '', err: expect.stringContaining(String(port)) as string });
    } finally {
      holder.close();
    }
    expect(await hiStudio(['serve-edge', '--port', '70000'], lab)).toMatchObject({ code: 2, err: '--port “70000” is not a TCP port; give a whole number from 1 to 65535, or 0 for a free one.\n' });
    expect(await hiStudio(['serve-edge', '--port', '0', '--reply-bytes', '4'], lab)).toMatchObject({ code: 2, err: '--reply-bytes “4” is not a width of the protocol; give 1 or 2.\n' });
    expect(await hiStudio(['serve-edge', '--port', '0', '--model', 'glyphs-remot'], lab)).toMatchObject({ code: 2, err: expect.stringMatching(/^There is no model “glyphs-remot” \(did you mean “glyphs-remote”\?\); known: .*glyphs-remote/) as string });
  });
});
