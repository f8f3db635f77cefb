/** One size of text for the whole window: nothing stays behind when it grows, and the layout folds as in a narrower window. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'tailwindcss';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src-main/paths';

const renderer = join(projectRoot(), 'src-renderer');
const views = readdirSync(renderer, { recursive: true }).map(String).filter((name) => name.endsWith('.vue')).map((name) => ({ name, text: readFileSync(join(renderer, name), 'utf8') }));
const theme = readFileSync(join(renderer, 'theme', 'theme.css'), 'utf8');
/** Tailwind with this theme's own variants, without its looks. */
const variants = theme.split('\n').filter((line) => line.startsWith('@custom-variant')).join('\n');
const build = async (...classes: string[]): Promise<string> => (await compile(`@tailwind utilities;\n${variants}`)).build(classes);

describe('the size of text', () => {
  it('moves every breakpoint that a view uses', async () => {
    const used = [...new Set(views.flatMap(({ text }) => text.match(/(?<=[\s"'`])(?:max-)?(?:sm|md|lg|xl|2xl)(?=:)/g) ?? []))];
    expect(used.length).toBeGreaterThan(4);
    for (const breakpoint of used) {
      const css = await build(`${breakpoint}:hidden`);
      expect(css, breakpoint).toMatch(/@container page \(width (>=|<) \d+rem\)/);
      expect(css, breakpoint).not.toContain('@media');
    }
  });
  it('is not bound to the window’s px anywhere', () => {
    const bound = views.flatMap(({ name, text }) => (text.match(/(?<=[\s"'`])(?:(?:min|max)-\[[^\]]+\]:|(?:text|w|max-w|min-w|h|max-h|size|p[xytrbl]?|gap)-\[[\d.]+px\]|\[zoom:)\S*/g) ?? []).map((found) => `${name}: ${found}`));
    expect(bound).toEqual([]);
  });
});
