// What a sample call holds by construction: written by the script that made it, never by the engine.

import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const ms = z.number();

export const Truth = z.object({
  callId: z.string(),
  language: z.string(),
  durationMs: ms,
  questions: z.array(
    z.object({
      questionSegmentIds: z.array(z.string()),
      questionEndMs: ms,
      answerSegmentId: z.string().nullable(),
      answerStartMs: ms.nullable(),
      latencyMs: ms.nullable(),
      crossedAtMs: ms.nullable(),
      /** Every moment at which the wait for this question passed the threshold; an addition begins it anew. */
      overdueAtMs: z.array(ms),
    }),
  ),
  keywordHits: z.array(
    z.object({ segmentId: z.string(), participantId: z.string(), phrase: z.string(), count: z.number().int() }),
  ),
  competitorMentions: z.array(
    z.object({ segmentId: z.string(), name: z.string(), by: z.string(), evidence: z.boolean() }),
  ),
  expectedCards: z.array(z.object({ ruleId: z.string() })),
  talkRatio: z.number(),
});
export type Truth = z.infer<typeof Truth>;

/** `call.truth.json` beside `call.jsonl`. */
export async function readTruth(recordedCallPath: string): Promise<Truth> {
  const path = recordedCallPath.replace(/\.jsonl$/, '.truth.json');
  return Truth.parse(JSON.parse(await readFile(path, 'utf8')));
}
