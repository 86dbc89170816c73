// One YAML text that remembers where everything stands: data by path, and the line and column of any path in it.

import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import type { PlaybookProblem } from './report.ts';

export type YamlPath = readonly PropertyKey[];

export interface YamlSource {
  readonly file: string;
  readonly data: unknown;
  /** Mistakes of YAML itself; `data` is not to be trusted where there are any. */
  readonly problems: readonly PlaybookProblem[];
  /** A problem at the value of a path, or at its nearest parent that is there; `offset` counts into a text value. */
  problemAt(path: YamlPath, message: string, offset?: number): PlaybookProblem;
  /** A problem at the key of a field. */
  problemAtKey(path: YamlPath, message: string): PlaybookProblem;
  valueAt(path: YamlPath): unknown;
}

export function readYaml(file: string, text: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problemAtOffset = (offset: number, message: string): PlaybookProblem => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col), message };
  };
  const problems = [...document.errors, ...document.warnings].map((error) =>
    problemAtOffset(error.pos[0], `found something that is not YAML: ${error.message}`),
  );
  const data: unknown = problems.length === 0 ? document.toJS() : null;
  const root = document.contents as Node | null;

  return {
    file,
    data,
    problems,
    problemAt(path, message, offset = 0) {
      const node = nodeAt(root, path);
      const from = node?.range?.[0] ?? 0;
      return problemAtOffset(isScalar(node) ? offsetInScalar(text, from, String(node.value), offset) : from, message);
    },
    problemAtKey(path, message) {
      const map = nodeAt(root, path.slice(0, -1));
      const pair = isMap(map) ? map.items.find((item) => keyOf(item) === String(path.at(-1))) : undefined;
      const key = pair?.key as Node | undefined;
      return problemAtOffset(key?.range?.[0] ?? map?.range?.[0] ?? 0, message);
    },
    valueAt: (path) => path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null)?.[key], data),
  };
}

function keyOf(pair: Pair): string {
  return String(isScalar(pair.key) ? pair.key.value : pair.key);
}

function nodeAt(root: Node | null, path: YamlPath): Node | null {
  let node = root;
  for (const key of path) {
    const child: unknown = isMap(node) || isSeq(node) ? node.get(key, true) : undefined;
    if (child === undefined || child === null) break;
    node = child as Node;
  }
  return node;
}

/** Where character `offset` of a text value stands in the file, past quotes, block headers, folds and indentation. */
function offsetInScalar(text: string, from: number, value: string, offset: number): number {
  const isSpace = (character: string | undefined) => character !== undefined && /\s/.test(character);
  let at = from;
  if (text[at] === '"' || text[at] === "'") at += 1;
  else if (text[at] === '|' || text[at] === '>') at = text.indexOf('\n', at) + 1;
  for (let index = 0; index <= offset; index += 1) {
    if (!isSpace(value[index])) while (text[at] !== value[index] && isSpace(text[at])) at += 1;
    if (index < offset) at += 1;
  }
  return at;
}
