// Tokens with onset times in, words with spans out. A word goes on until the next begins, but its last token sounds no
// longer than LONGEST_TOKEN_MS: models give onsets only. Without onsets, or where the tokens do not spell the text, no words.

import type { SherpaResult } from './sherpa-protocol.ts';
import type { Recognised } from './utterance-transcriber.ts';

type Words = NonNullable<Recognised['words']>;

/** Longer than a syllable, shorter than a pause that one would call one. */
const LONGEST_TOKEN_MS = 400;

export function recognisedOf(result: SherpaResult): Recognised {
  const text = result.text.trim();
  const language = /^<\|(\w+)\|>$/.exec(result.lang ?? '')?.[1];
  const words = wordsOf(result);
  const confidence = meanProbability(result.ys_probs ?? []);
  return {
    text,
    ...(language === undefined || text === '' ? {} : { language }),
    ...(confidence === null ? {} : { confidence }),
    ...(words.length === 0 ? {} : { words }),
  };
}

/** Times in ms from the first sample. */
export function wordsOf({ text, tokens, timestamps }: SherpaResult): Words {
  if (timestamps.length !== tokens.length) return [];
  const words: { text: string; startMs: number; lastMs: number }[] = [];
  tokens.forEach((token, at) => {
    const onsetMs = Math.round((timestamps[at] ?? 0) * 1000);
    const last = words.at(-1);
    const piece = token.replace(/^[ ▁]/u, '');
    if (last && !beginsWord(token, last.text)) {
      last.text += piece;
      if (/[\p{L}\p{N}]/u.test(piece)) last.lastMs = onsetMs;
    } else if (piece !== '') words.push({ text: piece, startMs: onsetMs, lastMs: onsetMs });
  });
  if (bare(words.map((word) => word.text).join('')) !== bare(text)) return [];
  return words.map((word, at) => {
    const nextMs = words[at + 1]?.startMs ?? Number.POSITIVE_INFINITY;
    const endMs = Math.max(word.lastMs, Math.min(nextMs, word.lastMs + LONGEST_TOKEN_MS));
    return { text: word.text, startMs: word.startMs, endMs };
  });
}

/** Han characters are words by themselves; marks belong to the word before. */
function beginsWord(token: string, before: string): boolean {
  if (/^[^\p{L}\p{N}]+$/u.test(token)) return false;
  return /^[ ▁]/u.test(token) || /^\p{Script=Han}/u.test(token) || /\p{Script=Han}$/u.test(before);
}

const bare = (text: string) => text.replace(/[\s▁]/gu, '');

/** Geometric mean; null where the model tells none. */
function meanProbability(logProbabilities: readonly number[]): number | null {
  if (logProbabilities.length === 0) return null;
  const mean = logProbabilities.reduce((sum, each) => sum + each, 0) / logProbabilities.length;
  return Math.min(1, Math.exp(mean));
}
