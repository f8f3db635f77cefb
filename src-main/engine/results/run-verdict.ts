/** Gathers what the verdict looks at from a composed run. */
import type { BoardEnergy } from '../../contract/energy-results';
import type { Results } from '../../contract/results';
import { datasetFamily } from '../../core/dataset-family';
import { strategyNames } from '../../core/figures/palette';
import { decidesAtEnd, type Strategy } from '../../core/measurements';
import { judge, type VerdictFacts } from '../../core/verdict';
import type { Job } from '../job';
import type { LoopTimes } from '../ports';

const quantityNames = { accuracy: 'accuracy', lpiMs: 'latency', epiMj: 'energy', offloadShare: 'offload share' } as const;

export interface VerdictSources {
  readonly strategies: Results['strategies'];
  readonly loops: Results['loops'];
  readonly energy: NonNullable<Results['energy']>;
  readonly reportSamples: number;
  readonly hasRemote: boolean;
  readonly lostOffloads: number;
  readonly overheadMs: number | null;
  readonly accuracyAsked: number | null;
  readonly policies: readonly { readonly board: string; readonly model: string; readonly strategy: Strategy; readonly feasibleOnFit: boolean | null; readonly lrConstant: VerdictFacts['decisions'][number]['constant'] }[];
}

export async function runVerdict(job: Job, sources: VerdictSources): Promise<Results['verdict']> {
  const { plan, record, resolved, boards } = job;
  const environment = record.manifest.environment;
  const stages: VerdictFacts['stages'][number][] = [];
  for (const { profile } of boards) {
    for (const { card, facts } of resolved.locals) {
      for (const stage of [...facts.exits.keys(), 'plain'] as const) {
        const times = await record.timings(profile.id, card.id, stage);
        if (times !== null) stages.push(stageFacts(`${profile.name}, ${card.name}, ${stage === 'plain' ? 'whole model' : stage === facts.exits.length - 1 ? 'all segments and heads' : `up to ${facts.exits[stage].name}`}`, times));
      }
    }
  }
  const named = (strategy: Strategy, model: string, board: string): string => {
    const card = resolved.locals.find((local) => local.card.id === model)?.card;
    return `${strategyNames[strategy]} with ${card?.name ?? model} on ${boards.find(({ profile }) => profile.id === board)?.profile.name ?? board}`;
  };
  const { status, reasons } = judge({
    reportSamples: sources.reportSamples, plannedReportSamples: plan.sets.report.length, fitSamples: plan.sets.fit.length,
    // A run is judged when all of its stages are through; samples that are missing are told by their number.
    status: 'finished', resumed: record.manifest.resumedCount > 0, hasRemote: sources.hasRemote, stages, overheadMs: sources.overheadMs, lostOffloads: sources.lostOffloads, measuredEnergy: sources.energy.map((one) => energyFacts(one, boards.find(({ profile }) => profile.id === one.board)?.profile.name ?? one.board)),
    // By board: provenance belongs to the board, and a list of every strategy on it says no more.
    strategies: sources.strategies.map((row) => ({
      name: boards.find(({ profile }) => profile.id === row.board)?.profile.name ?? row.board, accuracy: row.accuracy.value, accuracyLow: row.accuracy.low, accuracyHigh: row.accuracy.high,
      latency: row.lpiMs.provenance, energy: row.epiMj?.provenance ?? null,
    })),
    otherDataset: [...resolved.locals, resolved.remote].filter(({ card }) => datasetFamily(card.dataset) !== datasetFamily(resolved.dataset.id)).map(({ card }) => ({ model: card.name, trainedFor: card.dataset })),
    machine: {
      governor: typeof environment.governor === 'string' ? environment.governor : null,
      otherLoad: (await record.getArtefact('other-load')) as number | null,
      processors: typeof environment.cores === 'number' ? environment.cores : 1,
    },
    decisions: uniqueBy(sources.policies.filter(({ strategy }) => decidesAtEnd(strategy)), ({ model }) => model).map(({ model, lrConstant }) => ({ model, constant: lrConstant })),
    targets: sources.policies.filter(({ feasibleOnFit }) => feasibleOnFit !== null).map(({ board, model, strategy, feasibleOnFit }) => ({
      name: named(strategy, model, board), feasibleOnFit: feasibleOnFit === true, asked: sources.accuracyAsked,
      reached: sources.strategies.find((row) => row.board === board && row.model === model && row.strategy === strategy)?.accuracy.value ?? null,
    })),
    loops: sources.loops.map((loop) => ({
      name: named(loop.strategy, loop.model, loop.board), samples: loop.n, decisionsAgree: loop.n === 0 ? 1 : loop.decisionsAgree / loop.n,
      unexplained: loop.rows.filter(({ explained }) => !explained).map(({ quantity, difference, composed }) => ({
        quantity: quantityNames[quantity], difference: quantity === 'accuracy' || quantity === 'offloadShare' || composed.value === 0 ? difference.value : difference.value / composed.value,
      })),
    })),
  });
  return { status, reasons: [...reasons] };
}

function energyFacts({ simulated, instrument, works, gaps }: BoardEnergy, board: string): NonNullable<VerdictFacts['measuredEnergy']>[number] {
  return {
    board, instrument: instrument.model, simulated, gaps: gaps.map(({ text }) => text),
    works: works.map((work) => ({
      name: work.name, windows: work.windows.from.length, missing: work.windowsMissing,
      // A window that was not found is time that was not measured.
      coverage: (work.coverage * work.windows.from.length) / (work.windows.from.length + work.windowsMissing),
      warnings: work.warnings.filter(({ kind }) => kind !== 'coverage' && kind !== 'missing-windows').map(({ text }) => text),
    })),
  };
}

function stageFacts(name: string, { ms }: LoopTimes): VerdictFacts['stages'][number] {
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const whole = mean(ms);
  const third = Math.floor(ms.length / 3);
  const sd = ms.length < 2 ? null : Math.sqrt(ms.reduce((sum, value) => sum + (value - whole) ** 2, 0) / (ms.length - 1));
  return {
    name, meanMs: whole, loops: ms.length, relativeSd: sd === null ? null : sd / whole,
    firstThirdMs: third < 3 ? null : mean(ms.subarray(0, third)), lastThirdMs: third < 3 ? null : mean(ms.subarray(ms.length - third)),
  };
}

function uniqueBy<T>(rows: readonly T[], key: (row: T) => string): T[] {
  return [...new Map(rows.map((row) => [key(row), row])).values()];
}
