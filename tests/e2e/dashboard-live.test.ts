// A live call on the page: the waiting clock, cards by key, cuts of the connection, the states of the feed.

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { createPageCalls, LIVE_CALLS, type PageCalls } from '../support/page-calls.ts';
import { type PageServer, startPageServer } from '../support/page-server.ts';
import { axeViolations, eventually, leave, overflowing, screenshot, visit } from '../support/page-visit.ts';

const CALL = LIVE_CALLS.en;
const HASH = `#/calls/${CALL}`;
/** Where the second customer question of the English call ends, and where its answer begins. */
const QUESTION_END_MS = 50_018;
const ANSWER_START_MS = 56_118;
const CARD_MS = 54_300;

let browser: Browser;
let server: PageServer;
let page: Page;
beforeAll(async () => {
  browser = await startChromium();
});
beforeEach(async () => {
  server = await startPageServer();
});
afterEach(async () => {
  await leave(page);
  await server.close();
});
afterAll(async () => {
  await browser?.close();
});

const watch = async (atMs: number) => {
  server.advanceTo(CALL, atMs);
  page = await visit(browser, server, { hash: HASH });
  await page.locator('.feed.live').waitFor();
};
const waitingSeconds = async () => Number.parseFloat((await page.locator('.waiting-time').textContent()) ?? '');
const feedbackOf = (action: string) => server.feedback.filter((each) => each.action === action);
const sent = (action: string) => eventually(() => feedbackOf(action)).not.toEqual([]);

describe('the waiting clock', () => {
  it('shows the question, runs while nobody answers, and goes when the answer is measured', async () => {
    await watch(QUESTION_END_MS + 100);
    expect(await page.locator('.waiting').count()).toBe(0);
    server.advanceTo(CALL, QUESTION_END_MS + 400);
    await page.locator('.waiting').waitFor();
    expect(await page.locator('.waiting-words').textContent()).toContain('How long would it take us to go live?');
    const first = await waitingSeconds();
    await eventually(waitingSeconds).toBeGreaterThan(first + 0.3);
    server.advanceTo(CALL, ANSWER_START_MS + 600);
    await page.locator('.waiting').waitFor({ state: 'detached' });
  });

  it('turns amber after three seconds and offers a beginning', async () => {
    await watch(QUESTION_END_MS + 400);
    expect(await page.locator('.waiting.worth-acting').count()).toBe(0);
    server.advanceTo(CALL, QUESTION_END_MS + 3_200);
    await page.locator('.waiting.worth-acting').waitFor();
    const offer = await page.locator('.waiting-offer').textContent();
    expect(offer).toMatch(/^Customer is waiting \(\d+ s\)\. You could begin with /);
  });

  it('stands still while the rep is heard and it is not known yet whether that is an answer', async () => {
    await watch(ANSWER_START_MS + 200);
    await page.locator('.waiting.held').waitFor();
    expect(await waitingSeconds()).toBe(6.1);
  });
});

describe('cards', () => {
  it('says that a card was seen once it is in sight, once', async () => {
    await watch(CARD_MS);
    await sent('shown');
    server.advanceTo(CALL, CARD_MS + 1_000);
    await page.locator('.fate.shown').waitFor();
    expect(feedbackOf('shown')).toEqual([{ cardId: 'card-1', action: 'shown' }]);
  });

  it('takes the offer with A and leaves its wording in sight', async () => {
    await watch(CARD_MS);
    await page.locator('.card.act-now').waitFor();
    await page.keyboard.press('a');
    await page.locator('.card.in-use').waitFor();
    await sent('accepted');
    expect(feedbackOf('accepted')).toEqual([{ cardId: 'card-1', action: 'accepted' }]);
    expect(await page.locator('.card.in-use .say').textContent()).toContain('five weeks');
  });

  it('puts the offer aside with D', async () => {
    await watch(CARD_MS);
    await page.locator('.card.act-now').waitFor();
    await page.keyboard.press('d');
    await page.locator('.no-cards').waitFor();
    await sent('dismissed');
    expect(feedbackOf('accepted')).toEqual([]);
  });

  it('opens with Enter, pauses its kind with S, lists the keys with ?', async () => {
    await watch(CARD_MS);
    await page.locator('.card.act-now').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.card-pack').waitFor();
    expect(await page.locator('.card-pack').textContent()).toContain('Four wards in 31 days');
    await page.keyboard.press('s');
    await page.locator('.no-cards').waitFor();
    await eventually(() => server.snoozed).toEqual(['answer-is-due']);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  it('shows a second card folded below the first', async () => {
    await watch(70_000);
    await page.locator('.card.folded').waitFor();
    expect(await page.locator('.card:not(.folded)').count()).toBe(1);
  });

  it('only shows cards to somebody who watches another’s call', async () => {
    server.advanceTo(CALL, CARD_MS);
    page = await visit(browser, server, { hash: HASH, as: 'morgan-hale' });
    await page.locator('.watching').waitFor();
    expect(await page.locator('.card-keys').count()).toBe(0);
    await page.keyboard.press('a');
    expect(server.feedback).toEqual([]);
  });
});

describe('floating over the meeting', () => {
  it('moves the panel into a window of its own, where keys work too, and back', async () => {
    await watch(CARD_MS);
    const opening = page.context().waitForEvent('page');
    await page.getByRole('button', { name: 'Float over the meeting' }).click();
    const floating = await opening;
    await floating.locator('.card.act-now').waitFor();
    await floating.keyboard.press('a');
    await floating.locator('.card.in-use').waitFor();
    await sent('accepted');
    expect(await page.locator('.panel').count()).toBe(0);
    await page.getByRole('button', { name: 'Bring it back' }).click();
    await page.locator('.panel').waitFor();
  });
});

describe('the connection', () => {
  it('comes back after a cut and catches up with what was said meanwhile', async () => {
    await watch(30_000);
    server.reachable = false;
    server.cut();
    await page.locator('.feed.cut').waitFor();
    await page.getByText('The connection was cut.').waitFor();
    await screenshot(page, 'live-en-state-cut');
    server.advanceTo(CALL, 48_000);
    server.reachable = true;
    await page.locator('.feed.live').waitFor();
    await page.locator('.transcript').getByText('linking the two took nine days').waitFor();
    expect(await page.locator('.transcript .row').count()).toBe(8);
  });
});

describe('what was promised', () => {
  it('stands beside the panel as soon as it is said, with who and by when', async () => {
    const calls = createPageCalls();
    await server.close();
    server = await startPageServer(calls);
    await watch(30_000);
    await page.getByText('Nothing promised yet').waitFor();
    const said = {
      type: 'commitment.made',
      atMs: 30_100,
      participantId: 'alex',
      role: 'rep',
      startMs: 28_000,
      endMs: 30_000,
      segmentId: 'promise',
      revision: 0,
      text: 'I send you the proposal by Friday.',
      commitmentId: 'promise-1',
      ownerParticipantId: 'alex',
      ownerRole: 'rep',
      action: 'send you the proposal by Friday',
      dueDate: '2026-05-15',
      dateText: 'Friday',
      confidence: 0.93,
      isCalibrated: true,
    } as const;
    calls.get(CALL)?.append(said);
    server.advanceTo(CALL, 31_000);
    const row = page.locator('.found-row').filter({ hasText: 'send you the proposal by Friday' });
    await row.getByText(/Rep.*May 15|15 May/).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await screenshot(page, 'live-en-promised');
  });
});

describe('states', () => {
  const withoutEvents = (types: readonly string[]): PageCalls => {
    const calls = createPageCalls();
    const call = calls.get(CALL);
    if (!call) throw new Error('no live call');
    for (const draft of call.scripted.drafts) {
      if (draft.atMs <= 20_000 && !types.includes(draft.type)) call.append(draft);
    }
    return calls;
  };
  const reopen = async (calls: PageCalls) => {
    await server.close();
    server = await startPageServer(calls);
    page = await visit(browser, server, { hash: HASH });
    await page.locator('.feed.live').waitFor();
  };

  it('says that nobody was heard yet', async () => {
    await watch(300);
    await page.getByText('No voice heard yet').waitFor();
    await screenshot(page, 'live-en-state-no-audio');
    expect(await axeViolations(page)).toEqual([]);
  });

  it('says what to do where voices are heard but no words arrive', async () => {
    await reopen(withoutEvents(['utterance.finalized', 'question.asked', 'keyword.hit', 'response.measured']));
    await page.getByText('Voices are heard, but no words arrive').waitFor();
    await page.getByText('Switch on a recogniser').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflowing(page)).toEqual([]);
  });

  it('says whose channel is silent', async () => {
    const calls = withoutEvents([]);
    const missed = { type: 'audio.missed', channel: 1, startMs: 17_000, endMs: 20_000, reason: 'silent' } as const;
    calls.get(CALL)?.append({ atMs: 20_000, ...missed });
    await reopen(calls);
    await page.getByText('Nothing is heard from Dana Whitfield').waitFor();
  });

  it('leads to the review when the call has ended', async () => {
    await watch(140_000);
    server.advanceTo(CALL, 200_000);
    await page.getByRole('button', { name: 'Look back at the call' }).click();
    await page.locator('.lanes canvas').waitFor();
  });

  it('says who can show a call that is not shown to this role', async () => {
    page = await visit(browser, server, { hash: HASH, as: 'sam-okafor' });
    await page.getByText('This call is not shown to you').waitFor();
    await page.getByText('direct manager').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });
});
