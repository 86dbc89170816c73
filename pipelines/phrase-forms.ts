// English endings of a phrase: -s -es -ed -d -ing 's, y → ies, a doubled last consonant (plan → planned), and the forms of
// irregular words (irregular-forms.ts). Forms that nobody says ("bes") are made too; they cost a branch of the automaton and
// find nothing.

import { irregularForms } from './language/irregular-forms.ts';

const LATIN_WORD = /[A-Za-z]{2,}(?:'s)?/g;
/** Shorter words are articles, prepositions and acronyms: these take irregular forms alone, or a plural. */
const MIN_REGULAR_LETTERS = 3;
const CONSONANT_Y = /[^aeiou]y$/i;
const HISSING = /(?:[sxzo]|[cs]h)$/i;
const SHORT_STEM = /[^aeiou][aeiou][^aeiouwxy]$/i;

function pluralsOf(word: string): readonly string[] {
  if (CONSONANT_Y.test(word)) return [`${word}s`, `${word.slice(0, -1)}ies`];
  return HISSING.test(word) ? [`${word}s`, `${word}es`] : [`${word}s`];
}

function verbFormsOf(word: string): readonly string[] {
  const stem = word.slice(0, -1);
  if (/ie$/i.test(word)) return [`${word}d`, `${stem}ing`, `${word.slice(0, -2)}ying`];
  if (/e$/i.test(word)) return [`${word}d`, `${stem}ing`];
  if (CONSONANT_Y.test(word)) return [`${stem}ied`, `${word}ing`];
  if (/ic$/i.test(word)) return [`${word}ked`, `${word}king`];
  const doubled = SHORT_STEM.test(word) ? [`${word}${word.slice(-1)}ed`, `${word}${word.slice(-1)}ing`] : [];
  return [`${word}ed`, `${word}ing`, ...doubled];
}

export function wordForms(word: string): readonly string[] {
  const irregular = irregularForms(word);
  if (word.length < MIN_REGULAR_LETTERS) return word === word.toUpperCase() ? [`${word}s`, ...irregular] : irregular;
  return [...pluralsOf(word), `${word}'s`, `${word}s'`, ...verbFormsOf(word), ...irregular];
}

/**
 * The phrase; for each Latin word in turn, the phrase with an ending on that word; and with any form of its first word and
 * the plural of its last ("reduce cost": "reducing costs").
 */
export function phraseForms(phrase: string): readonly string[] {
  const words = [...phrase.matchAll(LATIN_WORD)].map((match) => {
    return { word: match[0], from: match.index, to: match.index + match[0].length };
  });
  const forms = new Set([phrase]);
  for (const { word, from, to } of words) {
    for (const form of wordForms(word)) forms.add(phrase.slice(0, from) + form + phrase.slice(to));
  }
  const [first, last] = [words[0], words.at(-1)];
  if (first && last && first !== last && last.word.length >= MIN_REGULAR_LETTERS) {
    const between = phrase.slice(first.to, last.from);
    for (const form of wordForms(first.word)) {
      for (const plural of pluralsOf(last.word)) {
        forms.add(phrase.slice(0, first.from) + form + between + plural + phrase.slice(last.to));
      }
    }
  }
  return [...forms];
}
