// What is true of a whole call: `NAME.truth.json` beside `NAME.jsonl` (issue 3). A list that is absent was not labelled and
// is not measured; an empty one says that there is nothing to find.

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { EngineError } from '../../engine/errors.ts';
import { CommitmentTruth } from '../lines/commitments.ts';
import { ObjectionType } from '../lines/objections.ts';

const ms = z.number();
const segmentId = z.string().min(1);

const AskedQuestion = z.object({
  questionSegmentId: segmentId,
  /** Segments in which the customer added something before the answer. */
  extendedBy: z.array(segmentId).default([]),
  questionEndMs: ms,
  answerSegmentId: segmentId.nullable(),
  latencyMs: ms.nullable(),
  filled: z.boolean().optional(),
  crossedAtMs: ms.nullish(),
});
export type AskedQuestion = z.output<typeof AskedQuestion>;

/** `answeredLater`: it crossed the limit and was answered after all. */
const UnansweredQuestion = z.object({
  questionSegmentId: segmentId,
  questionEndMs: ms,
  crossedAtMs: ms.nullish(),
  answeredLater: z.boolean().default(false),
});

export const CallTruth = z.object({
  callId: z.string(),
  language: z.string(),
  /** In place of the playbook's. */
  competitors: z.array(z.string().min(1)).default([]),
  keywords: z.array(z.string().min(1)).default([]),
  latencyLimitMs: ms.positive(),
  durationMs: ms.optional(),
  questions: z.array(AskedQuestion).optional(),
  unanswered: z.array(UnansweredQuestion).optional(),
  competitorMentions: z
    .array(z.object({ segmentId, name: z.string(), by: z.string(), evidence: z.boolean() }))
    .optional(),
  keywordHits: z
    .array(z.object({ segmentId, participantId: z.string(), keyword: z.string(), count: z.int().min(1) }))
    .optional(),
  talkTimeMs: z.record(z.string(), ms).optional(),
  turns: z.array(z.object({ participantId: z.string(), startMs: ms, endMs: ms })).optional(),
  floorTransfers: z.array(z.object({ fromSegmentId: segmentId, toSegmentId: segmentId, ftoMs: ms })).optional(),
  interruptions: z
    .array(z.object({ by: z.string(), segmentId, interruptedSegmentId: segmentId.optional() }))
    .optional(),
  commitments: z.array(CommitmentTruth.extend({ segmentId })).optional(),
  objections: z.array(z.object({ segmentId, type: ObjectionType })).optional(),
});
export type CallTruth = z.output<typeof CallTruth>;

/** Throws `input.file` with the place in the file and what was expected there. */
export async function readCallTruth(path: string): Promise<CallTruth> {
  const content = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new EngineError('input.file', `${path}: cannot be read; a call needs its truth beside it`, { cause });
  });
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (cause) {
    throw new EngineError('input.file', `${path}: is not JSON: ${(cause as Error).message}`, { cause });
  }
  const result = CallTruth.safeParse(value);
  if (result.success) return result.data;
  const expected = result.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`);
  throw new EngineError('input.file', `${path}: ${expected.join('; ')}`);
}
