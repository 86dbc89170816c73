// Chinese phrases by their sound. In: phrases of Chinese characters, then texts. Out: stretches that are read alike, tones
// left out, with likeness. Confusions of accents and recognisers count with less: zh/z, ch/c, sh/s, n/l, -ng/-n.
// Readings: pinyin-pro; every reading of a character of the text counts, of the phrase the one in its context.

import { pinyin } from 'pinyin-pro';
import type { PhraseHit, SoundsLike } from './phrase.ts';

/** Likeness by number of syllables: two syllables are read alike by chance. Rules of thumb. */
const LIKENESS: readonly number[] = [0, 0, 0.65, 0.8, 0.9];
const ACCENT_COSTS = 0.15;
const CUT_WORD_COSTS = 0.15;
/** Accents are let count from so many syllables on. */
const MIN_ACCENT_SYLLABLES = 3;

interface Ending {
  readonly phraseIndex: number;
  /** Its readings without tones. */
  readonly plain: readonly string[];
}
interface Node {
  readonly next: Map<string, Node>;
  readonly endings: Ending[];
}
const newNode = (): Node => ({ next: new Map(), endings: [] });

const HAN = /\p{Script=Han}/u;
const accentFree = (syllable: string): string =>
  syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=.)/, 'l')
    .replace(/ng$/, 'n');

// One entry a character that has been seen, at most as many as there are.
const readings = new Map<string, readonly string[]>();
function readingsOf(character: string): readonly string[] {
  const known = readings.get(character);
  if (known) return known;
  const all = pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true });
  const found = [...new Set(all)];
  readings.set(character, found);
  return found;
}

interface Character {
  readonly plain: readonly string[];
  readonly startChar: number;
  readonly endChar: number;
}

/** The text's Chinese characters in unbroken runs; white space between them does not break a run. */
function runsOf(text: string): Character[][] {
  const runs: Character[][] = [[]];
  let at = 0;
  for (const character of text) {
    const startChar = at;
    at += character.length;
    if (HAN.test(character)) runs.at(-1)?.push({ plain: readingsOf(character), startChar, endChar: at });
    else if (!/\s/.test(character) && runs.at(-1)?.length !== 0) runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}

const words = new Intl.Segmenter('zh', { granularity: 'word' });
function wordEdges(text: string): ReadonlySet<number> {
  const edges = new Set([0, text.length]);
  for (const { index, segment } of words.segment(text)) edges.add(index).add(index + segment.length);
  return edges;
}

function likenessOf(plain: readonly string[], said: readonly Character[], isWhole: boolean): number | null {
  const isPlain = said.every((character, index) => character.plain.includes(plain[index] ?? ''));
  if (!isPlain && plain.length < MIN_ACCENT_SYLLABLES) return null;
  if (!isWhole && plain.length < MIN_ACCENT_SYLLABLES) return null;
  const base = LIKENESS[Math.min(plain.length, LIKENESS.length - 1)] ?? 0;
  return base - (isPlain ? 0 : ACCENT_COSTS) - (isWhole ? 0 : CUT_WORD_COSTS);
}

export function compilePinyin(phrases: readonly SoundsLike[]): (text: string) => PhraseHit[] {
  if (phrases.length === 0) return () => [];
  const root = newNode();
  for (const { phraseIndex, spelling } of phrases) {
    const bare = spelling.replace(/\s/g, '');
    const plain = pinyin(bare, { toneType: 'none', type: 'array', v: true });
    let node = root;
    for (const syllable of plain) {
      const key = accentFree(syllable);
      const next: Node = node.next.get(key) ?? newNode();
      node.next.set(key, next);
      node = next;
    }
    node.endings.push({ phraseIndex, plain });
  }
  return (text) => {
    if (!HAN.test(text)) return [];
    let edges: ReadonlySet<number> | null = null;
    const hits: PhraseHit[] = [];
    const take = (run: readonly Character[], from: number, to: number, ending: Ending) => {
      const [startChar, endChar] = [run[from]?.startChar ?? 0, run[to - 1]?.endChar ?? 0];
      edges ??= wordEdges(text);
      const likeness = likenessOf(ending.plain, run.slice(from, to), edges.has(startChar) && edges.has(endChar));
      if (likeness === null) return;
      const matched = text.slice(startChar, endChar);
      hits.push({ phraseIndex: ending.phraseIndex, startChar, endChar, matched, match: 'sound', likeness });
    };
    const walk = (run: readonly Character[], from: number, at: number, node: Node): void => {
      for (const ending of node.endings) take(run, from, at, ending);
      for (const key of new Set((run[at]?.plain ?? []).map(accentFree))) {
        const next = node.next.get(key);
        if (next) walk(run, from, at + 1, next);
      }
    };
    for (const run of runsOf(text)) for (const from of run.keys()) walk(run, from, from, root);
    return hits;
  };
}
