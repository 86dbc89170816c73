// The keywords and competitor names that the author marked in a script, with where they lie.
// Throws where a mark is not in its line as it is written, or where evidence lies outside its window (docs/metrics.md).

import type { PlacedCall, PlacedLine } from './place-lines.ts';
import type { MentionMark, Side } from './scripts/script.ts';

/** A rep's evidence counts from so long before a mention to so long after it, ms. */
export const EVIDENCE_BEFORE_MS = 10_000;
export const EVIDENCE_AFTER_MS = 45_000;

export interface KeywordTruth {
  readonly segmentId: string;
  readonly by: Side;
  readonly category: string;
  readonly phrase: string;
  readonly count: number;
}

export function keywordTruth({ lines }: PlacedCall): KeywordTruth[] {
  return lines.flatMap(({ line }) =>
    (line.keywords ?? []).map(({ category, phrase, count = 1 }) => ({
      segmentId: line.id,
      by: line.by,
      category,
      phrase,
      count,
    })),
  );
}

export interface MentionTruth {
  readonly segmentId: string;
  readonly by: Side;
  readonly name: string;
  readonly evidence: boolean;
  /** Where in the call, in proportion to the place in the text. */
  readonly saidAtMs: number;
  /** The line that bears the evidence. */
  readonly evidenceId: string | null;
}

export function mentionTruth({ lines }: PlacedCall): MentionTruth[] {
  return lines.flatMap((placed) =>
    (placed.line.mentions ?? []).map((mark) => {
      const saidAtMs = saidAt(placed, mark.name);
      const evidenceId = evidenceIn(lines, mark, saidAtMs);
      const { id: segmentId, by } = placed.line;
      return { segmentId, by, name: mark.name, evidence: evidenceId !== null, saidAtMs, evidenceId };
    }),
  );
}

function saidAt({ line, startMs, endMs }: PlacedLine, name: string): number {
  const at = line.text.indexOf(name);
  if (at < 0) throw new Error(`line ${line.id}: does not say ${name}`);
  return Math.round(startMs + ((endMs - startMs) * at) / line.text.length);
}

function evidenceIn(lines: readonly PlacedLine[], { evidence }: MentionMark, saidAtMs: number): string | null {
  if (evidence === undefined) return null;
  const shown = lines.find(({ line }) => line.id === evidence);
  const isWithin =
    shown?.line.by === 'rep' &&
    shown.startMs >= saidAtMs - EVIDENCE_BEFORE_MS &&
    shown.endMs <= saidAtMs + EVIDENCE_AFTER_MS;
  if (!isWithin) throw new Error(`evidence ${evidence}: is not the rep's, or lies outside its window`);
  return evidence;
}
