// Lines of kind `pii` {spans: [{start, end, kind}]}: personal data in a text, as UTF-16 offsets [start, end).
// A span is exact when both ends and the kind agree, and overlapping when at least one character does.

import { z } from 'zod';
import type { Figure } from '../figure.ts';
import { wilsonInterval } from '../statistics.ts';
import { type Found, lineFields, lineKind, perLanguage } from './line-kind.ts';
import { findPersonalData, type PersonalSpan } from './personal-data.ts';

const PiiSpan = z
  .object({ start: z.int().min(0), end: z.int().min(1), kind: z.string().min(1) })
  .refine(({ start, end }) => start < end, 'start must be before end');
const PiiLine = z.object({ ...lineFields, spans: z.array(PiiSpan) }).superRefine(({ text, spans }, context) => {
  for (const [index, { end }] of spans.entries()) {
    if (end <= text.length) continue;
    context.addIssue({
      code: 'custom',
      path: ['spans', index, 'end'],
      message: `${end} is after the end of the text (${text.length})`,
    });
  }
});
type PiiItem = Found<z.output<typeof PiiLine>, readonly PersonalSpan[]>;

const plainKind = (kind: string) => kind.toLowerCase().replace(/[\s_]+/g, '-');
const overlaps = (a: PersonalSpan, b: PersonalSpan) => a.start < b.end && b.start < a.end;
const isSame = (a: PersonalSpan, b: PersonalSpan) =>
  a.start === b.start && a.end === b.end && plainKind(a.kind) === plainKind(b.kind);

export const piiLines = lineKind({
  kind: 'pii',
  about: 'Personal data in a text, by place and kind.',
  schema: PiiLine,
  find: ({ text }) => findPersonalData(text),
  figures: (items) => perLanguage('pii', items, piiFigures),
  wrong({ text, spans }, found) {
    const words = (span: PersonalSpan) => `${span.kind} "${text.slice(span.start, span.end)}"`;
    const missed = spans.filter((span) => !found.some((each) => isSame(each, span))).map(words);
    const extra = found.filter((span) => !spans.some((each) => isSame(each, span))).map(words);
    if (missed.length + extra.length === 0) return null;
    return `expected ${missed.join(', ') || 'nothing more'}, found ${extra.join(', ') || 'nothing'}`;
  },
});

function piiFigures(label: string, items: readonly PiiItem[]): Figure[] {
  const kinds = [...new Set(items.flatMap(({ line }) => line.spans.map(({ kind }) => plainKind(kind))))].sort();
  return [
    ...spanFigures(`${label} overlapping`, items, overlaps, { recall: 0.97, precision: 0.95 }),
    ...spanFigures(`${label} exact`, items, isSame),
    ...kinds.map((kind) =>
      recallFigure(`${label} ${kind} overlapping recall`, items, overlaps, (span) => plainKind(span.kind) === kind),
    ),
  ];
}

type Agreement = (truth: PersonalSpan, found: PersonalSpan) => boolean;

function spanFigures(
  label: string,
  items: readonly PiiItem[],
  agrees: Agreement,
  targets?: { recall: number; precision: number },
): Figure[] {
  const found = items.flatMap(({ line, found: spans }) =>
    spans.map((span) => line.spans.some((each) => agrees(each, span))),
  );
  return [
    recallFigure(`${label} recall`, items, agrees, () => true, targets?.recall),
    countFigure(`${label} precision`, found, targets?.precision),
  ];
}

function recallFigure(
  name: string,
  items: readonly PiiItem[],
  agrees: Agreement,
  counts: (span: PersonalSpan) => boolean,
  target?: number,
): Figure {
  const truths = items.flatMap(({ line, found }) =>
    line.spans.filter(counts).map((span) => found.some((each) => agrees(span, each))),
  );
  return countFigure(name, truths, target);
}

function countFigure(name: string, right: readonly boolean[], atLeast?: number): Figure {
  const n = right.length;
  const successes = right.filter(Boolean).length;
  const value = n === 0 ? null : successes / n;
  return {
    name,
    value,
    n,
    interval: wilsonInterval(successes, n),
    unit: 'ratio',
    ...(atLeast === undefined ? {} : { target: { atLeast } }),
  };
}
