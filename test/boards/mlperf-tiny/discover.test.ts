/** Boards among plugged-in devices: named by USB, asked by the handshake, and other ports left alone. */
import { afterEach, expect, it } from 'vitest';
import { findBoards } from '../../../src-main/boards/mlperf-tiny/discover';
import { boardProfile } from '../../../src-main/contract/profiles';
import { readBoard } from '../board-profiles';
import { createBench, profileOf } from './bench';

const bench = createBench();
afterEach(() => bench.stop());

it('discovery tells which board is on which port, and why one does not answer', async () => {
  bench.add('/dev/ttyACM0', { vendor: 'Nucleo', extended: false });
  const stranger = bench.add('/dev/ttyACM1', {}, {}, '1915:c00a');
  bench.add('/dev/ttyACM2', { vendor: 'Nano' }, {}, '2341:805a');
  bench.add('/dev/ttyACM3', {}, {}, '1366:1015').board.trouble.stall(true);
  const other = boardProfile.parse({ ...profileOf({ usb: [{ vendor: '2341', product: '805a' }] }, { firmware: { benchmark: 'kws01' } }), id: 'kws-board' });
  const found = await findBoards([other, readBoard('mlperf-tiny'), readBoard('this-computer')], await bench.list(), bench);
  expect(found.map(({ port, board, identity, problem }) => [port.path, board, identity?.vendor ?? null, problem])).toEqual([
    ['/dev/ttyACM0', 'mlperf-tiny', 'Nucleo', null],
    // Two profiles fit by USB; the benchmark of its firmware decides.
    ['/dev/ttyACM2', 'mlperf-tiny', 'Nano', null],
    ['/dev/ttyACM3', 'mlperf-tiny', null, expect.stringMatching(/^\/dev\/ttyACM3 did not answer name%/)],
  ]);
  expect(stranger.received).toEqual([]);
});
