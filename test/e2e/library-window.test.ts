/** The library as a person uses it: copy, edit with help, remove, take back; boards and instruments with their pictures. */
import { beforeAll, expect, it } from 'vitest';
import type { OpenedWindow } from '../support/browser-window';
import { describeInBrowser, serveLaboratory } from '../support/served-laboratory';

describeInBrowser('the library in the window', () => {
  const studio = serveLaboratory();
  let window: OpenedWindow;
  beforeAll(async () => { window = await studio.open(); });

  it('edits the copy that was just made, and leaves what it was made from alone', async () => {
    const { page, goTo, complaints } = window;
    await goTo('/library/board/coral-dev-board-micro');
    await page.getByRole('button', { name: 'Duplicate', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Coral Dev Board Micro (virtual) (copy)' }).waitFor();
    const name = page.getByRole('textbox', { name: 'name', exact: true });
    expect(await name.inputValue()).toBe('Coral Dev Board Micro (virtual) (copy)');
    await name.fill('');
    await page.getByText('“name” is missing; add it as text').first().waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await name.fill('The board on my desk');
    await page.locator('button:enabled', { hasText: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'The board on my desk' }).waitFor();
    const named = (await studio.client.profile.list({ kind: 'board' })).flatMap(({ id, name: shown, builtIn }) => (id.startsWith('coral') ? [[id, shown, builtIn]] : []));
    expect(named).toEqual([['coral-dev-board-micro', 'Coral Dev Board Micro (virtual)', true], ['coral-dev-board-micro-copy', 'The board on my desk', false]]);
    expect(complaints).toEqual([]);
  }, 60_000);

  it('brings back what was removed', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Remove The board on my desk' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: 'The board on my desk' }).waitFor();
  }, 60_000);

  it('shows every board and every instrument as a drawing with a name', async () => {
    const { page, goTo } = window;
    for (const kind of ['board', 'analyzer'] as const) {
      await goTo(`/library/${kind}`);
      await page.locator('tbody tr').first().waitFor();
      const entries = await studio.client.profile.list({ kind });
      expect(await page.locator('tbody').getByRole('img', { name: /^Drawing of/ }).count()).toBe(entries.length);
    }
  }, 60_000);
});
