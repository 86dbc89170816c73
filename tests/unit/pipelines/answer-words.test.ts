import { describe, expect, it } from 'vitest';
import type { BodyOf } from '../../../engine/events.ts';
import { answerWordsPipeline } from '../../../pipelines/answer-words.ts';
import { CUSTOMER, event, ms, ofType, REP, runPipeline, segment, utterance } from '../../support/signals.ts';

const measured = (changes: Partial<BodyOf<'response.measured'>> = {}) =>
  event(
    {
      type: 'response.measured',
      atMs: ms(7_400),
      questionId: 'q1',
      questionSegmentIds: [segment('c1')],
      questionEndMs: ms(5_000),
      outcome: 'answered',
      answerSegmentId: null,
      answerParticipantId: REP,
      answerStartMs: ms(6_000),
      latencyMs: 1_000,
      filled: false,
      crossedAtMs: null,
      basis: 'voice',
      confidence: 0.9,
      ...changes,
    },
    4,
  );

async function said(...signals: Parameters<typeof runPipeline>[1]) {
  return ofType(await runPipeline(answerWordsPipeline, signals), 'response.measured');
}

describe('answer-words', () => {
  it('says a measurement again, with the segment that holds the beginning of the answer', async () => {
    const words = utterance(REP, 'r1', 5_950, 14_000, 'About six weeks in all.', { atMs: 14_500 });
    expect(await said(measured(), words)).toEqual([
      expect.objectContaining({
        questionId: 'q1',
        atMs: 14_500,
        answerSegmentId: 'r1',
        filled: false,
        latencyMs: 1_000,
      }),
    ]);
  });

  it('flags an answer whose words begin with a filled pause', async () => {
    const words = utterance(REP, 'r1', 6_000, 9_000, 'Um, so it depends on the sites.');
    expect((await said(measured(), words))[0]?.filled).toBe(true);
  });

  it('does not take a filled pause that was said long before the answer began', async () => {
    const words = utterance(REP, 'r1', 3_000, 9_000, 'Um, as I was saying, yes.');
    expect((await said(measured(), words))[0]?.filled).toBe(false);
  });

  it('leaves alone what has its words, what nobody answered, and words of others', async () => {
    const others = utterance(CUSTOMER, 'c2', 6_000, 9_000, 'I see.');
    const own = utterance(REP, 'r1', 6_000, 9_000, 'Yes.');
    expect(await said(measured(), others)).toEqual([]);
    expect(await said(measured({ answerSegmentId: segment('r0') }), own)).toEqual([]);
    expect(
      await said(measured({ outcome: 'unanswered', answerParticipantId: null, answerStartMs: null }), own),
    ).toEqual([]);
  });

  it('says it once', async () => {
    const words = utterance(REP, 'r1', 6_000, 9_000, 'Six weeks.');
    const more = utterance(REP, 'r1', 6_000, 9_000, 'Six weeks or so.', { revision: 1 });
    expect(await said(measured(), words, more)).toHaveLength(1);
  });
});
