// The recording of a finished call on its page: fetched on request, played and sought in step with the time line.

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encodeFlac } from '../../gateway/recordings/flac-encoding.ts';
import { startChromium } from '../support/chromium.ts';
import { createPageCalls, ENDED_CALLS } from '../support/page-calls.ts';
import { type PageServer, startPageServer } from '../support/page-server.ts';
import { axeViolations, eventually, leave, visit } from '../support/page-visit.ts';

const RATE_HZ = 8000;
const SECONDS = 60;
let browser: Browser;
let server: PageServer;
let page: Page;

async function* tone() {
  for (let second = 0; second < SECONDS; second++) {
    yield Int16Array.from({ length: RATE_HZ }, (_, at) => 3_000 * Math.sin(at / 5));
  }
}

beforeAll(async () => {
  [browser, server] = await Promise.all([startChromium(), startPageServer(createPageCalls())]);
  const parts: Uint8Array[] = [];
  for await (const part of encodeFlac(tone(), { sampleRateHz: RATE_HZ, samples: RATE_HZ * SECONDS })) parts.push(part);
  server.sounds.set(ENDED_CALLS.en, Buffer.concat(parts)).set(ENDED_CALLS.zh, Buffer.concat(parts));
});
afterEach(() => leave(page));
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const look = async (callId: string, query = '', given = {}) => {
  page = await visit(browser, server, { hash: `#/calls/${callId}${query}`, ...given });
  await page.locator('.lanes canvas').waitFor();
};
/** Lets the test see the element that plays. */
const listen = () =>
  page.evaluate(() => {
    const Real = window.Audio;
    window.Audio = function heard(source: string) {
      const element = new Real(source);
      Object.assign(window, { heard: element });
      return element;
    } as unknown as typeof window.Audio;
  });
const soundMs = () => page.evaluate(() => (window as unknown as { heard: HTMLAudioElement }).heard.currentTime * 1000);
const isSilent = () => page.evaluate(() => (window as unknown as { heard: HTMLAudioElement }).heard.paused);
const cursorSecond = async () => {
  const [minutes = 0, seconds = 0] = ((await page.locator('.cursor-time time').textContent()) ?? '')
    .split(':')
    .map(Number);
  return minutes * 60 + seconds;
};

describe('the recording', () => {
  it('plays with the space bar from where the cursor is, and the cursor follows it', async () => {
    await look(ENDED_CALLS.en, '?at=20000');
    await listen();
    await page.getByRole('button', { name: 'Load the recording' }).click();
    await page.getByText('With sound').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press(' ');
    await eventually(cursorSecond).toBeGreaterThan(20);
    expect(Math.abs((await soundMs()) / 1000 - (await cursorSecond()))).toBeLessThan(2);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await eventually(soundMs).toBeGreaterThan(30_000);
    await page.keyboard.press('k');
    await eventually(isSilent).toBe(true);
  });

  it('is offered in Chinese too', async () => {
    await look(ENDED_CALLS.zh, '', { language: 'zh' });
    await page.getByRole('button', { name: '加载录音' }).click();
    await page.getByText('有声播放').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  it('is not offered where there is none', async () => {
    server.sounds.clear();
    await look(ENDED_CALLS.en);
    expect(await page.getByRole('button', { name: 'Load the recording' }).count()).toBe(0);
  });
});
