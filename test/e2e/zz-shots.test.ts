/** Scratch: pictures of the results screens. */
import { expect, it } from 'vitest';
import type { Results } from '../../src-main/contract/results';
import { openBrowser, openWindow, serveStudio, settled } from '../support/browser-window';
import { openLaboratory } from '../support/laboratory';
import { hiStudio } from '../support/terminal';
it('shots', async () => {
  const lab = openLaboratory();
  lab.quickRemote();
  lab.profile('mine/datasets/cifar10-glyphs.yaml', { kind: 'dataset', id: 'cifar10-glyphs', name: 'Glyphs for CIFAR-10', reader: 'glyphs', summary: 'Drawn shapes.', seed: 1, size: 4000, licence: 'MIT' });
  lab.experiment('beside', { name: 'Beside the paper', dataset: { use: 'cifar10-glyphs', fit: 400, report: 1500 } as never, remote: 'quick-remote', boards: ['raspberry-pi-4b', 'jetson-orin-nano-15w'], strategies: ['on-device', 'remote', 'hi', 'ee', 'ee-hi', 'early-offload'] as never });
  const run = await hiStudio(['run', 'beside.yaml', '--out', 'report', '--formats', 'json,pdf'], lab);
  expect(run.code, run.err).toBe(0);
  const results = lab.json<Results>('report', 'results.json');
  const { copyFileSync } = await import('node:fs');
  copyFileSync(lab.path('report', 'report.pdf'), '/tmp/area-results/report.pdf');
  const made = await hiStudio(['exits', 'glyphs-resnet8', '--dataset', 'glyphs', '--at', '3', '--images', '200', '--calibrate', '60', '--report', '60', '--id', 'two-exits', '--out', lab.path('mine', 'models', 'two-exits')], lab);
  console.log(made.out, made.err.slice(0, 400));
  lab.experiment('two', { name: 'Two exits', models: ['two-exits'], dataset: { use: 'glyphs', fit: 200, report: 400 } as never, remote: 'quick-remote', boards: ['raspberry-pi-4b'], strategies: ['on-device', 'remote', 'hi', 'ee', 'ee-hi', 'early-offload'] as never });
  const second = await hiStudio(['run', 'two.yaml', '--out', 'report2', '--formats', 'json'], lab);
  expect(second.code, second.err).toBe(0);
  const two = lab.json<Results>('report2', 'results.json');
  const [studio, browser] = await Promise.all([serveStudio(lab), openBrowser()]);
  const shot = async (name: string, id: string, tab: string, options: object, act?: (page: Awaited<ReturnType<typeof openWindow>>['page']) => Promise<void>): Promise<void> => {
    const { page, goTo, complaints, close } = await openWindow(browser, studio.address, options);
    await goTo(`/runs/${id}/results/${tab}`);
    await page.locator('figure[data-figure], table').first().waitFor();
    if (act) await act(page);
    await settled(page);
    await page.evaluate(() => { const main = document.querySelector('#main') as HTMLElement; (main.parentElement as HTMLElement).style.overflow = 'visible'; });
    const height = await page.evaluate(() => document.querySelector('#main')!.scrollHeight + 40);
    await page.setViewportSize({ width: page.viewportSize()!.width, height: Math.min(4200, height) });
    await page.waitForTimeout(300);
    await page.screenshot({ path: `/tmp/area-results/${name}.png` });
    console.log(name, complaints);
    await close();
  };
  const pick = (name: string) => async (page: Awaited<ReturnType<typeof openWindow>>['page']): Promise<void> => { await page.getByRole('radio', { name, exact: true }).click(); await page.locator(`figure[data-figure^="explorer-${name === 'HI' || name === 'EE' ? name.toLowerCase() : name.startsWith('E') && name.includes('-') ? 'ee-hi' : 'early-offload'}"]`).waitFor(); };
  const narrow = { viewport: { width: 1024, height: 800 } };
  const wide = { viewport: { width: 1680, height: 900 } };
  try {
    await shot('figures-dark-1024', results.run.id, 'figures', { ...narrow, colorScheme: 'dark' });
    await shot('eo2-dark', two.run.id, 'thresholds', { ...wide, colorScheme: 'dark' }, pick('Early offload'));
    const { page, goTo, close } = await openWindow(browser, studio.address, narrow);
    await page.evaluate(() => { const draft = JSON.parse(localStorage.getItem('hi-studio.draft') ?? '{}'); localStorage.setItem('hi-studio.draft', JSON.stringify({ ...draft, dataset: 'glyphs', models: ['two-exits'] })); });
    await page.reload();
    await goTo('/new/exits');
    await page.getByText('Relu').first().waitFor();
    await page.screenshot({ path: '/tmp/area-results/wizard-exits.png' });
    await close();
  } finally {
    await browser.close();
    studio.command.interrupt();
    await studio.command.ended;
    lab.remove();
  }
}, 400_000);
