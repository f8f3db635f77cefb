/** The same experiment headless and with its live view open in a browser, in turns: whether looking changes what is measured. */
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { parse } from 'yaml';
import type { ExperimentProfile } from '../../src-main/contract/profiles';
import type { Results } from '../../src-main/contract/results';
import { startWebHost, type WebHost } from '../../src-main/hosts/web/host';
import { rendererFolder } from '../../src-main/paths';
import { openStudio } from '../../src-main/studio';
import { chromiumPath } from '../support/browser-window';
import { openLaboratory } from '../support/laboratory';
import { openWindow, takeSession } from '../support/window-client';

export interface BenchResult { readonly title: string; readonly rows: { name: string; value: number; unit: string; limit?: string; ok?: boolean }[] }

const PAIRS = 5;

export async function bench(): Promise<BenchResult> {
  const lab = openLaboratory();
  const studio = await openStudio({ home: lab.home, profileFolders: [] });
  const experiment = parse(readFileSync(lab.experiment('disturbance', {
    boards: ['this-computer'], dataset: { use: 'glyphs', fit: 300, report: 700 }, timing: { warm_up: 20, loops: 60, min_loop_ms: 10 }, in_the_loop: { samples: 100, strategies: ['hi'] },
  }), 'utf8')) as ExperimentProfile;
  const web = await startWebHost({ studio, renderer: rendererFolder(), host: '127.0.0.1', port: 0, token: null, log: () => undefined });
  try {
    const ratios: { name: string; of: (results: Results) => number; values: number[] }[] = [
      { name: 'inference, median', of: ({ boards }) => boards[0].costs[0].plain.latencyMs.median ?? Number.NaN, values: [] },
      { name: 'offload, median', of: ({ boards }) => boards[0].costs[0].offload.latencyMs.median ?? Number.NaN, values: [] },
      { name: 'offload, mean', of: ({ boards }) => boards[0].costs[0].offload.latencyMs.value, values: [] },
    ];
    await measured(web, experiment, false);
    for (let pair = 0; pair < PAIRS; pair++) {
      const sides = new Map<boolean, Results>();
      for (const watched of pair % 2 === 0 ? [false, true] : [true, false]) sides.set(watched, await measured(web, experiment, watched));
      for (const { of, values } of ratios) values.push(of(sides.get(true)!) / of(sides.get(false)!));
    }
    return {
      title: `Looking at a run: live view in ${chromiumPath !== null ? 'Chromium' : 'a client without pixels'} against nobody looking, ${PAIRS} pairs`,
      rows: ratios.map(({ name, values }) => {
        const value = 100 * (values.sort((a, b) => a - b)[values.length >> 1] - 1);
        const limited = name.endsWith('median');
        return { name, value, unit: '% more', ...(limited ? { limit: 'within 3 %', ok: Math.abs(value) <= 3 } : {}) };
      }),
    };
  } finally {
    await web.stop();
    lab.remove();
  }
}

async function measured({ port, token, address }: WebHost, experiment: ExperimentProfile, watched: boolean): Promise<Results> {
  const { studio, close } = await openWindow(port, await takeSession(port, token));
  const { id } = await studio.run.start({ experiment });
  const look = watched ? await watch(address, id) : async () => undefined;
  const live = watched && chromiumPath === null ? (async () => { for await (const _ of await studio.run.live({ id })) continue; })() : null;
  for await (const event of await studio.run.events({ id })) if (event.kind === 'run.ended' && event.problem !== null) throw new Error(event.problem.sentence);
  await look();
  await live;
  const results = await studio.run.results({ id });
  await close();
  return results;
}

/** What closes the window again. */
async function watch(address: string, id: string): Promise<() => Promise<void>> {
  if (chromiumPath === null) return async () => undefined;
  const started = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  const page = await started.newPage();
  await page.goto(address);
  await page.waitForSelector('main');
  await page.goto(`${address.split('#')[0]}#/runs/${id}`);
  return () => started.close();
}
