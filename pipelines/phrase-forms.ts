// English endings of a phrase: -s -es -ed -d -ing 's, y → ies, and a doubled last consonant (plan → planned).
// Forms that nobody says ("bes") are made too; they cost a branch of the automaton and find nothing.

const LATIN_WORD = /[A-Za-z]{3,}(?:'s)?/g;
const CONSONANT_Y = /[^aeiou]y$/i;
const HISSING = /(?:[sxzo]|[cs]h)$/i;
const SHORT_STEM = /[^aeiou][aeiou][^aeiouwxy]$/i;

export function wordForms(word: string): readonly string[] {
  const forms = [`${word}s`, `${word}'s`, `${word}s'`];
  const stem = word.slice(0, -1);
  if (/e$/i.test(word)) {
    forms.push(`${word}d`, `${stem}ing`);
    if (/ie$/i.test(word)) forms.push(`${word.slice(0, -2)}ying`);
  } else if (CONSONANT_Y.test(word)) {
    forms.push(`${stem}ies`, `${stem}ied`, `${word}ing`);
  } else {
    if (HISSING.test(word)) forms.push(`${word}es`);
    forms.push(`${word}ed`, `${word}ing`);
    if (SHORT_STEM.test(word)) forms.push(`${word}${word.slice(-1)}ed`, `${word}${word.slice(-1)}ing`);
  }
  return forms;
}

/** The phrase and, for each Latin word of three letters or more in turn, the phrase with an ending on that word. */
export function phraseForms(phrase: string): readonly string[] {
  const forms = [phrase];
  for (const match of phrase.matchAll(LATIN_WORD)) {
    const before = phrase.slice(0, match.index);
    const after = phrase.slice(match.index + match[0].length);
    for (const form of wordForms(match[0])) forms.push(before + form + after);
  }
  return forms;
}
