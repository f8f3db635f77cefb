/** A model that was given an exit here runs like any other: in the loop on this computer and on another machine, and composed for virtual boards. */
import { describe, expect, it } from 'vitest';
import type { Strategy } from '../../src-main/core/measurements';
import { boardAt, startAgent } from '../support/agent-board';
import { laboratoryOfFile } from '../support/file-laboratory';
import { finishedRun } from '../support/finished-run';
import { hiStudio } from '../support/terminal';

const strategies: Strategy[] = ['ee', 'ee-hi', 'early-offload'];
const boards = ['this-computer', 'raspberry-pi-4b', 'coral-dev-board-micro', 'bench-board'];
const lab = laboratoryOfFile();
lab.quickRemote();

describe('a model that was given an exit', () => {
  it('decides in the loop as composed, here and on an agent, and is composed for virtual boards', async () => {
    const made = await hiStudio(['exits', 'glyphs-resnet8', '--dataset', 'glyphs', '--at', '3', '--images', '300', '--calibrate', '100', '--report', '100', '--id', 'two-exits', '--out', lab.path('mine', 'models', 'two-exits')], lab);
    expect(made.code, made.err).toBe(0);
    const { agent, port } = await startAgent(lab);
    boardAt(lab, port);
    const results = await finishedRun(lab, 'attached', { models: ['two-exits'], remote: 'quick-remote', boards, strategies: ['on-device', 'remote', 'hi', ...strategies], dataset: { use: 'glyphs', fit: 120, report: 150 }, in_the_loop: { samples: 15, strategies } });
    agent.interrupt();
    const ended = await agent.ended;
    expect(ended.err).toContain('opened two-exits');

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
