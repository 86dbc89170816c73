import { describe, expect, it } from 'vitest';
import { waitingAt } from '../../../../dashboard/live-call/waiting.ts';
import { createPageCall } from '../../../support/page-calls.ts';
import { englishScript } from '../../../support/page-script-en.ts';

const QUESTION_END_MS = 50_018;
const ANSWER_START_MS = 56_118;

const timelineAt = (atMs: number) => {
  const call = createPageCall(englishScript, 'call-1', { withFate: false });
  call.advanceTo(atMs);
  return call.timeline();
};

describe('the waiting for an answer', () => {
  it('is none while no question is open', () => {
    expect(waitingAt(timelineAt(30_000), 30_000)).toBeNull();
  });

  it('counts from the end of the question', () => {
    const waiting = waitingAt(timelineAt(QUESTION_END_MS + 400), QUESTION_END_MS + 1_500);
    expect(waiting).toMatchObject({ waitedMs: 1_500, isWorthActing: false, isRepSpeaking: false });
    expect(waiting?.question.text).toBe('How long would it take us to go live?');
  });

  it('is worth acting on from three seconds', () => {
    const timeline = timelineAt(QUESTION_END_MS + 2_000);
    expect(waitingAt(timeline, QUESTION_END_MS + 2_999)?.isWorthActing).toBe(false);
    expect(waitingAt(timeline, QUESTION_END_MS + 3_000)?.isWorthActing).toBe(true);
  });

  it('stands still from where the rep’s voice begins', () => {
    const waiting = waitingAt(timelineAt(ANSWER_START_MS + 200), ANSWER_START_MS + 400);
    expect(waiting).toMatchObject({ waitedMs: ANSWER_START_MS - QUESTION_END_MS, isRepSpeaking: true });
  });

  it('is over when the answer is measured', () => {
    expect(waitingAt(timelineAt(ANSWER_START_MS + 600), ANSWER_START_MS + 700)).toBeNull();
  });
});
