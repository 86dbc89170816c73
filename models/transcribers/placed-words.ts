// Words timed from the first sample of an utterance in, the same words in media time out: none leaves its utterance.

import type { Word } from '../../engine/events.ts';
import { type MediaSpan, mediaMs } from '../../engine/media-time.ts';

interface TimedWord {
  readonly text: string;
  /** From the utterance's first sample. */
  readonly startMs: number;
  readonly endMs: number;
}

export function placedWords(words: readonly TimedWord[], { startMs, endMs }: MediaSpan): Word[] {
  const within = (ms: number) => mediaMs(Math.min(endMs, Math.max(startMs, startMs + ms)));
  return words.map((word) => ({
    text: word.text,
    startMs: within(word.startMs),
    endMs: within(Math.max(word.startMs, word.endMs)),
  }));
}
