// English phrases as a recogniser may spell them: cut into other words ("sales force"), joined, or written by ear
// ("Tally Ricks" for Tallyrix). In: phrases of Latin letters, then texts. Out: stretches of words that are alike.
// Alike: one edit apart, or of one Double Metaphone key (Philips, C/C++ Users Journal 18(6), 2000) and few edits apart.

import { doubleMetaphone } from 'double-metaphone';
import { allMatches } from '../engine/all-matches.ts';
import type { PhraseHit, SoundsLike } from './phrase.ts';
import { editDistance } from './phrase-edits.ts';

/** Likeness where only the spaces differ, and what each edit and another sound take off. Rules of thumb. */
const RESPACED = 0.9;
const EDIT_COSTS = 0.08;
const OTHER_SOUND_COSTS = 0.1;
const LEAST = 0.5;
/** One edit makes other words of shorter ones ("Acme", "acne"). */
const MIN_LETTERS_FOR_EDIT = 6;
/** Share of the letters that may differ where the sound is the same. */
const MAX_EDITS_RATIO = 0.4;
/** Sounds of a key, without vowels, from which being alike says something. */
const MIN_KEY_SOUNDS = 3;
/** A phrase may come out as so many words more than it has. */
const MORE_WORDS = 2;

interface Spelling {
  readonly phraseIndex: number;
  readonly letters: string;
  readonly keys: readonly string[];
  readonly words: number;
}
interface Word {
  readonly letters: string;
  readonly startChar: number;
  readonly endChar: number;
  /** Only white space or a hyphen stands between it and the word before. */
  readonly joins: boolean;
}

const WORD = /[A-Za-zＡ-Ｚａ-ｚ]+(?:['’.][A-Za-z]+)*/g;
const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
const lettersOf = (text: string): string => fold(text).replace(/[^a-z]/g, '');

function wordsOf(text: string): Word[] {
  let end = 0;
  return allMatches(text, WORD).map((match) => {
    const bare = match[0].replace(/['’]s?$/i, '');
    const startChar = match.index;
    const joins = startChar > 0 && /^[\s\p{Pd}]*$/u.test(text.slice(end, startChar));
    end = startChar + match[0].length;
    return { letters: lettersOf(bare), startChar, endChar: startChar + bare.length, joins };
  });
}

/** Letters with which alike words begin: a vowel is any vowel, c k q x and s z are one. */
const BEGINS: readonly string[] = ['aeiouhwy', 'ckqxsztg', 'fpvb', 'jg', 'kn', 'wr', 'td'];
const beginsAlike = (a: string, b: string): boolean =>
  a.charAt(0) === b.charAt(0) || BEGINS.some((set) => set.includes(a.charAt(0)) && set.includes(b.charAt(0)));

/** `soundsOf`: the keys of `said`, made when they are first needed. */
function likenessOf(said: string, soundsOf: () => readonly string[], spelling: Spelling): number | null {
  const { letters, keys } = spelling;
  const maxEdits = Math.floor(letters.length * MAX_EDITS_RATIO);
  if (said === letters) return RESPACED;
  if (Math.abs(said.length - letters.length) > maxEdits || !beginsAlike(said, letters)) return null;
  const soundsSame = soundsOf().some((key) => key.length >= MIN_KEY_SOUNDS && keys.includes(key));
  const most = soundsSame ? maxEdits : letters.length >= MIN_LETTERS_FOR_EDIT ? 1 : 0;
  if (Math.abs(said.length - letters.length) > most) return null;
  const edits = editDistance(said, letters, most);
  if (edits > most) return null;
  return Math.max(LEAST, RESPACED - EDIT_COSTS * edits - (soundsSame ? 0 : OTHER_SOUND_COSTS));
}

export function compileSpelling(phrases: readonly SoundsLike[]): (text: string) => PhraseHit[] {
  if (phrases.length === 0) return () => [];
  const spellings = phrases.map(({ phraseIndex, spelling }): Spelling => {
    const letters = lettersOf(spelling);
    return {
      phraseIndex,
      letters,
      keys: doubleMetaphone(letters),
      words: spelling.trim().split(/[\s\p{Pd}]+/u).length,
    };
  });
  const mostWords = Math.max(...spellings.map(({ words }) => words)) + MORE_WORDS;
  const mostLetters = Math.max(...spellings.map(({ letters }) => letters.length)) * (1 + MAX_EDITS_RATIO);
  return (text) => {
    const words = wordsOf(text);
    const hits: PhraseHit[] = [];
    words.forEach(({ startChar }, from) => {
      let letters = '';
      for (let to = from; to < Math.min(words.length, from + mostWords); to++) {
        const word = words[to];
        if (word === undefined || (to > from && !word.joins) || letters.length > mostLetters) break;
        letters += word.letters;
        const said = letters;
        let sounds: readonly string[] | null = null;
        const soundsOf = () => {
          sounds ??= doubleMetaphone(said);
          return sounds;
        };
        for (const spelling of spellings) {
          if (to - from + 1 > spelling.words + MORE_WORDS) continue;
          const likeness = likenessOf(said, soundsOf, spelling);
          if (likeness === null) continue;
          const { phraseIndex } = spelling;
          const matched = text.slice(startChar, word.endChar);
          hits.push({ phraseIndex, startChar, endChar: word.endChar, matched, match: 'spelling', likeness });
        }
      }
    });
    return hits;
  };
}
