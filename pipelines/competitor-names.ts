// Competitors named in a text. In: the playbook's competitors, then texts. Out: canonical name, what was said, the place,
// and the words around. A name counts under negation too ("we don't use Acme"): it was mentioned, and `context` shows how.

import type { Competitor } from '../engine/playbook.ts';
import { compilePhrases } from './phrase-matcher.ts';

export interface NamedCompetitor {
  readonly name: string;
  /** As it was said, a possessive ending included. */
  readonly matched: string;
  readonly startChar: number;
  readonly endChar: number;
  readonly context: string;
}

/** Characters to either side that are shown with a mention; Chinese says as much in fewer. */
const CONTEXT_CHARS = 80;
const CONTEXT_CHARS_HAN = 30;
const POSSESSIVE = /^['’]s\b/i;

function contextOf(text: string, startChar: number, endChar: number): string {
  const chars = /\p{Script=Han}/u.test(text) ? CONTEXT_CHARS_HAN : CONTEXT_CHARS;
  const before = text.slice(Math.max(0, startChar - chars), startChar);
  const after = text.slice(endChar, endChar + chars);
  // A cut must not leave half a word where words are spaced.
  const head = startChar > chars && !/\p{Script=Han}/u.test(before) ? before.replace(/^\S*\s/, '') : before;
  const tail = text.length - endChar > chars && !/\p{Script=Han}/u.test(after) ? after.replace(/\s\S*$/, '') : after;
  return `${head}${text.slice(startChar, endChar)}${tail}`.trim();
}

export function compileCompetitors(competitors: readonly Competitor[]): (text: string) => NamedCompetitor[] {
  const matcher = compilePhrases(competitors.map(({ name, aliases }) => ({ text: name, variants: aliases })));
  return (text) =>
    matcher.find(text).flatMap(({ phraseIndex, startChar, endChar, matched }) => {
      const name = competitors[phraseIndex]?.name;
      if (name === undefined) return [];
      const possessive = POSSESSIVE.exec(text.slice(endChar))?.[0] ?? '';
      const endsAt = endChar + possessive.length;
      const context = contextOf(text, startChar, endsAt);
      return [{ name, matched: matched + possessive, startChar, endChar: endsAt, context }];
    });
}
