// Competitors named in a text. In: the playbook's competitors, then texts. Out: canonical name, what was said, the place,
// the words around, how sure, and how it was meant. A name counts under negation too ("we don't use Acme"): it was
// mentioned, and `isNegated` says how. Names cut into everyday words ("sales force") count where the context allows.

import type { Competitor } from '../engine/playbook.ts';
import { type Stance, stanceTo } from './competitor-stance.ts';
import { otherScripts } from './competitor-transliterations.ts';
import { tokensOf } from './language/tokens.ts';
import type { PhraseHit, PhraseMatch } from './phrase.ts';
import { compilePhrases } from './phrase-matcher.ts';

export interface NamedCompetitor {
  readonly name: string;
  /** As it was said, a possessive ending included. */
  readonly matched: string;
  readonly startChar: number;
  readonly endChar: number;
  readonly context: string;
  readonly match: PhraseMatch;
  /** That this competitor was named, 0…1; a rule of thumb, uncalibrated. */
  readonly confidence: number;
  readonly isNegated: boolean;
  readonly stance: Stance;
}

/** The words match, but the transcriber may have misheard. */
const SURE = 0.95;
/** Names that only sound alike are dropped below it. */
const LEAST = 0.4;
/** How much is left of it where the place speaks against a name; under LEAST, whatever else holds. */
const UNLIKELY = 0.3;
/** Characters to either side that are shown with a mention; Chinese says as much in fewer. */
const CONTEXT_CHARS = 80;
const CONTEXT_CHARS_HAN = 30;
const POSSESSIVE = /^['’]s\b/i;

/** "our sales force", "a sales force of forty": everyday words that happen to spell a name. */
const EVERYDAY_BEFORE =
  /\b(?:a|an|our|your|the|their|my|his|her|its|whole|entire|every|each|field|mobile|direct|\d+|of|global|big|small|new)\s+$/i;
const EVERYDAY_AFTER =
  /^\s+(?:of|team|teams|size|effectiveness|automation|management|productivity|members?|people|reps?|training|headcount)\b/i;
const NAMED_BEFORE =
  /\b(?:use|uses|using|used|from|with|on|to|than|versus|vs|like|off|against|at|by|is|was|called|and|or|bought|have|had)\s+$/i;
const NAMED_AFTER =
  /^(?:['’]s\b|\s+(?:is|has|does|offers?|costs?|charges?|gives?|quoted|came|showed|can|won't|says?)\b)/i;

function contextOf(text: string, startChar: number, endChar: number): string {
  const chars = /\p{Script=Han}/u.test(text) ? CONTEXT_CHARS_HAN : CONTEXT_CHARS;
  const before = text.slice(Math.max(0, startChar - chars), startChar);
  const after = text.slice(endChar, endChar + chars);
  // A cut must not leave half a word where words are spaced.
  const head = startChar > chars && !/\p{Script=Han}/u.test(before) ? before.replace(/^\S*\s/, '') : before;
  const tail = text.length - endChar > chars && !/\p{Script=Han}/u.test(after) ? after.replace(/\s\S*$/, '') : after;
  return `${head}${text.slice(startChar, endChar)}${tail}`.trim();
}

const HAN_ALONE = /^\p{Script=Han}+$/u;

/** 信用友好 is no 用友: both of its ends lie inside words of the dictionary. */
function isCutOutOfWords(text: string, { matched, startChar, endChar }: PhraseHit): boolean {
  if (!HAN_ALONE.test(matched)) return false;
  const tokens = tokensOf(text, 'zh');
  const isInside = (at: number) => tokens.some((token) => token.startChar < at && at < token.endChar);
  return isInside(startChar) && isInside(endChar);
}

function confidenceOf(text: string, hit: PhraseHit): number {
  const { match, likeness, matched, startChar, endChar } = hit;
  if (isCutOutOfWords(text, hit)) return SURE * likeness * UNLIKELY;
  if (match !== 'spelling' || !/\s/.test(matched)) return SURE * likeness;
  const [before, after] = [text.slice(0, startChar), text.slice(endChar)];
  const isWrittenAsName = /^\p{Lu}/u.test(matched) && /\s\p{Lu}/u.test(matched);
  if (isWrittenAsName) return SURE * likeness;
  if (EVERYDAY_BEFORE.test(before) || EVERYDAY_AFTER.test(after)) return SURE * likeness * UNLIKELY;
  return SURE * likeness * (NAMED_BEFORE.test(before) || NAMED_AFTER.test(after) ? 0.9 : 0.6);
}

export function compileCompetitors(competitors: readonly Competitor[]): (text: string) => NamedCompetitor[] {
  const phrases = competitors.map(({ name, aliases, soundsLike }) => {
    return { text: name, variants: [...aliases, ...otherScripts([name, ...aliases])], soundsLike };
  });
  const matcher = compilePhrases(phrases);
  return (text) =>
    matcher.find(text).flatMap((hit) => {
      const { phraseIndex, startChar, endChar, matched, match } = hit;
      const name = competitors[phraseIndex]?.name;
      const confidence = confidenceOf(text, hit);
      if (name === undefined || confidence < LEAST) return [];
      const possessive = POSSESSIVE.exec(text.slice(endChar))?.[0] ?? '';
      const endsAt = endChar + possessive.length;
      const context = contextOf(text, startChar, endsAt);
      const place = { startChar, endChar: endsAt, context, match, confidence };
      return [{ name, matched: matched + possessive, ...place, ...stanceTo(text, startChar, endsAt) }];
    });
}
