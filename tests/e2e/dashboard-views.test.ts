// The three views in both languages, both themes, narrow and wide: reachable by everybody, nothing sticks out, and a
// picture of each is kept.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { ENDED_CALLS, LIVE_CALLS } from '../support/page-calls.ts';
import { type PageServer, startPageServer } from '../support/page-server.ts';
import { axeViolations, leave, overflowing, screenshot, visit } from '../support/page-visit.ts';

let browser: Browser;
let server: PageServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([startChromium(), startPageServer()]);
  // The customers wait for an answer, and a card has come.
  server.advanceTo(LIVE_CALLS.en, 54_600);
  server.advanceTo(LIVE_CALLS.zh, 56_000);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const VIEWS = {
  calls: { hash: () => '#/calls', ready: '.call-table tbody tr' },
  live: { hash: (language: 'en' | 'zh') => `#/calls/${LIVE_CALLS[language]}`, ready: '.card:not(.folded)' },
  review: {
    hash: (language: 'en' | 'zh') => `#/calls/${ENDED_CALLS[language]}?at=${{ en: 50018, zh: 51430 }[language]}`,
    ready: '.lanes canvas',
  },
} as const;
type View = keyof typeof VIEWS;

const open = async (view: View, language: 'en' | 'zh', theme: 'light' | 'dark', width: number): Promise<Page> => {
  const page = await visit(browser, server, { language, theme, width, hash: VIEWS[view].hash(language) });
  await page.locator(VIEWS[view].ready).first().waitFor();
  return page;
};

const combinations = (['calls', 'live', 'review'] as const).flatMap((view) =>
  (['en', 'zh'] as const).flatMap((language) =>
    (['light', 'dark'] as const).flatMap((theme) =>
      [390, 1440].map((width) => ({ view, language, theme, width, name: `${view}-${language}-${theme}-${width}` })),
    ),
  ),
);

describe('the views', () => {
  it.each(combinations)('shows $view in $language, $theme, $width px wide, within WCAG 2 AA', async (given) => {
    const { view, language, theme, width, name } = given;
    const page = await open(view, language, theme, width);
    await screenshot(page, name, { wholePage: width < 1000 });
    expect(await overflowing(page)).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
    await leave(page);
  });

  it.each(combinations.filter(({ theme, width }) => theme === 'light' && width === 390))(
    'fits $view in $language into 360 px',
    async ({ view, language }) => {
      const page = await open(view, language, 'light', 360);
      expect(await overflowing(page)).toEqual([]);
      await leave(page);
    },
  );

  it('follows the toggle of language and theme, and remembers both', async () => {
    const page = await open('calls', 'en', 'light', 1440);
    await page.getByRole('button', { name: '切换到中文' }).click();
    await page.getByRole('heading', { name: '通话', exact: true }).waitFor();
    await page.getByRole('button', { name: '外观：跟随系统' }).click();
    await page.getByRole('button', { name: '外观：浅色' }).click();
    await page.reload();
    await page.getByRole('heading', { name: '通话', exact: true }).waitFor();
    const root = page.locator('html');
    expect(await root.getAttribute('lang')).toBe('zh-CN');
    expect(await root.getAttribute('data-theme')).toBe('dark');
    await leave(page);
  });
});
