/** A person without a mouse: Tab to something by its name, watching that whatever has the focus shows it. */
import type { Page } from 'playwright-core';

export interface Keyboard {
  /** Presses Tab until what has the focus is called like that. */
  to(name: RegExp): Promise<void>;
  press(...keys: readonly string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Names of what had the focus without showing it. */
  readonly unseen: string[];
}

const mostTabs = 120;

export function keyboardOf(page: Page): Keyboard {
  const unseen: string[] = [];
  const focused = (): Promise<{ name: string; seen: boolean }> => page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    if (element === null || element === document.body) return { name: '', seen: true };
    const solid = (one: Element | null): boolean => one !== null && getComputedStyle(one).outlineStyle === 'solid' && Number.parseFloat(getComputedStyle(one).outlineWidth) >= 2;
    const labels = [...((element as HTMLInputElement).labels ?? [])];
    const name = `${element.getAttribute('aria-label') ?? ''} ${element.innerText ?? ''} ${labels.map((label) => label.innerText).join(' ')}`.trim();
    // The whole view and messages take the focus to be read from their start; they are not worked with.
    const plain = element.tagName === 'MAIN' || element.getAttribute('role') === 'region' || element.getAttribute('aria-hidden') === 'true';
    return { name, seen: plain || solid(element) || solid(element.closest('label')) || labels.some(solid) };
  });
  return {
    unseen,
    async to(name) {
      const met: string[] = [];
      for (let i = 0; i < mostTabs; i++) {
        await page.keyboard.press('Tab');
        const now = await focused();
        if (!now.seen) unseen.push(now.name);
        if (name.test(now.name)) return;
        met.push(now.name.slice(0, 30));
      }
      throw new Error(`Tab never came to ${String(name)}; it came to ${[...new Set(met)].join(' | ')}`);
    },
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
    type: (text) => page.keyboard.type(text),
  };
}
