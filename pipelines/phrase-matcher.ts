// Many phrases in one pass over a text: Aho–Corasick (CACM 18(6), 1975) over folded text, leftmost-longest.
// In: the phrases of a playbook, then texts. Out: hits in UTF-16 offsets of the text as it was given. Adds no latency.

import { phraseForms } from './phrase-forms.ts';
import { type FoldedText, foldText, isWordCode } from './phrase-text.ts';

export interface PhraseToFind {
  readonly text: string;
  /** English endings count too (phrase-forms.ts). Default false: names and terms are found as they are written. */
  readonly inflect?: boolean | undefined;
  /** Other spellings of the same phrase; `inflect` holds for them as well. Default none. */
  readonly variants?: readonly string[] | undefined;
}

export interface PhraseHit {
  /** Place of the phrase in the list that was compiled. */
  readonly phraseIndex: number;
  /** Half-open UTF-16 span of the text. */
  readonly startChar: number;
  readonly endChar: number;
  /** The text of that span, as it was written. */
  readonly matched: string;
}

export interface PhraseMatcher {
  /** Hits from left to right; they never overlap. The same phrase said twice is two hits. */
  find(text: string): PhraseHit[];
}

interface Node {
  readonly next: Map<number, Node>;
  /** The longest proper suffix of this node's path that is a path too. */
  fallback: Node | null;
  /** The nearest node on the way of fallbacks that ends a phrase. */
  shorter: Node | null;
  /** The first phrase that ends here, and its length in code points. */
  phraseIndex: number;
  length: number;
}

interface Candidate {
  readonly phraseIndex: number;
  readonly length: number;
}

const newNode = (length: number): Node => ({
  next: new Map(),
  fallback: null,
  shorter: null,
  phraseIndex: -1,
  length,
});

/** Compile once, find often. A phrase of nothing but white space or hyphens finds nothing. */
export function compilePhrases(phrases: readonly PhraseToFind[]): PhraseMatcher {
  const root = newNode(0);
  phrases.forEach((phrase, phraseIndex) => {
    for (const spelling of [phrase.text, ...(phrase.variants ?? [])]) {
      for (const form of phrase.inflect ? phraseForms(spelling) : [spelling]) insert(root, form, phraseIndex);
    }
  });
  linkFallbacks(root);
  return { find: (text) => leftmostLongest(text, foldText(text), root) };
}

function insert(root: Node, form: string, phraseIndex: number): void {
  let node = root;
  for (const code of foldText(form).codes) {
    let next = node.next.get(code);
    if (!next) {
      next = newNode(node.length + 1);
      node.next.set(code, next);
    }
    node = next;
  }
  if (node !== root && node.phraseIndex < 0) node.phraseIndex = phraseIndex;
}

function linkFallbacks(root: Node): void {
  const queue: Node[] = [root];
  for (const node of queue) {
    for (const [code, child] of node.next) {
      child.fallback = node === root ? root : follow(node.fallback ?? root, code, root);
      child.shorter = child.fallback.phraseIndex >= 0 ? child.fallback : child.fallback.shorter;
      queue.push(child);
    }
  }
}

/** The node reached from `node` by `code`, falling back as far as it takes. */
function follow(node: Node, code: number, root: Node): Node {
  for (let at: Node | null = node; at; at = at.fallback) {
    const next = at.next.get(code);
    if (next) return next;
  }
  return root;
}

function leftmostLongest(text: string, folded: FoldedText, root: Node): PhraseHit[] {
  const longestAt = new Map<number, Candidate>();
  let node = root;
  folded.codes.forEach((code, index) => {
    node = follow(node, code, root);
    for (let ending: Node | null = node; ending; ending = ending.shorter) {
      if (ending.phraseIndex < 0) continue;
      const from = index + 1 - ending.length;
      if (!standsAlone(folded, from, index)) continue;
      const known = longestAt.get(from);
      if (!known || known.length < ending.length) {
        longestAt.set(from, { phraseIndex: ending.phraseIndex, length: ending.length });
      }
    }
  });
  const hits: PhraseHit[] = [];
  let freeFrom = 0;
  for (const [from, { phraseIndex, length }] of [...longestAt].sort(([a], [b]) => a - b)) {
    if (from < freeFrom) continue;
    freeFrom = from + length;
    const startChar = folded.starts[from] ?? 0;
    const endChar = folded.ends[freeFrom - 1] ?? text.length;
    hits.push({ phraseIndex, startChar, endChar, matched: text.slice(startChar, endChar) });
  }
  return hits;
}

/** Neither cuts a written character in two nor, where words are spaced, a word. */
function standsAlone({ codes, starts, ends }: FoldedText, from: number, last: number): boolean {
  if ((starts[from] ?? -1) < 0 || (ends[last] ?? -1) < 0) return false;
  if (isWordCode(codes[from]) && isWordCode(codes[from - 1])) return false;
  return !(isWordCode(codes[last]) && isWordCode(codes[last + 1]));
}
