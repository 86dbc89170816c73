// The list of calls: filters, sample calls, who may see it, who one may be.

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { createPageCalls } from '../support/page-calls.ts';
import { type PageServer, startPageServer } from '../support/page-server.ts';
import { axeViolations, eventually, leave, overflowing, screenshot, visit } from '../support/page-visit.ts';

let browser: Browser;
let server: PageServer;
let empty: PageServer;
let page: Page;
beforeAll(async () => {
  browser = await startChromium();
  server = await startPageServer();
  empty = await startPageServer(createPageCalls({ isEmpty: true }));
});
afterEach(() => leave(page));
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await empty?.close();
});

const rows = () => page.locator('.call-table tbody tr').count();

describe('filters', () => {
  it('narrows the list by words, language, state, stage and day, and keeps that in the address', async () => {
    page = await visit(browser, server, { hash: '#/calls' });
    await page.locator('.call-table').waitFor();
    const all = await rows();
    await page.getByPlaceholder('Search title or account').fill('northgate');
    await eventually(rows).toBeLessThan(all);
    await page.getByLabel('State', { exact: true }).selectOption('ended');
    await eventually(rows).toBe(2);
    await page.getByLabel('Stage', { exact: true }).selectOption('discovery');
    await eventually(rows).toBe(1);
    expect(await page.evaluate(() => location.hash)).toBe('#/calls?text=northgate&state=ended&stage=discovery');
    await page.reload();
    await page.locator('.call-table').waitFor();
    expect(await rows()).toBe(1);
    await page.getByLabel('From').fill('2026-03-12');
    await page.getByText('No call matches these filters').waitFor();
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await eventually(rows).toBe(all);
    await page.getByLabel('Language', { exact: true }).selectOption('zh');
    await eventually(rows).toBe(all / 2);
  });

  it('opens a call from its row', async () => {
    page = await visit(browser, server, { hash: '#/calls?text=lakeside' });
    await page.getByRole('link', { name: 'First talk' }).click();
    await page.locator('.lanes canvas').waitFor();
  });
});

describe('an empty list', () => {
  it.each(['en', 'zh'] as const)('offers the sample calls in %s, that of the own language first', async (language) => {
    page = await visit(browser, empty, { language, hash: '#/calls' });
    await page.locator('.sample').first().waitFor();
    await screenshot(page, `calls-${language}-empty`);
    const own = { en: 'Discharge letters, second talk', zh: '出院小结提速，第二次沟通' }[language];
    expect(await page.locator('.sample b').first().textContent()).toBe(own);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('plays a sample call and shows it live', async () => {
    page = await visit(browser, server, { hash: '#/calls' });
    await page.getByRole('button', { name: 'Play “Discharge letters, second talk”' }).click();
    await page.locator('.panel').waitFor();
    const callId = decodeURIComponent((await page.evaluate(() => location.hash)).split('/')[2] ?? '');
    server.advanceTo(callId, 12_000);
    await page.locator('.row').getByText('Thanks for making the time').waitFor();
  });
});

describe('who is looking', () => {
  it.each(['en', 'zh'] as const)(
    'offers development identities in %s and goes on as the chosen one',
    async (language) => {
      page = await visit(browser, server, { language, as: null, width: 390 });
      await page.locator('.offers').waitFor();
      await screenshot(page, `sign-in-${language}`);
      expect(await axeViolations(page)).toEqual([]);
      expect(await overflowing(page)).toEqual([]);
      await page.getByRole('button', { name: { en: 'Alex Rivera', zh: '李晓' }[language] }).click();
      await page.locator('.call-table').waitFor();
    },
  );

  it('asks for a token where no identity is offered, and says so when it is refused', async () => {
    server.offersDevelopment = false;
    page = await visit(browser, server, { as: null });
    await page.getByLabel('Access token').fill('old');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('That token is not valid').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByLabel('Access token').fill('development:alex-rivera');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('.call-table').waitFor();
    server.offersDevelopment = true;
  });

  it('says which roles see calls to somebody who does not', async () => {
    page = await visit(browser, server, { as: 'robin-ito', hash: '#/calls' });
    await page.getByText('No calls are shown to this role').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  it('says that a call is not there', async () => {
    page = await visit(browser, server, { hash: '#/calls/gone' });
    await page.getByText('There is no such call').waitFor();
  });
});
