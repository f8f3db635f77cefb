/** The window as people use it, in Chromium against the web host: by mouse and by keyboard alone. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src-main/paths';
import { accessibilityProblems, type OpenedWindow } from '../support/browser-window';
import { describeInBrowser, serveLaboratory } from '../support/served-laboratory';
import { checkWindow } from '../support/window-checks';

const title = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();

describeInBrowser('the window', () => {
  const studio = serveLaboratory();

  describe('in a browser', () => {
    let window: OpenedWindow;
    beforeAll(async () => { window = await studio.open(); });
    afterAll(() => window?.close());
    checkWindow(() => window);
  });

  it('takes the token off the address and lets nobody in without it', async () => {
    const { page, close } = await studio.open();
    expect(page.url()).not.toContain('token');
    await close();
    const context = await studio.browser.newContext();
    const stranger = await context.newPage();
    await stranger.goto(new URL('/', studio.address).href);
    await stranger.getByText('does not know this window').waitFor();
    await context.close();
  });

  it('leads by mouse from a dataset to a run, and back keeps everything', async () => {
    const { page, complaints, close } = await studio.open();
    await page.getByRole('link', { name: 'New experiment' }).click();
    await page.getByText('Glyphs', { exact: true }).first().click();
    await page.getByLabel('Fit set', { exact: true }).fill('100');
    await page.getByLabel('Report set', { exact: true }).fill('100');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('This computer', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('ResNet-8, one exit (glyphs)', { exact: true }).click();
    await page.getByText('Quick remote', { exact: true }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'Back' }).click();
    expect(await page.getByRole('checkbox', { name: 'This computer' }).isChecked()).toBe(true);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('checkbox', { name: 'This computer' }).isChecked()).toBe(true);
    await page.getByRole('link', { name: 'QoS targets' }).first().click();
    await page.getByRole('combobox', { name: 'Rule for Accuracy' }).click();
    await page.getByRole('option', { name: 'at least' }).click();
    await page.getByLabel('Bound of Accuracy').fill('80');
    await page.getByLabel('Name', { exact: true }).fill('By mouse');
    await page.getByRole('complementary', { name: 'Your experiment' }).getByText('About').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('“By mouse” saved in the library', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Start the run' }).click();
    await page.waitForURL(/#\/runs\/[^/]+$/);
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByRole('main').getByText(/^(?:Valid|Use with caution|Not valid)$/).first().waitFor({ timeout: 60_000 });
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  it('speaks Spanish at once and still after a reload', async () => {
    const { page, close } = await studio.open('/settings');
    await page.getByRole('combobox', { name: 'Language' }).click();
    await page.getByRole('option', { name: 'Español' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ajustes' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('heading', { level: 1, name: 'Ajustes' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('combobox', { name: 'Idioma' }).click();
    await page.getByRole('option', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await close();
  });

  it('copies a board, refuses what does not hold, saves the rest, removes it and takes that back', async () => {
    const { page, complaints, close } = await studio.open('/library/board/raspberry-pi-4b');
    await page.getByRole('button', { name: 'Duplicate' }).click();
    await page.getByLabel('name', { exact: true }).waitFor();
    await page.getByLabel('id', { exact: true }).fill('Not An Id');
    await page.getByText('one thing to mend').waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await page.getByLabel('id', { exact: true }).fill('pi-of-mine');
    await page.getByLabel('name', { exact: true }).fill('Pi of mine');
    await page.getByText('Everything holds.').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'Pi of mine' }).waitFor();
    await page.getByRole('button', { name: 'Remove Pi of mine' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: 'Pi of mine' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);

  it('takes in an ONNX file with a card that starts from another', async () => {
    const { page, complaints, close } = await studio.open('/library/model');
    await page.getByRole('button', { name: 'Import …' }).click();
    const bundled = join(projectRoot(), 'resources', 'models', 'glyphs-resnet8', 'model.onnx');
    await page.getByLabel('Drop an ONNX file here, or choose one').setInputFiles(bundled);
    await page.getByRole('combobox', { name: 'Start from the card of' }).click();
    await page.getByRole('option', { name: 'ResNet-8, one exit (glyphs)' }).click();
    await page.getByText('Everything holds.').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Import the model' }).click();
    await page.getByRole('heading', { level: 1, name: 'My model' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);

  it('finds places and profiles by name, and lists every key', async () => {
    const { page, complaints, close } = await studio.open();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Type a name or an action').fill('ppk2');
    await page.getByRole('option', { name: /ppk2/ }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/library\/analyzer\/ppk2$/);
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await keys.getByText('Set a marker').waitFor();
    expect(await accessibilityProblems(page, 'everything')).toEqual([]);
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'hidden' });
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.waitForURL(/#\/runs$/);
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Type a name or an action').fill('shortcuts');
    await page.keyboard.press('Enter');
    await keys.waitFor();
    // What is typed into a field is text.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Type a name or an action').pressSequentially('?');
    expect(await keys.isVisible()).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows a first screen with less than 200 KB of compressed script', async () => {
    const context = await studio.browser.newContext();
    const page = await context.newPage();
    const sizes: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      if (new URL(request.url()).pathname.endsWith('.js')) sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await page.goto(studio.address);
    expect(await title(page)).toContain('What should run where');
    await page.waitForLoadState('networkidle');
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    await context.close();
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(200_000);
  });

  it('says that the studio is gone, and finds its way back by itself when it returns', async () => {
    const { page, goTo, close } = await studio.open('/settings');
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await studio.kill();
    await page.getByText('The studio does not answer. Runs go on in it').waitFor();
    await studio.serveAgain();
    await page.getByText('The studio does not answer. Runs go on in it').waitFor({ state: 'detached', timeout: 20_000 });
    await goTo('/library/board');
    await page.getByRole('link', { name: 'This computer' }).waitFor();
    await close();
  }, 60_000);
});
