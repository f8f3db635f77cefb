/** What holds in every window of the studio, in a browser and in Electron: the same checks on a page that is open already. */
import { expect, it } from 'vitest';
import { accessibilityProblems, overflow, settled, type OpenedWindow } from './browser-window';
import { keyboardOf } from './keyboard';

/** Every view that needs neither a run nor a recording. */
export const plainScreens = ['/', '/new/dataset', '/new/device', '/new/model', '/new/exits', '/new/targets', '/library', '/library/board', '/library/experiment', '/library/board/coral-dev-board-micro', '/library/published', '/runs', '/compare', '/devices', '/devices/doctor', '/captures', '/captures/new', '/teaching', '/teaching/tiny/1', '/present/exits/3', '/settings', '/about', '/nowhere-at-all'];

/** From the least that is promised over a laptop to a projector in 4K. */
export const windowSizes = [{ width: 1024, height: 768 }, { width: 1600, height: 1000 }, { width: 3840, height: 2160 }];

/** What the wizard does not ask: few loops and few resamples. */
const quick = { timing: { warm_up: 2, loops: 10, min_loop_ms: 1 }, in_the_loop: { samples: 60 }, bootstrap: 200 };
/** An experiment that suits any studio, as the wizard keeps it; small enough to run in seconds. */
export const smallDraft = { id: 'by-hand', name: 'By hand', dataset: 'glyphs', fit: 200, report: 300, boards: ['this-computer'], models: ['glyphs-resnet8'], remote: 'glyphs-remote', thresholds: [0.8], rest: quick };

export async function putDraft({ page }: OpenedWindow, draft: object): Promise<void> {
  await page.evaluate((text) => localStorage.setItem('hi-studio.draft', text), JSON.stringify(draft));
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** Declares the checks. `window` is asked when they run; all of them use the same one. */
export function checkWindow(window: () => OpenedWindow): void {
  it('shows every view without a console error, an external request, anything that axe objects to or anything that is cut off', async () => {
    const { page, goTo, complaints } = window();
    await putDraft(window(), smallDraft);
    const found: string[] = [];
    for (const screen of plainScreens) {
      await goTo(screen);
      found.push(...(await accessibilityProblems(page)).map((problem) => `${screen}: ${problem}`));
      const wide = await overflow(page);
      if (wide !== null) found.push(`${screen}: ${wide}`);
    }
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
  }, 240_000);

  it('leads by keyboard alone through all five steps to a run that has started', async () => {
    const { page, goTo, complaints } = window();
    await goTo('/');
    await putDraft(window(), { rest: quick });
    const keys = keyboardOf(page);
    const next = async (): Promise<void> => {
      await keys.to(/^Next/);
      await keys.press('Enter');
    };
    await keys.press('g', 'n');
    await page.getByRole('radio', { name: 'Glyphs' }).waitFor();
    await settled(page);
    await keys.to(/Glyphs/);
    await keys.press('Space');
    for (const field of [/^Fit set/, /^Report set/]) {
      await keys.to(field);
      await keys.press('Control+a');
      await keys.type('100');
    }
    await next();
    await page.getByRole('checkbox', { name: 'This computer' }).waitFor();
    await keys.to(/This computer/);
    await keys.press('Space');
    await next();
    await page.getByRole('checkbox', { name: 'ResNet-8, one exit (glyphs)' }).waitFor();
    await keys.to(/ResNet-8, one exit \(glyphs\)/);
    await keys.press('Space');
    await keys.to(/twice as wide/);
    await keys.press('Space');
    await next();
    await page.getByRole('switch', { name: 'Use early exits' }).waitFor();
    await next();
    await page.getByRole('combobox', { name: 'Rule for Accuracy' }).waitFor();
    await keys.to(/^Rule for Accuracy/);
    await keys.press('Enter');
    await page.locator('[role="option"]:focus').waitFor();
    await keys.press('Home');
    await page.locator('[role="option"]:focus', { hasText: 'at least' }).waitFor();
    await keys.press('Enter');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    await keys.to(/^Bound of Accuracy/);
    await keys.press('Control+a');
    await keys.type('80');
    await keys.to(/^Name/);
    await keys.type('Without a mouse');
    expect(await page.getByRole('complementary', { name: 'Your experiment' }).innerText()).toContain('Glyphs');
    await page.locator('button:enabled', { hasText: 'Start the run' }).waitFor();
    await keys.to(/^Start the run/);
    await keys.press('Enter');
    await page.waitForURL(/#\/runs\/[^/]+/);
    await page.getByRole('heading', { level: 1, name: 'Without a mouse' }).waitFor();
    expect(keys.unseen).toEqual([]);
    // A run that ends under its viewer offers its results; one that was too quick for the page is shown by them at once.
    const results = page.getByRole('link', { name: 'Show results' });
    const headline = page.locator('[data-headline]');
    await results.or(headline).first().waitFor({ timeout: 90_000 });
    if (!(await headline.isVisible())) {
      await keys.to(/^Show results/);
      await keys.press('Enter');
    }
    await headline.waitFor();
    expect(complaints).toEqual([]);
  }, 180_000);

  it('finds a board and a way to look by name, with the keyboard alone', async () => {
    const { page, goTo, complaints } = window();
    await goTo('/');
    const keys = keyboardOf(page);
    await keys.press('Control+k');
    await page.getByPlaceholder('Type a name or an action …').waitFor();
    await keys.type('coral');
    await page.getByRole('option', { name: /Coral Dev Board Micro/ }).first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await keys.press('Enter');
    await page.waitForURL(/#\/library\/board\/coral-dev-board-micro/);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await keys.press('Control+k');
    await page.getByPlaceholder('Type a name or an action …').waitFor();
    await keys.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    for (const [word, scheme] of [['Dark', 'dark'], ['As the system', 'light']] as const) {
      await keys.press('Control+k');
      await page.getByPlaceholder('Type a name or an action …').waitFor();
      await keys.type(`Theme: ${word}`);
      await page.getByRole('option', { name: `Theme: ${word}` }).first().waitFor();
      await keys.press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.locator(`html.${scheme}`).waitFor({ state: 'attached' });
    }
    expect(complaints).toEqual([]);
  }, 60_000);

  it('lets a run be started, paused, taken up and followed to its results', async () => {
    const { page, goTo, complaints } = window();
    await goTo('/');
    await putDraft(window(), { ...smallDraft, fit: 300, report: 500 });
    await goTo('/new/targets');
    await page.getByRole('button', { name: 'Start the run' }).click();
    await page.waitForURL(/#\/runs\/[^/]+$/);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.locator('[data-run-state="paused"]').waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('[data-run-state="paused"]').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.locator('[data-run-state="running"]').waitFor();
    await page.getByRole('link', { name: 'Show results' }).click({ timeout: 120_000 });
    await page.locator('[data-headline]').waitFor();
    expect(complaints).toEqual([]);
  }, 240_000);
}
