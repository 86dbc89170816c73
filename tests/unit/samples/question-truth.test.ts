import { describe, expect, it } from 'vitest';
import { questionTruth } from '../../../samples/question-truth.ts';
import { placed } from './invented-script.ts';

describe('the truth about a question', () => {
  it('waits from the end of its last part to the answer, a backchannel between them or not', () => {
    const [question] = questionTruth(
      placed([
        { id: 'ask', by: 'customer', pauseMs: 0, lastsMs: 2_000, asks: 'q1' },
        { id: 'mm', by: 'rep', pauseMs: 100, lastsMs: 400, isBackchannel: true },
        { id: 'more', by: 'customer', pauseMs: 300, lastsMs: 1_000, addsTo: 'q1' },
        { id: 'say', by: 'rep', pauseMs: 900, lastsMs: 2_000, answers: 'q1', isFilled: true },
      ]),
    );
    expect(question).toMatchObject({
      questionSegmentIds: ['ask', 'more'],
      questionEndMs: 4_800,
      answerSegmentId: 'say',
      latencyMs: 900,
      filled: true,
      crossedAtMs: null,
      overdueAtMs: [],
    });
  });

  it('is overdue in each silence that passes the threshold, and crossed only by the last', () => {
    const [question] = questionTruth(
      placed([
        { id: 'ask', by: 'customer', pauseMs: 0, lastsMs: 1_000, asks: 'q1' },
        { id: 'again', by: 'customer', pauseMs: 5_000, lastsMs: 1_000, asks: 'q1' },
        { id: 'say', by: 'rep', pauseMs: 600, lastsMs: 1_000, answers: 'q1' },
      ]),
    );
    expect(question).toMatchObject({ latencyMs: 600, crossedAtMs: null, overdueAtMs: [6_200] });
  });

  it('is overdue and unanswered where nobody answers before the call ends', () => {
    const lines = [
      { id: 'ask', by: 'customer', pauseMs: 0, lastsMs: 1_000, asks: 'q1' },
      { id: 'on', by: 'customer', pauseMs: 8_000, lastsMs: 1_000 },
    ] as const;
    const [question] = questionTruth(placed(lines));
    expect(question).toMatchObject({ answerSegmentId: null, latencyMs: null, crossedAtMs: 6_200 });
  });
});
