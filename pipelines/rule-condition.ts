// CEL (cel.dev) over the signals: a condition becomes a test, a text with {{ CEL }} becomes a filled text.
// Compiled once when a playbook is loaded or a call begins; an expression that cannot be evaluated yet is false, or "–".

import {
  type ASTNode,
  TypeError as CelTypeError,
  Environment,
  EvaluationError,
  ParseError,
} from '@marcbachmann/cel-js';
import { SIGNAL_PATHS, SIGNAL_TYPES, type SignalValues } from './rule-signal-types.ts';

export interface ExpressionProblem {
  readonly message: string;
  /** UTF-16 offset into the text that was compiled. */
  readonly offset: number;
}

interface Read {
  /** Signals that the expression names; `topic.share.technical` beside `topic.share`. */
  readonly reads: ReadonlySet<string>;
  /** Text constants in it, such as a keyword category. */
  readonly literals: ReadonlySet<string>;
}
export interface Condition extends Read {
  holds(values: SignalValues): boolean;
}
export interface Template extends Read {
  fill(values: SignalValues): string;
}
export type Compiled<T> = { readonly value: T } | { readonly problem: ExpressionProblem };

const TEMPLATE_HOLE = /\{\{([\s\S]*?)\}\}/g;
const rounded = (value: number | bigint, decimals: number) => String(Number(Number(value).toFixed(decimals)));

const environment = newEnvironment();
function newEnvironment(): Environment {
  const made = new Environment({ unlistedVariablesAreDyn: false });
  for (const [name, schema] of Object.entries(SIGNAL_TYPES)) made.registerVariable({ name, schema: { ...schema } });
  for (const type of ['double', 'int']) {
    made.registerFunction(`seconds(${type}): string`, (ms: number | bigint) => rounded(Number(ms) / 1_000, 1));
    made.registerFunction(`minutes(${type}): string`, (ms: number | bigint) => rounded(Number(ms) / 60_000, 1));
    made.registerFunction(
      `percent(${type}): string`,
      (ratio: number | bigint) => `${rounded(Number(ratio) * 100, 0)} %`,
    );
  }
  return made;
}

/** `topicIds`: topics of the playbook; a share of another topic is a mistake. */
export function compileCondition(source: string, topicIds: readonly string[]): Compiled<Condition> {
  const compiled = compileExpression(source, topicIds);
  if ('problem' in compiled) return compiled;
  const { run, type, ...read } = compiled.value;
  if (type !== 'bool' && type !== 'dyn') {
    return {
      problem: {
        message: `found an expression of type ${type}, expected a condition that is true or false`,
        offset: 0,
      },
    };
  }
  return { value: { ...read, holds: (values) => run(values) === true } };
}

/** Numbers in a text keep one decimal at most; `seconds(ms)`, `minutes(ms)` and `percent(ratio)` convert. */
export function compileTemplate(text: string, topicIds: readonly string[]): Compiled<Template> {
  const parts: ((values: SignalValues) => string)[] = [];
  const reads = new Set<string>();
  const literals = new Set<string>();
  let from = 0;
  const literal = (part: string) => parts.push(() => part);
  for (const match of text.matchAll(TEMPLATE_HOLE)) {
    const source = match[1] ?? '';
    const compiled = compileExpression(source, topicIds);
    if ('problem' in compiled) {
      const { message, offset } = compiled.problem;
      return { problem: { message, offset: match.index + 2 + offset } };
    }
    const { run } = compiled.value;
    for (const path of compiled.value.reads) reads.add(path);
    for (const constant of compiled.value.literals) literals.add(constant);
    literal(text.slice(from, match.index));
    parts.push((values) => written(run(values)));
    from = match.index + match[0].length;
  }
  const rest = text.slice(from);
  const stray = rest.indexOf('{{');
  if (stray >= 0)
    return { problem: { message: 'found {{ that is never closed, expected }} after it', offset: from + stray } };
  literal(rest);
  return { value: { reads, literals, fill: (values) => parts.map((part) => part(values)).join('') } };
}

function written(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return rounded(value, 1);
  if (Array.isArray(value)) return value.map(written).join(', ');
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '–';
}

interface Expression extends Read {
  readonly type: string;
  run(values: SignalValues): unknown;
}

function compileExpression(source: string, topicIds: readonly string[]): Compiled<Expression> {
  try {
    const parsed = environment.parse(source);
    const reads = new Set<string>();
    const literals = new Set<string>();
    const problem = readNode(parsed.ast, topicIds, reads, literals);
    if (problem) return { problem };
    const checked = parsed.check();
    if (!checked.valid) return { problem: problemOf(checked.error) };
    const run = (values: SignalValues): unknown => {
      try {
        return parsed(values);
      } catch (thrown) {
        if (thrown instanceof EvaluationError) return null;
        throw thrown;
      }
    };
    return { value: { reads, literals, type: checked.type ?? 'dyn', run } };
  } catch (thrown) {
    if (thrown instanceof ParseError || thrown instanceof CelTypeError) return { problem: problemOf(thrown) };
    throw thrown;
  }
}

function problemOf(error: ParseError | CelTypeError | undefined): ExpressionProblem {
  const offset = error?.range?.start ?? 0;
  const summary = error?.summary ?? 'unknown';
  if (error?.code === 'unknown_variable') {
    const groups = Object.keys(SIGNAL_TYPES).join(', ');
    return { message: `${summary.replace(/^U/, 'u')}, expected a signal of ${groups}`, offset };
  }
  return { message: `not a CEL expression that works here: ${summary}`, offset };
}

/** Collects what a node reads; the first name that is no signal is the problem. */
function readNode(
  node: ASTNode,
  topicIds: readonly string[],
  reads: Set<string>,
  literals: Set<string>,
): ExpressionProblem | null {
  if (node.op === 'value' && typeof node.args === 'string') literals.add(node.args);
  if (node.op === 'id' && node.args in SIGNAL_TYPES) {
    for (const path of SIGNAL_PATHS) if (path.startsWith(`${node.args}.`)) reads.add(path);
  }
  if (node.op === '.' && node.args[0].op === 'id' && node.args[0].args in SIGNAL_TYPES) {
    const path = `${node.args[0].args}.${node.args[1]}`;
    reads.add(path);
    return SIGNAL_PATHS.some((known) => known === path) ? null : unknownSignal(path, node.start);
  }
  const topic = topicOf(node);
  if (topic !== null) {
    reads.add('topic.share').add(`topic.share.${topic}`);
    if (topicIds.includes(topic)) return null;
    return {
      message: `unknown topic ${topic}, expected one of ${topicIds.join(', ') || '(no topics)'}`,
      offset: node.start,
    };
  }
  return childrenOf(node.args).reduce<ExpressionProblem | null>(
    (found, child) => found ?? readNode(child, topicIds, reads, literals),
    null,
  );
}

/** The topic of `topic.share.technical` or `topic.share["technical"]`. */
function topicOf(node: ASTNode): string | null {
  if (node.op !== '.' && node.op !== '[]') return null;
  const [map, key] = node.args;
  if (map.op !== '.' || map.args[1] !== 'share' || map.args[0].op !== 'id' || map.args[0].args !== 'topic') return null;
  if (typeof key === 'string') return key;
  return key.op === 'value' && typeof key.args === 'string' ? key.args : null;
}

function childrenOf(args: unknown): ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(childrenOf);
  return typeof args === 'object' && args !== null && 'op' in args ? [args as ASTNode] : [];
}

function unknownSignal(path: string, offset: number): ExpressionProblem {
  const group = path.slice(0, path.indexOf('.') + 1);
  const known = SIGNAL_PATHS.filter((each) => each.startsWith(group)).join(', ');
  return { message: `unknown signal ${path}, expected one of ${known}`, offset };
}
