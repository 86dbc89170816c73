// Many words in one pass: Aho–Corasick (CACM 18(6), 1975). In: words as codes, each with a value, then texts. Out: every
// place where a word ends. A word never begins inside a spaced word, so the automaton does not look there. Nodes lie in
// breadth-first order, 16 bytes each, the children of a node side by side: a step touches one or two cache lines.

import { isWordCode } from './phrase-text.ts';

export interface ValuedWord {
  readonly codes: readonly number[];
  /** Several may share a word. */
  readonly value: number;
}

/** Codes of a text up to `length`. */
interface Codes {
  readonly codes: Int32Array;
  readonly length: number;
}

export interface Automaton {
  readonly nodes: number;
  /** `onEnd(from, to, values)`: a word stands at codes [from, to). Longer ones first among those that end together. */
  scan(text: Codes, onEnd: (from: number, to: number, values: readonly number[]) => void): void;
}

const ROOT = 0;
/** Fields of a node in the flat list. The children are those up to the first child of the next node. */
const FIELDS = 4;
const CODE = 0;
const FIRST_CHILD = 1;
/** The longest proper suffix of the node's path that is a path too and may begin where it does. */
const FALLBACK = 2;
/** The nearest node on the way of fallbacks that ends a word, itself included. */
const ENDING = 3;
/** From so many children on they are halved rather than gone through. */
const MANY_CHILDREN = 12;
const DIRECT_CODES = 0x1_0000;

interface Tree {
  readonly count: number;
  readonly nodes: Int32Array;
  readonly parents: Int32Array;
  readonly depths: Int32Array;
  readonly values: ReadonlyMap<number, readonly number[]>;
}

function compareWords({ codes: a }: ValuedWord, { codes: b }: ValuedWord): number {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Sorted words with a common beginning are neighbours: each node is a range of them. */
function treeOf(unsorted: readonly ValuedWord[]): Tree {
  const words = unsorted.filter(({ codes }) => codes.length > 0).sort(compareWords);
  const most = 2 + words.reduce((sum, { codes }) => sum + codes.length, 0);
  const nodes = new Int32Array(most * FIELDS);
  const [parents, depths] = [new Int32Array(most), new Int32Array(most)];
  const [from, to] = [new Int32Array(most), new Int32Array(most)];
  const values = new Map<number, readonly number[]>();
  to[ROOT] = words.length;
  let count = 1;
  for (let node = ROOT; node < count; node++) {
    const depth = depths[node] ?? 0;
    let at = from[node] ?? 0;
    const end = to[node] ?? 0;
    const ending = new Set<number>();
    for (; at < end && words[at]?.codes.length === depth; at++) ending.add(words[at]?.value ?? 0);
    if (ending.size > 0) values.set(node, [...ending]);
    nodes[node * FIELDS + FIRST_CHILD] = count;
    while (at < end) {
      const code = words[at]?.codes[depth] ?? 0;
      from[count] = at;
      while (at < end && words[at]?.codes[depth] === code) at += 1;
      to[count] = at;
      nodes[count * FIELDS + CODE] = code;
      parents[count] = node;
      depths[count] = depth + 1;
      count += 1;
    }
  }
  // One more, so that the last node has a next one.
  nodes[count * FIELDS + FIRST_CHILD] = count;
  return { count, nodes: nodes.slice(0, (count + 1) * FIELDS), parents, depths: depths.slice(0, count), values };
}

/** The root has most children and is asked most: its codes are looked up directly. */
function directOf({ nodes }: Tree): Int32Array {
  const last = nodes[FIELDS + FIRST_CHILD] ?? 1;
  const codes = Array.from({ length: last - 1 }, (_, index) => nodes[(index + 1) * FIELDS + CODE] ?? 0);
  const direct = new Int32Array(1 + Math.max(0, ...codes.filter((code) => code < DIRECT_CODES)));
  codes.forEach((code, index) => {
    if (code < DIRECT_CODES) direct[code] = index + 1;
  });
  return direct;
}

/** The child of a node by a code, 0 where there is none; the root's are looked up in `direct`. */
function childOf(nodes: Int32Array, node: number, code: number): number {
  let low = nodes[node * FIELDS + FIRST_CHILD] as number;
  let high = nodes[(node + 1) * FIELDS + FIRST_CHILD] as number;
  // Most nodes have one child.
  if (high - low === 1) return nodes[low * FIELDS + CODE] === code ? low : 0;
  while (high - low > MANY_CHILDREN) {
    const middle = (low + high) >> 1;
    if ((nodes[middle * FIELDS + CODE] as number) <= code) low = middle;
    else high = middle;
  }
  for (; low < high; low++) if (nodes[low * FIELDS + CODE] === code) return low;
  return 0;
}

/** The root's child by a code. */
const firstOf = (nodes: Int32Array, direct: Int32Array, code: number): number =>
  code < direct.length ? (direct[code] as number) : code < DIRECT_CODES ? 0 : childOf(nodes, ROOT, code);

/** Where a word may begin with this code after that one: never inside a spaced word. */
function beginning(nodes: Int32Array, direct: Int32Array, code: number, before: number | undefined): number {
  return before !== undefined && isWordCode(code) && isWordCode(before) ? 0 : firstOf(nodes, direct, code);
}

function linkFallbacks({ count, nodes, parents, values }: Tree, direct: Int32Array): void {
  for (let node = 1; node < count; node++) {
    const parent = parents[node] ?? ROOT;
    const code = nodes[node * FIELDS + CODE] ?? 0;
    const before = parent === ROOT ? undefined : nodes[parent * FIELDS + CODE];
    let at = parent;
    let next = 0;
    while (next === 0 && at !== ROOT) {
      at = nodes[at * FIELDS + FALLBACK] ?? ROOT;
      next = at === ROOT ? beginning(nodes, direct, code, before) : childOf(nodes, at, code);
    }
    nodes[node * FIELDS + FALLBACK] = next;
    nodes[node * FIELDS + ENDING] = values.has(node) ? node : (nodes[next * FIELDS + ENDING] ?? ROOT);
  }
}

export function buildAutomaton(words: readonly ValuedWord[]): Automaton {
  const tree = treeOf(words);
  const { count, nodes, depths, values } = tree;
  const direct = directOf(tree);
  linkFallbacks(tree, direct);
  return {
    nodes: count,
    scan({ codes, length }, onEnd) {
      let node = ROOT;
      let isInWord = false;
      for (let index = 0; index < length; index++) {
        const code = codes[index] as number;
        const isWord = isWordCode(code);
        let next = 0;
        while (node !== ROOT) {
          next = childOf(nodes, node, code);
          if (next !== 0) break;
          node = nodes[node * FIELDS + FALLBACK] as number;
        }
        if (next === 0 && !(isWord && isInWord)) next = firstOf(nodes, direct, code);
        isInWord = isWord;
        node = next;
        if (node === ROOT) continue;
        let end = nodes[node * FIELDS + ENDING] as number;
        while (end !== ROOT) {
          onEnd(index + 1 - (depths[end] ?? 0), index + 1, values.get(end) ?? []);
          end = nodes[(nodes[end * FIELDS + FALLBACK] as number) * FIELDS + ENDING] as number;
        }
      }
    },
  };
}
