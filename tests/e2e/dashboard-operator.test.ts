// The operator's page: latency beside its budget, parts, what was left out, what waits; and its states.

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { JUST_BEGUN, UNWELL, WELL } from '../support/page-operator.ts';
import { type PageServer, startPageServer } from '../support/page-server.ts';
import { axeViolations, leave, overflowing, screenshot, type Visit, visit } from '../support/page-visit.ts';

let browser: Browser;
let server: PageServer;
let page: Page;
beforeAll(async () => {
  [browser, server] = await Promise.all([startChromium(), startPageServer()]);
});
beforeEach(() => {
  server.operator = WELL;
});
afterEach(() => leave(page));
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const open = async (given: Visit = {}) => {
  page = await visit(browser, server, { as: 'robin-ito', hash: '#/operator', ...given });
  await page.locator('.operator-latency').waitFor();
};
const cells = (stage: string) => page.getByRole('row', { name: stage }).locator('td.figure').allTextContents();

const combinations = (['en', 'zh'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) => [360, 390, 1440].map((width) => ({ language, theme, width }))),
);

describe("the operator's page", () => {
  it.each(combinations)('shows itself in $language, $theme, $width px wide, within WCAG 2 AA', async (given) => {
    server.operator = given.theme === 'dark' ? UNWELL : WELL;
    await open(given);
    const { language, theme, width } = given;
    await screenshot(page, `operator-${language}-${theme}-${width}`, { wholePage: true });
    expect(await overflowing(page)).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('is where an operator begins, and has a link in the header', async () => {
    await open({ hash: '' });
    expect(await page.evaluate(() => location.hash)).toBe('#/operator');
    expect(await page.title()).toBe('Operations · Sotto');
    await page.goto(`${server.url}/#/calls`);
    await page.getByText('No calls are shown to this role').waitFor();
    await page.getByRole('link', { name: 'Operations' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.operator-latency').waitFor();
  });

  it('gives each stage with its count and quantiles, and says that the budget is met', async () => {
    await open();
    expect(await cells('Final text')).toEqual(['4,655', '610 ms', '1.02 s', '1.70 s']);
    expect(await cells('Card from its last sound')).toEqual(['318', '680 ms', '1.14 s', '1.83 s']);
    const budget = page.locator('.operator-budget');
    expect(await budget.textContent()).toBe('End of utterance → card, p951.14 swithin the budget of 1.50 s');
    expect(await page.locator('.operator-counts .attend').count()).toBe(0);
  });

  it('says in words what is over the budget, not ready and left out', async () => {
    server.operator = UNWELL;
    await open();
    expect(await page.locator('.operator-budget').textContent()).toContain('2.42 sover the budget of 1.50 s');
    expect(await page.locator('.operator-part.away').textContent()).toBe('Storenot readyconnect ECONNREFUSED');
    expect(await page.locator('.operator-counts .attend dd').allTextContents()).toEqual(['3', '17', '96']);
  });

  it.each(['en', 'zh'] as const)('says in %s what is missing before the first utterance', async (language) => {
    server.operator = JUST_BEGUN;
    await open({ language });
    const none = { en: 'No utterance has ended yet', zh: '还没有说完的话' }[language];
    await page.getByText(none).waitFor();
    const unset = { en: 'words come from feeds only', zh: '文字只来自数据源' }[language];
    await page.getByText(unset).waitFor();
    await screenshot(page, `operator-${language}-empty`);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('follows the server, keeps the last figures while it is away, and goes on when it is back', async () => {
    page = await visit(browser, server, { as: 'robin-ito', hash: '#/operator' });
    await page.locator('.operator-latency').waitFor();
    await page.context().setOffline(true);
    await page.getByText('The server does not answer at the moment').waitFor();
    await page.getByText('These figures are from 10:47:03').waitFor();
    expect(await cells('Final text')).toEqual(['4,655', '610 ms', '1.02 s', '1.70 s']);
    await screenshot(page, 'operator-en-cut');
    expect(await axeViolations(page)).toEqual([]);
    server.operator = { ...WELL, at: '2026-03-12T10:48:10Z' };
    await page.context().setOffline(false);
    await page.getByText('as of 10:48:10').waitFor();
    expect(await page.getByText('The server does not answer').count()).toBe(0);
  });

  it('offers to try again where the first answer does not come', async () => {
    page = await visit(browser, server, { as: 'robin-ito', hash: '#/calls' });
    await page.getByText('No calls are shown to this role').waitFor();
    await page.context().setOffline(true);
    await page.getByRole('link', { name: 'Operations' }).click();
    await page.getByText('The server cannot be reached').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.operator-latency').waitFor();
  });

  it('says whose page it is to somebody else, and shows them no link', async () => {
    page = await visit(browser, server, { as: 'alex-rivera', hash: '#/operator' });
    await page.getByText('This page is for operators').waitFor();
    expect(await page.getByRole('link', { name: 'Operations' }).count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
  });
});
