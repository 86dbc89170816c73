import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const FOLDER = 'dashboard/style';

/** Class names that a file styles alone at top level: `.name {` or `.a, .b {`. */
function ownClasses(css: string): string[] {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
  const selectors = [...bare.matchAll(/([^{}]+)\{/g)].flatMap(([, list = '']) => list.split(','));
  return selectors.map((selector) => selector.trim()).filter((selector) => /^\.[\w-]+$/.test(selector));
}

describe('the styles of the page', () => {
  it('give a class its look in one file: the same name twice changes a page that nobody looked at', () => {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith('.css'));
    const owners = new Map<string, Set<string>>();
    for (const file of files) {
      for (const name of ownClasses(readFileSync(`${FOLDER}/${file}`, 'utf8'))) {
        owners.set(name, (owners.get(name) ?? new Set()).add(file));
      }
    }
    expect(owners.size).toBeGreaterThan(100);
    expect([...owners].filter(([, of]) => of.size > 1).map(([name, of]) => [name, [...of].sort()])).toEqual([]);
  });
});
