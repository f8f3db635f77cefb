/** The same experiment headless and with its live view open in a browser, in turns: whether looking changes what is measured. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ExperimentProfile } from '../../src-main/contract/profiles';
import type { Results } from '../../src-main/contract/results';
import { startWebHost, type WebHost } from '../../src-main/hosts/web/host';
import { rendererFolder } from '../../src-main/paths';
import { openStudio } from '../../src-main/studio';
import { chromiumPath, openBrowser } from '../support/browser-window';
import { openLaboratory } from '../support/laboratory';
import { openWindow, takeSession } from '../support/window-client';

export interface BenchResult { readonly title: string; readonly rows: { name: string; value: number; unit: string; limit?: string; ok?: boolean }[] }

/** Each: nobody looks, somebody looks, nobody looks; what drifts evenly falls out of the ratio, and the two outer runs say how much noise there is without a window. */
const ROUNDS = 7;

export async function bench(): Promise<BenchResult> {
  const lab = openLaboratory();
  const studio = await openStudio({ home: lab.home, profileFolders: [] });
  const experiment = parse(readFileSync(lab.experiment('disturbance', {
    boards: ['this-computer'], dataset: { use: 'glyphs', fit: 200, report: 500 }, timing: { warm_up: 20, loops: 160, min_loop_ms: 10 }, in_the_loop: { samples: 100, strategies: ['hi'] },
  }), 'utf8')) as ExperimentProfile;
  const web = await startWebHost({ studio, renderer: rendererFolder(), host: '127.0.0.1', port: 0, token: null, log: () => undefined });
  const quantities: { readonly name: string; readonly of: (results: Results) => number; readonly watched: number[]; readonly control: number[] }[] = [
    { name: 'inference, median', of: ({ boards }) => boards[0].costs[0].plain.latencyMs.median ?? Number.NaN, watched: [], control: [] },
    { name: 'offload, median', of: ({ boards }) => boards[0].costs[0].offload.latencyMs.median ?? Number.NaN, watched: [], control: [] },
    { name: 'offload, mean', of: ({ boards }) => boards[0].costs[0].offload.latencyMs.value, watched: [], control: [] },
  ];
  try {
    await measured(web, experiment, null);
    for (let round = 0; round < ROUNDS; round++) {
      const before = await measured(web, experiment, null);
      const viewer = await openViewer(web.address);
      const during = await measured(web, experiment, viewer);
      await viewer.close();
      const after = await measured(web, experiment, null);
      for (const { of, watched, control } of quantities) {
        watched.push((2 * of(during)) / (of(before) + of(after)));
        control.push(of(after) / of(before));
      }
    }
    const more = (ratios: readonly number[]): number => 100 * (ratios.toSorted((a, b) => a - b)[ratios.length >> 1] - 1);
    return {
      title: `Looking at a run: live view in ${chromiumPath !== null ? 'Chromium' : 'a client without pixels'} against nobody looking, median of ${ROUNDS} rounds`,
      rows: quantities.flatMap(({ name, watched, control }) => [
        { name, value: more(watched), unit: '% more', ...(name.endsWith('median') ? { limit: 'within 3 %', ok: Math.abs(more(watched)) <= 3 } : {}) },
        { name: `${name}, nobody looking both times`, value: more(control), unit: '% more' },
      ]),
    };
  } finally {
    await web.stop();
    lab.remove();
  }
}

async function measured({ port, token }: WebHost, experiment: ExperimentProfile, viewer: Viewer | null): Promise<Results> {
  const { studio, close } = await openWindow(port, await takeSession(port, token));
  const { id } = await studio.run.start({ experiment });
  await viewer?.look(id);
  const live = viewer !== null && chromiumPath === null ? (async () => { for await (const _ of await studio.run.live({ id })) continue; })() : null;
  for await (const event of await studio.run.events({ id })) if (event.kind === 'run.ended' && event.problem !== null) throw new Error(event.problem.sentence);
  await live;
  const results = await studio.run.results({ id });
  await close();
  return results;
}

interface Viewer { look(run: string): Promise<unknown>; close(): Promise<void> }

/** A window at home, as it is before somebody starts a run. */
async function openViewer(address: string): Promise<Viewer> {
  if (chromiumPath === null) return { look: async () => undefined, close: async () => undefined };
  const started = await openBrowser();
  const page = await started.newPage();
  await page.goto(address);
  await page.waitForSelector('main');
  return {
    look: async (run) => {
      await page.goto(`${address.split('#')[0]}#/runs/${run}`);
      await page.waitForSelector('main canvas');
    },
    close: () => started.close(),
  };
}
