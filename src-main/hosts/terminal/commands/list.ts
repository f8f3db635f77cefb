/** `hi-studio list`: what there is of one kind. */
import { Argument, type Command } from 'commander';
import type { TerminalHost } from '../host';
import { textTable } from '../table';

const profileKinds = { boards: 'board', analyzers: 'analyzer', datasets: 'dataset', models: 'model', experiments: 'experiment', links: 'link', servers: 'server' } as const;
const kinds = [...(Object.keys(profileKinds) as (keyof typeof profileKinds)[]), 'runs'] as const;

export function addListCommand(program: Command, host: TerminalHost): void {
  program
    .command('list')
    .addArgument(new Argument('<kind>', 'what to list').choices(kinds))
    .summary('boards, analyzers, datasets, models, experiments, links, servers or runs')
    .addHelpText('after', '\nExamples:\n  hi-studio list boards\n  hi-studio list runs --json\n')
    .action(async (kind: (typeof kinds)[number]) => {
      const studio = await host.studio();
      if (kind === 'runs') {
        const runs = await studio.runs.list();
        host.answer(runs.map(({ id, name, status, createdAt, finishedAt, headline }) => ({ id, name, status, createdAt, finishedAt, headline })));
        host.print(runs.length === 0 ? 'No runs yet; "hi-studio run demo" makes the first.' : textTable(['run', 'status', 'experiment', 'result'], runs.map((run) => [run.id, run.status, run.name, run.headline ?? ''])));
        return;
      }
      const entries = studio.profiles.list(profileKinds[kind]);
      host.answer(entries.map(({ id, name, summary, file, builtIn, problem }) => ({ id, name, summary, file, builtIn, problem: problem?.message ?? null })));
      host.print(entries.length === 0 ? `No ${kind}.` : textTable(['id', 'name', 'about'], entries.map(({ id, name, summary, problem }) => [id, name, problem === null ? summary : `✗ ${problem.message}`])));
    });
}
