/** A model that was given an exit here runs like any other: in the loop on this computer and on another machine, and composed for virtual boards. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../src-main/contract/results';
import type { Strategy } from '../../src-main/core/measurements';
import { openLaboratory, type Laboratory } from '../support/laboratory';
import { hiStudio, killAll, startHiStudio } from '../support/terminal';

const strategies: Strategy[] = ['ee', 'ee-hi', 'early-offload'];
const boards = ['this-computer', 'raspberry-pi-4b', 'coral-dev-board-micro', 'bench-board'];
let lab: Laboratory;
beforeAll(() => {
  lab = openLaboratory();
  lab.quickRemote();
});
afterEach(killAll);
afterAll(() => lab.remove());

describe('a model that was given an exit', () => {
  it('decides in the loop as composed, here and on an agent, and is composed for virtual boards', async () => {
    const made = await hiStudio(['exits', 'glyphs-resnet8', '--dataset', 'glyphs', '--at', '3', '--images', '300', '--calibrate', '100', '--report', '100', '--id', 'two-exits', '--out', lab.path('mine', 'models', 'two-exits')], lab);
    expect(made.code, made.err).toBe(0);
    const agent = startHiStudio(['agent', '--port', '0', '--token', 'sesame'], lab);
    const port = Number(await agent.until((_, err) => /^Agent on 127\.0\.0\.1:(\d+), token sesame\./.exec(err)?.[1] ?? null));
    lab.profile('mine/boards/bench-board.yaml', { kind: 'board', id: 'bench-board', name: 'Board on the bench', driver: 'agent', address: { host: '127.0.0.1', port, token: 'sesame' } });
    lab.experiment('attached', { models: ['two-exits'], remote: 'quick-remote', boards, strategies: ['on-device', 'remote', 'hi', ...strategies], dataset: { use: 'glyphs', fit: 120, report: 150 }, in_the_loop: { samples: 15, strategies } });
    const run = await hiStudio(['run', 'attached.yaml', '--out', 'report', '--formats', 'json'], lab);
    expect(run.code, run.err).toBe(0);
    agent.interrupt();
    const ended = await agent.ended;
    expect(ended.err).toContain('opened two-exits');

    const results = lab.json<Results>('report', 'results.json');
    expect(results.boards.map(({ id }) => id)).toEqual(boards);
    // Every decision of the loop, which runs the model segment by segment, is the one composed of the outputs of a whole run.
    expect(results.loops.map(({ board, strategy, n, decisionsAgree }) => [board, strategy, n, decisionsAgree])).toEqual(['this-computer', 'bench-board'].flatMap((board) => strategies.map((strategy) => [board, strategy, 15, 15])));
    for (const { costs } of results.boards) {
      expect(costs[0].exits).toHaveLength(3);
      const upTo = costs[0].exits.map(({ latencyMs }) => latencyMs.value);
      expect(Math.min(...upTo)).toBeGreaterThan(0);
    }
    // Virtual boards execute nothing, so nothing of theirs runs in the loop: each charges what the work up to an exit says, and its answers are those of the same model here.
    const onDevice = (board: string) => results.strategies.find((row) => row.board === board && row.strategy === 'on-device')!;
    for (const board of boards) expect(onDevice(board).accuracy.value).toBe(onDevice('this-computer').accuracy.value);
    for (const board of boards.slice(1, 3)) expect(results.strategies.filter((row) => row.board === board).map(({ strategy, lpiMs }) => [strategy, lpiMs.provenance])).toEqual(['on-device', 'remote', 'hi', ...strategies].map((strategy) => [strategy, 'modelled']));
    for (const { costs } of results.boards.filter(({ driver }) => driver === 'virtual')) {
      const upTo = costs[0].exits.map(({ latencyMs }) => latencyMs.value);
      expect(upTo[0]).toBeLessThan(upTo[1]);
      expect(upTo[1]).toBeLessThan(upTo[2]);
    }
    for (const row of results.strategies.filter(({ strategy }) => strategy === 'ee')) expect(row.exitShares).toHaveLength(3);
  }, 240_000);
});
