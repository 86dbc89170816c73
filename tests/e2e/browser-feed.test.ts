// Calls that a browser feeds: over the page and the ingest socket, with a cut in the middle, and over WHIP. The whole program
// runs; the microphone is a file, the tab's sound is a stub (feed-browser.ts says why).

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CallEvent, EventOf, EventType } from '../../engine/events.ts';
import { buildPageFolder, type FeedBrowser, startFeedBrowser, visitFeed } from '../support/feed-browser.ts';
import { axeViolations, leave, overflowing, screenshot } from '../support/page-visit.ts';
import { startServer, type TestServer } from '../support/running.ts';
import { openTcpRelay, type TcpRelay } from '../support/tcp-relay.ts';

let server: TestServer;
let relay: TcpRelay;
let chromium: FeedBrowser;
let token: string;
let page: Page;
beforeAll(async () => {
  server = await startServer({}, { dashboardDir: await buildPageFolder() });
  relay = await openTcpRelay(server.port);
  chromium = await startFeedBrowser();
  token = (await server.access.development?.tokenFor('alex-rivera', Date.now() as never)) ?? '';
});
afterEach(() => leave(page));
afterAll(async () => {
  await chromium?.browser.close();
  await relay?.close();
  await server?.dispose();
});

const visit = (given: Partial<Parameters<typeof visitFeed>[1]> = {}) =>
  visitFeed(chromium, { url: `http://127.0.0.1:${relay.port}`, token, ...given });
async function events(callId: string): Promise<CallEvent[]> {
  const reply = await fetch(`${server.url}/v1/calls/${callId}/events?limit=5000`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return reply.ok ? ((await reply.json()) as { events: CallEvent[] }).events : [];
}
const ofType = <T extends EventType>(log: readonly CallEvent[], type: T) =>
  log.filter((event) => event.type === type) as EventOf<T>[];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const recorded = async () => {
  const words = (await page.locator('.feed-time b').textContent()) ?? '0:00';
  const [minutes = 0, seconds = 0] = words.split(':').map(Number);
  return minutes * 60 + seconds;
};
const untilRecorded = (seconds: number) => expect.poll(recorded, { timeout: 90_000 }).toBeGreaterThanOrEqual(seconds);

async function beginOnPage(): Promise<string> {
  await page.getByLabel('Title').fill('Northgate, second talk');
  await page.getByLabel('I have told everyone on the call, and nobody minds').check();
  await page.getByRole('button', { name: 'Begin' }).click();
  const link = page.getByRole('link', { name: 'Open the live cards' });
  await link.waitFor();
  return decodeURIComponent((await link.getAttribute('href'))?.split('/').at(-1) ?? '');
}

async function endOnPage(callId: string): Promise<CallEvent[]> {
  await page.getByRole('button', { name: 'End the call' }).click();
  await page.getByText('The call is stored', { exact: true }).waitFor({ timeout: 60_000 });
  return events(callId);
}

async function screenshotOfCall(callId: string, name: string): Promise<void> {
  await page.evaluate((id) => {
    location.hash = `#/calls/${id}`;
  }, callId);
  await page.locator('.emotion-chart').waitFor();
  await screenshot(page, name);
}

/** Who spoke from when to when, after what the two recordings have in common: their files begin together. */
const spans = (log: readonly CallEvent[], participantId: string) =>
  ofType(log, 'speech.ended')
    .filter((event) => event.participantId === participantId)
    .map(({ startMs, endMs }) => [startMs, endMs] as const);

describe('the page that feeds a call', () => {
  it('feeds both sides, and with a cut of ten seconds in the middle loses nothing', async () => {
    page = await visit();
    const plainCall = await beginOnPage();
    await untilRecorded(30);
    const plain = await endOnPage(plainCall);

    await page.getByRole('button', { name: 'Feed another call' }).click();
    const cutCall = await beginOnPage();
    await untilRecorded(6);
    await screenshot(page, 'feed-en-light-1440-live');
    const connectionsBefore = relay.accepted;
    relay.cut();
    await page.getByText('Connection lost').waitFor();
    await pause(10_000);
    await screenshot(page, 'feed-en-light-1440-cut');
    expect(await axeViolations(page)).toEqual([]);
    relay.heal();
    await page.getByText('Everything is sent').waitFor({ timeout: 30_000 });
    expect(relay.accepted).toBeGreaterThan(connectionsBefore);
    await untilRecorded(30);
    const cut = await endOnPage(cutCall);

    for (const log of [plain, cut]) {
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, at) => at + 1));
      // Every sample of the microphone has come, and every sample of the tab from its beginning on.
      expect(ofType(log, 'audio.missed').filter(({ reason }) => reason !== 'late-start')).toEqual([]);
      expect(ofType(log, 'audio.dropped')).toEqual([]);
      expect(ofType(log, 'notice.given')).toHaveLength(1);
      expect(ofType(log, 'emotion.sampled').length).toBeGreaterThan(0);
      expect(ofType(log, 'card.raised').map(({ ruleId }) => ruleId)).toContain('dead-air');
    }
    for (const participantId of ['rep', 'customer']) {
      const [first, second] = [spans(plain, participantId), spans(cut, participantId)];
      expect(first.length).toBeGreaterThan(0);
      const spokenMs = (each: typeof first) => each.reduce((sum, [startMs, endMs]) => sum + endMs - startMs, 0);
      expect(Math.abs(spokenMs(second) - spokenMs(first))).toBeLessThan(600);
    }
  });

  it('says what stops and what was refused, and goes on with the side that is left', async () => {
    page = await visit();
    await page.evaluate(() => {
      navigator.mediaDevices.getDisplayMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    const callId = await beginOnPage();
    await page.getByText('No tab was shared').waitFor();
    await page.evaluate(() => {
      navigator.mediaDevices.getDisplayMedia = async () => {
        const output = new AudioContext().createMediaStreamDestination();
        (window as unknown as { tabSound: MediaStream }).tabSound = output.stream;
        return output.stream;
      };
    });
    await page.getByRole('button', { name: 'Add the other side’s sound' }).click();
    await page.locator('.feed-line.customer.on').waitFor();
    await page.evaluate(() => {
      const [track] = (window as unknown as { tabSound: MediaStream }).tabSound.getAudioTracks();
      track?.dispatchEvent(new Event('ended'));
    });
    await page.getByText('The other side is no longer shared').waitFor();
    await screenshot(page, 'feed-en-light-1440-stopped');
    await untilRecorded(4);
    const log = await endOnPage(callId);
    await screenshot(page, 'feed-en-light-1440-over');
    expect(ofType(log, 'participant.joined').map(({ participant }) => participant.role)).toEqual(['customer']);
    expect(spans(log, 'rep').length).toBeGreaterThan(0);
  });

  it('goes on while the call is looked at, and says so at the top', async () => {
    page = await visit();
    const callId = await beginOnPage();
    await page.getByRole('link', { name: 'Open the live cards' }).click();
    await page.locator('.panel').waitFor();
    const mark = page.getByRole('link', { name: /^feeding/ });
    await mark.waitFor();
    await page.locator('.emotion-chart').waitFor({ timeout: 40_000 });
    await page.getByText('A quiet moment').first().waitFor({ timeout: 60_000 });
    await screenshot(page, 'feed-en-light-1440-cards');
    await mark.click();
    await untilRecorded(10);
    expect((await endOnPage(callId)).at(-1)?.type).toBe('call.ended');
  });

  it.each([
    ['en', 'light', 1440],
    ['zh', 'dark', 1440],
    ['zh', 'light', 390],
    ['en', 'dark', 390],
  ] as const)(
    'asks first in %s, %s, %i wide: reads well, fits, works from the keyboard',
    async (language, theme, width) => {
      page = await visit({ language, theme, width });
      const begin = page.locator('.feed-begin button');
      await begin.waitFor();
      expect(await axeViolations(page)).toEqual([]);
      expect(await overflowing(page)).toEqual([]);
      await screenshot(page, `feed-${language}-${theme}-${width}`, { wholePage: true });
      expect(await begin.isDisabled()).toBe(true);
      await page.locator('.feed-told input').focus();
      await page.keyboard.press('Space');
      await begin.focus();
      await page.keyboard.press('Enter');
      await page.locator('.feed-live').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      expect(await overflowing(page)).toEqual([]);
      await screenshot(page, `feed-${language}-${theme}-${width}-live`);
      await page.locator('.feed-actions a').waitFor();
      await page.locator('.feed-actions button').click();
      await page.locator('.notice a.button').waitFor({ timeout: 60_000 });
    },
  );
});

describe('a browser over WHIP', () => {
  it('gives speech of both tracks, an emotion curve, and cards', async () => {
    page = await visit({ hash: '#/calls' });
    const sent = await page.evaluate(sendOverWhip, { token, callId: 'chromium-whip' });
    expect(sent).toBe(201);
    await expect
      .poll(async () => (await events('chromium-whip')).map(({ type }) => type), { timeout: 90_000, interval: 500 })
      .toEqual(expect.arrayContaining(['speech.started', 'speech.ended', 'turn.ended', 'emotion.sampled']));
    await expect
      .poll(async () => ofType(await events('chromium-whip'), 'card.raised').map(({ ruleId }) => ruleId), {
        timeout: 60_000,
        interval: 500,
      })
      .toEqual(expect.arrayContaining(['dead-air']));
    const log = await events('chromium-whip');
    expect(new Set(ofType(log, 'speech.started').map(({ participantId }) => participantId))).toEqual(
      new Set(['rep-1', 'customer-2']),
    );
    await screenshotOfCall('chromium-whip', 'whip-en-light-1440-live');
  });
});

/** What docs/feeds/whip.md shows. */
async function sendOverWhip({ token, callId }: { token: string; callId: string }): Promise<number> {
  const peer = new RTCPeerConnection();
  const microphone = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false } });
  const shared = await navigator.mediaDevices.getDisplayMedia({ audio: true });
  for (const track of [...microphone.getAudioTracks(), ...shared.getAudioTracks()]) {
    peer.addTransceiver(track, { direction: 'sendonly' });
  }
  await peer.setLocalDescription();
  const reply = await fetch(`/v1/whip?callId=${callId}&tracks=rep,customer&title=Over%20WHIP`, {
    method: 'POST',
    headers: { 'content-type': 'application/sdp', authorization: `Bearer ${token}` },
    body: peer.localDescription?.sdp ?? '',
  });
  await peer.setRemoteDescription({ type: 'answer', sdp: await reply.text() });
  (window as unknown as { peer: RTCPeerConnection }).peer = peer;
  return reply.status;
}
