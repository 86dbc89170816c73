// Hashed n-grams of a text. In: tokens, and cues that rules found. Out: bucket numbers, each once.
// No vocabulary is kept: a feature is a 32-bit hash cut to `hashBits`. No latency, no state.
// Source: feature hashing, Weinberger et al. 2009; character n-grams of words, Bojanowski et al. 2017 (fastText).

import { z } from 'zod';
import { conceptsIn } from './concepts-in.ts';

export const FeatureOptions = z.strictObject({
  /** 2^hashBits buckets, 10…20. Default 16: a few thousand training lines collide little in it. */
  hashBits: z.int().min(10).max(20).default(16),
  /** Runs of 1…this many tokens (characters in Chinese, words in English), with the text's two ends as tokens. Default 3. */
  tokenRun: z.int().min(1).max(5).default(3),
  /** Runs of 3…this many letters inside a word and its ends; 0 for none. Default 5: stems, endings, misspellings. */
  letterRun: z.union([z.literal(0), z.int().min(3).max(6)]).default(5),
  /** So many tokens at each end count once more as "near the beginning", "near the end". Default 3. */
  edgeTokens: z.int().min(0).max(8).default(3),
  /** Pairs of tokens with one or two left out between them. Default false. */
  skipPairs: z.boolean().default(false),
  /** Concepts of sales talk, and pairs of them at most so many tokens apart, 0…20; 0 for none. Default 0. */
  conceptReach: z.int().min(0).max(20).default(0),
  /** How often a concept counts against once for a word, 1…8. Default 3: few concepts say more than many words. */
  conceptRepeats: z.int().min(1).max(8).default(3),
  /** Every two cues together: what one shape of a sentence means hangs on the others. Default false. */
  cuePairs: z.boolean().default(false),
});
export type FeatureOptions = z.output<typeof FeatureOptions>;

const FNV_PRIME = 0x01000193;
const FNV_OFFSET = 0x811c9dc5 | 0;
/** Tokens that stand before and behind every text. */
const BEGIN = 0x2545f491;
const END = 0x6c078965;
/** One seed for each kind of feature, so that kinds do not meet by design. */
const SEED = {
  run: 0x1b873593,
  letters: 0x3c6ef372,
  first: 0x5be0cd19,
  last: 0x1f83d9ab,
  skip: 0x510e527f,
  cue: 0x3a5b1f07,
  concept: 0x6a09e667,
  pair: 0x3c6ef35f,
  cuePair: 0x27d4eb2f,
};
const SHORTEST_LETTER_RUN = 3;
const WORD_EDGE = 0x5f;

const joined = (hash: number, next: number): number => Math.imul(hash ^ next, FNV_PRIME);

function tokenHash(token: string): number {
  let hash = FNV_OFFSET;
  for (let index = 0; index < token.length; index += 1) hash = joined(hash, token.charCodeAt(index));
  return hash;
}

/** The upper bits of an FNV hash are the better mixed ones (murmur3's last steps). */
function bucketOf(hash: number, hashBits: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  return (Math.imul(mixed, 0xc2b2ae35) >>> 0) >>> (32 - hashBits);
}

function pushRuns(hashes: readonly number[], { tokenRun, hashBits }: FeatureOptions, buckets: number[]): void {
  for (let start = 0; start < hashes.length; start += 1) {
    let hash = SEED.run;
    const end = Math.min(hashes.length, start + tokenRun);
    for (let index = start; index < end; index += 1) {
      hash = joined(Math.imul(hash, 31), hashes[index] ?? 0);
      buckets.push(bucketOf(hash, hashBits));
    }
  }
}

function pushLetters(token: string, { letterRun, hashBits }: FeatureOptions, buckets: number[]): void {
  const length = token.length + 2;
  const at = (index: number) => (index === 0 || index === length - 1 ? WORD_EDGE : token.charCodeAt(index - 1));
  for (let start = 0; start + SHORTEST_LETTER_RUN <= length; start += 1) {
    let hash = SEED.letters;
    const end = Math.min(length, start + letterRun);
    for (let index = start; index < end; index += 1) {
      hash = joined(hash, at(index));
      if (index - start + 1 >= SHORTEST_LETTER_RUN) buckets.push(bucketOf(hash, hashBits));
    }
  }
}

function pushEdges(hashes: readonly number[], { edgeTokens, hashBits }: FeatureOptions, buckets: number[]): void {
  const count = Math.min(edgeTokens, hashes.length);
  for (let index = 0; index < count; index += 1) {
    buckets.push(bucketOf(joined(SEED.first, hashes[index] ?? 0), hashBits));
    buckets.push(bucketOf(joined(SEED.last, hashes[hashes.length - 1 - index] ?? 0), hashBits));
  }
}

function pushSkipPairs(hashes: readonly number[], { hashBits }: FeatureOptions, buckets: number[]): void {
  for (let index = 0; index < hashes.length; index += 1) {
    for (let gap = 2; gap <= 3 && index + gap < hashes.length; gap += 1) {
      const first = joined(SEED.skip, hashes[index] ?? 0);
      buckets.push(bucketOf(joined(Math.imul(first, 31), hashes[index + gap] ?? 0), hashBits));
    }
  }
}

function pushConcepts(tokens: readonly string[], options: FeatureOptions, buckets: number[]): void {
  const { hashBits, conceptReach, conceptRepeats } = options;
  const found = conceptsIn(tokens);
  for (const concept of new Set(found.map((each) => each.concept))) {
    const hash = joined(SEED.concept, concept + 1);
    for (let count = 0; count < conceptRepeats; count += 1) {
      buckets.push(bucketOf(joined(Math.imul(hash, 31), count + 1), hashBits));
    }
  }
  const pairs = new Set<number>();
  for (const [index, one] of found.entries()) {
    for (let other = index + 1; other < found.length; other += 1) {
      const next = found[other];
      if (!next || next.at - one.at > conceptReach) break;
      const [low, high] = one.concept < next.concept ? [one.concept, next.concept] : [next.concept, one.concept];
      pairs.add((low << 8) | high);
    }
  }
  for (const pair of pairs) buckets.push(bucketOf(joined(Math.imul(SEED.pair, 31), pair + 1), hashBits));
}

function pushCues(cues: readonly string[], { hashBits, cuePairs }: FeatureOptions, buckets: number[]): void {
  const hashes = cues.map((cue) => joined(SEED.cue, tokenHash(cue)));
  for (const hash of hashes) buckets.push(bucketOf(hash, hashBits));
  if (!cuePairs) return;
  for (let one = 0; one < hashes.length; one += 1) {
    const first = Math.imul(joined(SEED.cuePair, hashes[one] ?? 0), 31);
    for (let other = one + 1; other < hashes.length; other += 1) {
      buckets.push(bucketOf(joined(first, hashes[other] ?? 0), hashBits));
    }
  }
}

/** By the number of buckets, the number of the text in which each was seen last: cheaper than a set for each text. */
const seenIn = new Map<number, Uint32Array>();
let texts = 0;

/** Each bucket once, where it was first. */
function distinct(buckets: readonly number[], hashBits: number): number[] {
  const seen = seenIn.get(hashBits) ?? new Uint32Array(2 ** hashBits);
  seenIn.set(hashBits, seen);
  texts += 1;
  if (texts === 2 ** 32) {
    for (const list of seenIn.values()) list.fill(0);
    texts = 1;
  }
  const kept: number[] = [];
  for (const bucket of buckets) {
    if (seen[bucket] === texts) continue;
    seen[bucket] = texts;
    kept.push(bucket);
  }
  return kept;
}

const isSpelled = (token: string): boolean => token.length > 1;

/** `cuesAlone` are never paired: what is only known of training lines, such as their corpus. */
export function textFeatures(
  tokens: readonly string[],
  options: FeatureOptions,
  cues: readonly string[] = [],
  cuesAlone: readonly string[] = [],
): number[] {
  const buckets: number[] = [];
  const hashes = tokens.map(tokenHash);
  pushRuns([BEGIN, ...hashes, END], options, buckets);
  pushEdges(hashes, options, buckets);
  if (options.skipPairs) pushSkipPairs(hashes, options, buckets);
  if (options.conceptReach > 0) pushConcepts(tokens, options, buckets);
  if (options.letterRun > 0) {
    for (const token of tokens) if (isSpelled(token)) pushLetters(token, options, buckets);
  }
  pushCues(cues, options, buckets);
  if (cuesAlone.length > 0) pushCues(cuesAlone, { ...options, cuePairs: false }, buckets);
  return distinct(buckets, options.hashBits);
}
