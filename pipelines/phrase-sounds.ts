// Phrases that a recogniser or a speaker may have rendered otherwise. In: the phrases that ask for it (`soundsLike`),
// then texts. Out: places that sound like one, Chinese by pinyin and English by spelling and sound; null where no phrase
// asks. What is written exactly so is found by the automaton and may come out here too.

import type { PhraseHit, PhraseToFind, SoundsLike } from './phrase.ts';
import { compilePinyin } from './phrase-pinyin.ts';
import { compileSpelling } from './phrase-spelling.ts';

/** Which of the two ways a spelling can be looked for by sound; null where in neither. */
export function soundOf(spelling: string): 'pinyin' | 'spelling' | null {
  const letters = spelling.normalize('NFKC').replace(/[\s\p{Pd}.&'’]/gu, '');
  if (/^\p{Script=Han}{2,}$/u.test(letters)) return 'pinyin';
  return /^[A-Za-z]{4,}$/.test(letters) ? 'spelling' : null;
}

export function compileSounds(phrases: readonly PhraseToFind[]): ((text: string) => PhraseHit[]) | null {
  const alike = phrases.flatMap(({ soundsLike, text, variants = [] }, phraseIndex): SoundsLike[] =>
    soundsLike ? [text, ...variants].map((spelling) => ({ phraseIndex, spelling })) : [],
  );
  if (alike.length === 0) return null;
  const byPinyin = compilePinyin(alike.filter(({ spelling }) => soundOf(spelling) === 'pinyin'));
  const bySpelling = compileSpelling(alike.filter(({ spelling }) => soundOf(spelling) === 'spelling'));
  return (text) => [...byPinyin(text), ...bySpelling(text)];
}
