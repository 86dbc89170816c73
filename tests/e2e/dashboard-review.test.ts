// A call looked back at: links that restore the moment, keys, search, long calls.

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { createPageCalls, ENDED_CALLS } from '../support/page-calls.ts';
import { LONG_CALL, longCall } from '../support/page-long-call.ts';
import { type PageServer, startPageServer } from '../support/page-server.ts';
import { axeViolations, eventually, leave, screenshot, visit } from '../support/page-visit.ts';

const HASH = `#/calls/${ENDED_CALLS.en}`;
let browser: Browser;
let server: PageServer;
let page: Page;
beforeAll(async () => {
  [browser, server] = await Promise.all([startChromium(), startPageServer(createPageCalls({ more: [longCall()] }))]);
});
afterEach(() => leave(page));
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const look = async (query = '', given = {}) => {
  page = await visit(browser, server, { hash: `${HASH}${query}`, ...given });
  await page.locator('.lanes canvas').waitFor();
};
const cursorTime = () => page.locator('.cursor-time time').textContent();
const hash = () => page.evaluate(() => location.hash);

describe('the address', () => {
  it('restores moment and zoom from a link', async () => {
    await look('?at=50018&zoom=40000-80000');
    await page.locator('.moment-title').getByText('Answer after 6.1 s').waitFor();
    expect(await cursorTime()).toBe('0:50');
    expect(await page.locator('.view-stretch').textContent()).toBe('0:40 – 1:20');
    expect(await page.locator('.moment-row[aria-current]').getAttribute('data-moment')).toBe('question-9');
    expect(await page.locator('.row.active').textContent()).toContain('How long would it take us');
  });

  it('holds the moment that was chosen, so that a coach can send it', async () => {
    await look();
    await page.locator('[data-moment="mention-13"]').click();
    await eventually(hash).toMatch(/\?at=\d+$/);
    await page.reload();
    await page.locator('.moment-title').getByText('Meridox named').waitFor();
    await page.getByText('Backed with a figure').waitFor();
  });

  it('plays with the space bar right after a moment was clicked', async () => {
    await look();
    await page.locator('[data-moment="mention-13"]').click();
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
  });

  it('holds the zoom', async () => {
    await look();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await eventually(hash).toMatch(/zoom=\d+-\d+/);
    await page.getByRole('button', { name: 'Whole call' }).click();
    await eventually(hash).not.toContain('zoom');
  });
});

describe('keys', () => {
  it('goes to the next and the previous moment with N and P', async () => {
    await look();
    await page.keyboard.press('n');
    await page.locator('.moment-title').getByText('Answer after 6.1 s').waitFor();
    await page.keyboard.press('n');
    await page.locator('.moment-title').getByText('Customer asked about the time to go live').waitFor();
    await page.keyboard.press('p');
    await page.locator('.moment-title').getByText('Answer after 6.1 s').waitFor();
  });

  it('steps by five seconds with the arrows', async () => {
    await look('?at=20000');
    await page.keyboard.press('ArrowRight');
    await eventually(cursorTime).toBe('0:25');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await eventually(cursorTime).toBe('0:15');
  });

  it('plays and stops with the space bar, the transcript in step', async () => {
    await look('?at=49500');
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await eventually(cursorTime).not.toBe('0:49');
    await page.keyboard.press('k');
    await page.getByRole('button', { name: 'Play' }).waitFor();
  });

  it('lists the keys with ?', async () => {
    await look();
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('next moment').waitFor();
    await screenshot(page, 'review-en-keys');
    expect(await axeViolations(page)).toEqual([]);
  });
});

describe('pointer', () => {
  it('zooms at the pointer with the wheel and goes where the time line is clicked', async () => {
    await look();
    const box = await page.locator('.lanes').boundingBox();
    if (!box) throw new Error('no time line');
    await page.mouse.move(box.x + box.width / 2, box.y + 80);
    await page.mouse.wheel(0, -400);
    await page.locator('.view-stretch').waitFor();
    await page.mouse.click(box.x + box.width / 2, box.y + 190);
    expect(await cursorTime()).toBe('1:11');
  });
});

describe('search', () => {
  it('marks the words and goes from match to match', async () => {
    await look();
    await page.keyboard.press('/');
    await page.keyboard.type('meridox');
    await page.locator('mark').first().waitFor();
    await page.keyboard.press('Enter');
    await eventually(() => page.locator('.search-count').textContent()).toBe('1 of 2');
    await page.keyboard.press('Enter');
    await eventually(() => page.locator('.search-count').textContent()).toBe('2 of 2');
    expect(await page.locator('.row.active').textContent()).toContain('for next year');
  });
});

describe('a call of two hours with 5,000 marks', () => {
  it('keeps few rows in the document and paints at most once a frame', async () => {
    await page?.context().close();
    page = await visit(browser, server, { hash: `#/calls/${LONG_CALL}` });
    await page.locator('.lanes canvas').waitFor();
    await screenshot(page, 'review-en-two-hours');
    const counts = await page.evaluate(async () => {
      let paints = 0;
      let frames = 0;
      const clear = CanvasRenderingContext2D.prototype.clearRect;
      CanvasRenderingContext2D.prototype.clearRect = function count(...given) {
        paints += 1;
        clear.apply(this, given);
      };
      const lanes = document.querySelector('.lanes');
      const box = lanes?.getBoundingClientRect();
      for (let turn = 0; turn < 60; turn += 1) {
        const wheel = { deltaY: turn % 2 ? 60 : -90, clientX: (box?.left ?? 0) + 300, clientY: (box?.top ?? 0) + 60 };
        for (let each = 0; each < 5; each += 1) {
          lanes?.dispatchEvent(new WheelEvent('wheel', { ...wheel, bubbles: true, cancelable: true }));
        }
        await new Promise(requestAnimationFrame);
        frames += 1;
      }
      return { paints, frames, rows: document.querySelectorAll('.transcript .row').length };
    });
    expect(counts.paints).toBeGreaterThan(0);
    expect(counts.paints).toBeLessThanOrEqual(counts.frames + 1);
    expect(counts.rows).toBeLessThan(80);
  });
});
