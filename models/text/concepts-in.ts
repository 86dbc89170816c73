// Which concepts a text speaks of. In: tokens. Out: concepts with their places, in order. Two languages share the concepts,
// so that what is learned from the lines of one helps in the other. No latency; the words are compiled once.

import { EN_CONCEPTS } from './concepts/en.ts';
import { ZH_CONCEPTS } from './concepts/zh.ts';
import { textTokens } from './text-tokens.ts';

export interface ConceptFound {
  /** Place of the concept in the list of all. */
  readonly concept: number;
  /** Place of its first token. */
  readonly at: number;
}

interface Branch {
  readonly next: Map<string, Branch>;
  /** Concepts of the phrase that ends here. */
  readonly concepts: Set<number>;
}

const newBranch = (): Branch => ({ next: new Map(), concepts: new Set() });
const NONE: ReadonlySet<number> = new Set();
const SHORTEST_STEM = 3;

interface Words {
  readonly phrases: Branch;
  /** Concepts by how a word begins. */
  readonly stems: Map<string, Set<number>>;
  /** The first letters of all stems: most words begin otherwise. */
  readonly beginnings: ReadonlySet<string>;
  readonly longestStem: number;
}

function compile(): Words {
  const phrases = newBranch();
  const stems = new Map<string, Set<number>>();
  let longestStem = 0;
  for (const concepts of [EN_CONCEPTS, ZH_CONCEPTS]) {
    Object.values(concepts).forEach((list, concept) => {
      for (const written of list.split(',')) {
        const tokens = textTokens(written.replace('*', ''));
        const [word = ''] = tokens;
        if (tokens.length === 1 && written.endsWith('*') && word.length >= SHORTEST_STEM) {
          stems.set(word, new Set([...(stems.get(word) ?? []), concept]));
          longestStem = Math.max(longestStem, word.length);
          continue;
        }
        addPhrase(phrases, tokens, concept);
      }
    });
  }
  const beginnings = new Set([...stems.keys()].map((stem) => stem.slice(0, SHORTEST_STEM)));
  return { phrases, stems, beginnings, longestStem };
}

function addPhrase(root: Branch, tokens: readonly string[], concept: number): void {
  let at = root;
  for (const token of tokens) {
    const next = at.next.get(token) ?? newBranch();
    at.next.set(token, next);
    at = next;
  }
  if (at !== root) at.concepts.add(concept);
}

const { phrases, stems, beginnings, longestStem } = compile();

/** Each concept at most once at one place. */
export function conceptsIn(tokens: readonly string[]): ConceptFound[] {
  const found: ConceptFound[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const here = new Set<number>();
    let branch: Branch | undefined = phrases;
    for (let index = at; index < tokens.length; index += 1) {
      branch = branch.next.get(tokens[index] ?? '');
      if (!branch) break;
      for (const concept of branch.concepts) here.add(concept);
    }
    const word = tokens[at] ?? '';
    const longest = beginnings.has(word.slice(0, SHORTEST_STEM)) ? Math.min(longestStem, word.length) : 0;
    for (let length = longest; length >= SHORTEST_STEM; length -= 1) {
      for (const concept of stems.get(word.slice(0, length)) ?? NONE) here.add(concept);
    }
    for (const concept of here) found.push({ concept, at });
  }
  return found;
}
