import { describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../../engine/events.ts';
import { WordsLatency } from '../../../../gateway/calls/words-latency.ts';

function measuring() {
  const measured: [string, number][] = [];
  let nowMs = 0;
  const latency = new WordsLatency({
    now: () => nowMs,
    // Audio comes 50 ms after it was spoken.
    heardAt: (atMs) => atMs + 50,
    measured: (stage, ms) => measured.push([stage, ms]),
  });
  const at = (wallMs: number, event: object) => {
    nowMs = wallMs;
    latency.take(event as CallEvent);
  };
  return { measured, at };
}

const speech = { type: 'speech.ended', basis: 'voice', participantId: 'customer', startMs: 1_000, endMs: 3_000 };
const segment = {
  type: 'segment.finalized',
  seq: 7,
  participantId: 'customer',
  startMs: 1_100,
  endMs: 2_900,
  text: 'x',
};

describe('the latency of words', () => {
  it('is told by stage: the end known, the final text, and the card that follows from it', () => {
    const { measured, at } = measuring();
    at(3_400, speech);
    at(3_650, segment);
    at(3_660, { type: 'utterance.finalized', seq: 8, causedBy: [7] });
    at(3_670, { type: 'rule.matched', seq: 9, causedBy: [8] });
    at(3_680, { type: 'card.raised', seq: 10, causedBy: [9] });
    expect(measured).toEqual([
      ['ended', 350],
      ['final', 600],
      ['card', 630],
    ]);
  });

  it('is not told of a card that follows from no words, nor of a segment without a voice', () => {
    const { measured, at } = measuring();
    at(5_000, { type: 'card.raised', seq: 3, causedBy: [2] });
    at(5_000, { ...segment, participantId: 'somebody else' });
    expect(measured).toEqual([]);
  });
});
