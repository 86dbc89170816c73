import { describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../../engine/events.ts';
import { WordsLatency } from '../../../../gateway/calls/words-latency.ts';
import { participant } from '../../../support/signals.ts';

const TALK = [participant('rep', 'rep', 0), participant('customer', 'customer', 1)];
const MIXED = [participant('line', 'unknown', 0), participant('rep', 'rep', 1), participant('kim', 'customer')];

function measuring(participants = TALK) {
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
  at(0, { type: 'call.started', participants });
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

  it('is not told of a card that waited for an answer which did not come', () => {
    const { measured, at } = measuring();
    at(3_400, speech);
    at(3_650, segment);
    at(7_200, { type: 'response.overdue', seq: 8, causedBy: [7] });
    at(7_210, { type: 'rule.matched', seq: 9, causedBy: [7, 8] });
    at(7_210, { type: 'card.raised', seq: 10, causedBy: [9] });
    expect(measured.map(([stage]) => stage)).toEqual(['ended', 'final']);
  });

  it('is not told of a card that follows from no words, nor of a segment without a voice', () => {
    const { measured, at } = measuring();
    at(5_000, { type: 'card.raised', seq: 3, causedBy: [2] });
    at(5_000, { ...segment, participantId: 'somebody else' });
    expect(measured).toEqual([]);
  });

  it('counts the words of each voice of a shared channel from the end of what was said on it', () => {
    const { measured, at } = measuring(MIXED);
    const voices = { type: 'voices.ended', participantId: 'line', startMs: 1_000, endMs: 3_000 };
    const activity = { ...speech, participantId: 'kim', endMs: 3_300 };
    at(3_300, activity);
    at(3_400, voices);
    at(3_900, { ...segment, participantId: 'line-voice-1', endMs: 2_000 });
    at(4_000, { ...segment, participantId: 'kim', startMs: 2_000 });
    at(4_050, { ...segment, participantId: 'rep' });
    expect(measured).toEqual([
      ['ended', 350],
      ['final', 850],
      ['final', 950],
    ]);
  });
});
