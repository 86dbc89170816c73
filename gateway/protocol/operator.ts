// What the operator's page shows: is all well, how long words and cards take, what was left out, what waits for the store.

import { z } from 'zod';
import { ReadyPart } from './rest.ts';

const count = z.number().int().min(0);
const ms = z.number().min(0);

/**
 * From the end of an utterance, for calls that are transcribed here, to: its end known (`ended`), its final text (`final`),
 * a card that follows from it (`card`). `event-to-card`: from the input that made a card known to the card, all calls.
 */
export const LatencyStage = z.enum(['ended', 'final', 'card', 'event-to-card']);
export type LatencyStage = z.infer<typeof LatencyStage>;

/** Nearest-rank quantiles of the latest measurements, null of none; `count` since the start. */
export const StageLatency = z.object({
  stage: LatencyStage,
  count,
  p50Ms: ms.nullable(),
  p95Ms: ms.nullable(),
  p99Ms: ms.nullable(),
});
export type StageLatency = z.infer<typeof StageLatency>;

/** End of utterance → card, p95, with a local recogniser and the default settings, ms (docs/transcribers.md). */
export const UTTERANCE_TO_CARD_P95_MS = 1_500;

export const OperatorReport = z.object({
  at: z.iso.datetime(),
  startedAt: z.iso.datetime(),
  parts: z.array(ReadyPart),
  /** Who turns speech into words; null: nobody does. */
  transcriber: z.object({ name: z.string(), isRemote: z.boolean(), isReady: z.boolean() }).nullable(),
  calls: z.object({ live: count, viewers: count, webrtcSessions: count }),
  latency: z.array(StageLatency),
  /** The written budget of the p95 of stage `card`. `isMet`: null until one was measured. */
  budget: z.object({ p95Ms: ms, isMet: z.boolean().nullable() }),
  /** How often, since the start, something of a call was not analysed. */
  leftOut: z.object({
    analysisSkipped: count,
    transcriptionSkipped: count,
    transcriptionLost: count,
    audioDropped: count,
    pipelineDegraded: count,
  }),
  store: z.object({
    /** On disk, not in ClickHouse yet. */
    spooledEvents: count,
    spooledBytes: count,
    /** How long the oldest of them has waited. */
    oldestMs: ms,
    /** Since the start. */
    insertedEvents: count,
    retries: count,
    /** Refused by ClickHouse and laid beside the spool. */
    rejectedEvents: count,
  }),
});
export type OperatorReport = z.infer<typeof OperatorReport>;
