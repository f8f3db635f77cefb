/** A Spanish browser gets a Spanish window: results, verdict, figures and what the studio says when something is wrong. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../src-main/contract/results';
import { headlineOf } from '../../src-main/core/figures/headline';
import { chromiumPath, openBrowser, openWindow, serveStudio, type ServedStudio } from '../support/browser-window';
import { openLaboratory, type Laboratory } from '../support/laboratory';
import { hiStudio } from '../support/terminal';

/** Whole words that occur in no Spanish text; names of boards and models are proper names and are taken out first. */
const englishWords = /\b(?:the|and|is|are|was|with|from|this|that|which|samples|measured|accuracy|than|reaches)\b/i;

describe.skipIf(chromiumPath === null)(`the Spanish window${chromiumPath === null ? ' (skipped: no Chromium here; set HI_STUDIO_CHROMIUM to one)' : ''}`, () => {
  let lab: Laboratory;
  let studio: ServedStudio;
  let browser: Browser;
  let results: Results;
  beforeAll(async () => {
    lab = openLaboratory();
    lab.quickRemote();
    lab.experiment('demo', { remote: 'quick-remote', strategies: ['on-device', 'remote', 'hi', 'ee', 'ee-hi'] });
    const run = await hiStudio(['run', 'demo.yaml', '--out', 'report', '--formats', 'json'], lab);
    expect(run.code, run.err).toBe(0);
    results = lab.json<Results>('report', 'results.json');
    [studio, browser] = await Promise.all([serveStudio(lab), openBrowser()]);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    studio?.command.interrupt();
    await studio?.command.ended;
    lab?.remove();
  });

  const open = (): ReturnType<typeof openWindow> => openWindow(browser, studio.address, { locale: 'es-ES' });
  /** What a part of the page says, without proper names. */
  async function wordsOf(page: Page, selector: string): Promise<string> {
    const texts = await page.locator(selector).allInnerTexts();
    return [...results.boards, ...results.models, results.dataset].reduce((text, { name }) => text.replaceAll(name, '·'), texts.join('\n'));
  }

  it('says headline, verdict, targets and figures of a run', async () => {
    const { page, goTo, complaints, close } = await open();
    await goTo(`/runs/${results.run.id}/results`);
    expect(await page.locator('[data-headline]').innerText()).not.toBe(headlineOf(results).text);
    expect(await wordsOf(page, '[data-headline]')).toMatch(/alcanza|no se cumple/);
    await page.locator('[data-verdict] button').last().click();
    expect(await page.locator('[data-verdict] li').count()).toBe(results.verdict.reasons.length);
    expect(await wordsOf(page, '[data-verdict]')).not.toMatch(englishWords);
    await goTo(`/runs/${results.run.id}/results/figures`);
    await page.locator('figure').first().waitFor();
    expect(await page.locator('figure').count()).toBeGreaterThan(7);
    expect(await wordsOf(page, 'figure')).not.toMatch(englishWords);
    await goTo('/runs');
    expect(await wordsOf(page, 'main')).toMatch(/alcanza|no se cumple/);
    expect(complaints).toEqual([]);
    await close();
  }, 90_000);

  it('says what is wrong with a run’s address, a profile and an experiment', async () => {
    const { page, goTo, close } = await open();
    await page.evaluate(() => { location.hash = '/runs/no-such-run/results'; });
    await page.getByText('No hay ninguna ejecución «no-such-run»').first().waitFor();
    await goTo('/library/board');
    await page.getByRole('button', { name: 'Importar …' }).first().click();
    await page.getByRole('textbox', { name: 'Texto YAML' }).fill('kind: board\nid: mine\nname: Mine\ndriver: virtual\nidle_power: 3 W\n');
    await page.getByText('no es una clave conocida').first().waitFor();
    expect((await page.getByRole('dialog').innerText()).replace(/«[^»]*»/g, '')).not.toMatch(englishWords);
    await page.keyboard.press('Escape');
    await goTo('/library/experiment/demo');
    await page.getByRole('button', { name: 'Abrir como experimento' }).click();
    await page.getByLabel('Conjunto de informe', { exact: true }).fill('9999999');
    await page.keyboard.press('Tab');
    await page.getByText('distintas; reduzca uno de los dos').first().waitFor();
    expect((await page.getByText('distintas; reduzca uno de los dos').first().innerText()).replace(/«[^»]*»/g, '')).not.toMatch(englishWords);
    await close();
  }, 90_000);
});
