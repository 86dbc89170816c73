// Slides in a call looked back at: the slide at the cursor, the heat map over it, its key points, what was said over it.

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { ENDED_CALLS } from '../support/page-calls.ts';
import { type PageServer, startPageServer } from '../support/page-server.ts';
import { axeViolations, leave, overflowing, screenshot, visit } from '../support/page-visit.ts';

let browser: Browser;
let server: PageServer;
let page: Page;
beforeAll(async () => {
  [browser, server] = await Promise.all([startChromium(), startPageServer()]);
});
afterEach(() => leave(page));
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const look = async (language: 'en' | 'zh', atMs: number, given = {}) => {
  page = await visit(browser, server, { language, hash: `#/calls/${ENDED_CALLS[language]}?at=${atMs}`, ...given });
  await page.locator('.slide-part').waitFor();
};

it.each(['light', 'dark'] as const)('shows the heat map over the outline of the slide, in %s', async (theme) => {
  await look('en', 35_000, { theme });
  await page.locator('.slide-title').getByText('2 City Hospital: one letter, one tap').waitFor();
  await page.getByText('Most of it on the left').waitFor();
  await page
    .getByText('62% of the gaze while it was said')
    .or(page.getByText('62 % of the gaze while it was said'))
    .waitFor();
  await page.getByText('reception not known').waitFor();
  const painted = await page.locator('canvas.heat').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, 32, 18) ?? { data: [] };
    return { looked: data[(7 * 32 + 8) * 4 + 3] ?? 0, away: data[(0 * 32 + 31) * 4 + 3] ?? 0 };
  });
  expect(painted.looked).toBeGreaterThan(painted.away + 100);
  await page.locator('.slide-part').scrollIntoViewIfNeeded();
  await screenshot(page, `review-slide-en-${theme}`);
  expect(await axeViolations(page)).toEqual([]);
  expect(await overflowing(page)).toEqual([]);
});

it('says so in Chinese, on a narrow window', async () => {
  await look('zh', 33_000, { width: 390 });
  await page.locator('.slide-title').getByText('市二院：一份小结，点一下').waitFor();
  await page.getByText('看得最多的是左侧').waitFor();
  await screenshot(page, 'review-slide-zh-390', { wholePage: true });
  expect(await axeViolations(page)).toEqual([]);
  expect(await overflowing(page)).toEqual([]);
});

it('says where no gaze was sent', async () => {
  await look('en', 5_000);
  await page.getByText('No gaze of customers was sent for this slide.').waitFor();
});

it('goes to a slide that is clicked in the lane', async () => {
  await look('en', 5_000);
  const box = await page.locator('.lanes').boundingBox();
  if (!box) throw new Error('no time line');
  await page.mouse.click(box.x + box.width * 0.25, box.y + 38);
  await page.locator('.slide-title').getByText('2 City Hospital').waitFor();
});
