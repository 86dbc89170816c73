import { describe, expect, it } from 'vitest';
import { mediaMs } from '../../../../engine/media-time.ts';
import { SentAudio } from '../../../../models/transcribers/sent-audio.ts';

/** Two utterances, at 5 s and at 60 s of the call, a second each. */
const twoUtterances = () => {
  const sent = new SentAudio();
  sent.add(mediaMs(5_000), 400);
  sent.add(mediaMs(5_400), 600);
  sent.add(mediaMs(60_000), 1_000);
  return sent;
};

describe('what a recogniser was sent', () => {
  it('is counted without the silence between utterances', () => expect(twoUtterances().sentMs).toBe(2_000));

  it.each([
    [0, 5_000],
    [700, 5_700],
    [999, 5_999],
    [1_000, 60_000],
    [1_250, 60_250],
    [9_000, 61_000],
    [-5, 5_000],
  ])('%d ms of it are %d ms of the call', (sentMs, atMs) => expect(twoUtterances().mediaAt(sentMs)).toBe(atMs));

  it('ends a word that ends with an utterance there, not at the start of the next', () => {
    expect(twoUtterances().span(800, 1_000)).toEqual({ startMs: 5_800, endMs: 6_000 });
    expect(twoUtterances().span(1_000, 1_300)).toEqual({ startMs: 60_000, endMs: 60_300 });
  });

  it('gives a word of no length a span that does not end before it begins', () => {
    const { startMs, endMs } = twoUtterances().span(300, 200);
    expect([startMs, endMs]).toEqual([5_300, 5_300]);
  });

  it('takes silence that was added for the recogniser as the end of what came before', () => {
    const sent = new SentAudio();
    sent.add(mediaMs(5_000), 500);
    sent.pad(1_000);
    sent.add(mediaMs(8_000), 500);
    expect(sent.sentMs).toBe(2_000);
    expect([499, 700, 1_499, 1_500, 1_600].map((ms) => sent.mediaAt(ms))).toEqual([5_499, 5_500, 5_500, 8_000, 8_100]);
  });

  it('is at 0 while nothing was sent', () => expect(new SentAudio().mediaAt(100)).toBe(0));
});
