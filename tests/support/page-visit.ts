// Opens the page in a browser as somebody, in a language, a theme and a width; says what was wrong on the page.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { PageServer } from './page-server.ts';

export interface Visit {
  readonly language?: 'en' | 'zh';
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  /** Person id of a development identity; null for nobody. */
  readonly as?: string | null;
  readonly hash?: string;
}

const HEIGHTS: Readonly<Record<number, number>> = { 360: 800, 390: 844, 1440: 900 };
const SCREENSHOTS = join(import.meta.dirname, '../../artefacts/screenshots');
const WCAG_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const REP = { en: 'alex-rivera', zh: 'li-xiao' } as const;

export async function visit(browser: Browser, server: PageServer, given: Visit = {}): Promise<Page> {
  const { language = 'en', theme = 'light', width = 1440, as = REP[language], hash = '' } = given;
  const context = await browser.newContext({
    viewport: { width, height: HEIGHTS[width] ?? 900 },
    colorScheme: theme,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: language === 'zh' ? 'Asia/Shanghai' : 'Europe/London',
  });
  if (as !== null) {
    await context.addInitScript((token) => localStorage.setItem('sotto.token', token), `development:${as}`);
  }
  const page = await context.newPage();
  await page.goto(`${server.url}/${hash}`);
  return page;
}

export async function leave(page: Page): Promise<void> {
  await page.context().close();
}

/** Rules of WCAG 2 A and AA that the page breaks, with the elements that break them. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG_AA).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ''}`));
}

/** Elements that stick out of the window on the right, and the document where it scrolls sideways. */
export async function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found = [...document.querySelectorAll('body *')].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 1 && box.right > innerWidth + 1 && !element.closest('.unseen, .lanes, .overview');
    });
    const wide = document.documentElement.scrollWidth > innerWidth ? ['document'] : [];
    return [...wide, ...found.map((element) => `${element.tagName}.${element.getAttribute('class')}`)];
  });
}

/** Kept as artefacts of the run: artefacts/screenshots/<name>.png. */
export async function screenshot(page: Page, name: string, { wholePage = false } = {}): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: wholePage, animations: 'disabled' });
}

/** Asks again until it is so; patient, because several browsers may share one machine. */
export const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: 15_000 });
