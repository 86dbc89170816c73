// When a place in an utterance was said. In: an utterance with or without word times, and a UTF-16 offset of its text.
// Out: media time, by the word that stands there, else in proportion to the place in the text. No latency.

import type { EventOf } from '../engine/events.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';

type Utterance = Pick<EventOf<'utterance.finalized'>, 'text' | 'words' | 'startMs' | 'endMs'>;

/** The start of the last word that begins at or before the place; null where the words are not those of the text. */
function byWords({ text, words = [] }: Utterance, startChar: number): number | null {
  const folded = text.toLowerCase();
  let cursor = 0;
  let foundMs: number | null = null;
  for (const word of words) {
    const plain = word.text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
    if (plain === '') continue;
    const at = folded.indexOf(plain, cursor);
    if (at < 0) continue;
    if (at > startChar) break;
    foundMs = word.startMs;
    cursor = at + plain.length;
  }
  return foundMs;
}

export function saidAtMs(utterance: Utterance, startChar: number): MediaMs {
  const { text, startMs, endMs } = utterance;
  const share = text.length === 0 ? 0 : startChar / text.length;
  const saidMs = byWords(utterance, startChar) ?? startMs + (endMs - startMs) * share;
  return mediaMs(Math.round(Math.max(startMs, saidMs)));
}
