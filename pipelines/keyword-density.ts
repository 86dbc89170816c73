// How thick keywords lie. In: what was said and hit so far, and speech time. Out: metric.sampled per category and
// participant: hits per minute of speech, hits per 100 tokens; sliding window and whole call. Source: docs/metrics.md.

import type { EventDraft } from '../engine/events.ts';
import type { ParticipantId, SegmentId } from '../engine/ids.ts';
import type { MediaMs, MediaSpan } from '../engine/media-time.ts';
import { type SpeechTime, speechMsOf } from './keyword-speech-time.ts';

export interface SaidHit {
  readonly category: string;
  readonly saidAtMs: number;
}
/** One segment as its newest revision has it. */
export interface SaidSegment extends MediaSpan {
  readonly participantId: ParticipantId;
  readonly tokens: number;
  readonly hits: readonly SaidHit[];
}
export type Said = ReadonlyMap<SegmentId, SaidSegment>;

type Sample = Extract<EventDraft, { type: 'metric.sampled' }>;

/** Speech from which a rate is as sure as it gets, ms: a hit more or less then changes it by 4 a minute at most. */
const SURE_SPEECH_MS = 15_000;
const MAX_CONFIDENCE = 0.95;

/** Tokens of the part of a segment that lies after `fromMs`, in proportion. */
function tokensAfter({ startMs, endMs, tokens }: SaidSegment, fromMs: number): number {
  if (startMs >= fromMs || endMs === startMs) return tokens;
  return endMs <= fromMs ? 0 : (tokens * (endMs - fromMs)) / (endMs - startMs);
}

/** Plain loops: these run over the whole call at every utterance. */
export function hitsAfter(said: Said, who: ParticipantId, category: string, fromMs: number): number {
  let count = 0;
  for (const segment of said.values()) {
    if (segment.participantId !== who) continue;
    for (const hit of segment.hits) if (hit.category === category && hit.saidAtMs >= fromMs) count += 1;
  }
  return count;
}

function tokensOf(said: Said, who: ParticipantId, fromMs: number): number {
  let tokens = 0;
  for (const segment of said.values()) if (segment.participantId === who) tokens += tokensAfter(segment, fromMs);
  return tokens;
}

export interface DensityQuery {
  readonly who: ParticipantId;
  readonly category: string;
  /** Null: the whole call so far. */
  readonly windowMs: number | null;
  readonly toMs: number;
  readonly atMs: MediaMs;
}

/** Two samples; one or none where there is nothing to divide by. */
export function densitySamples(said: Said, time: SpeechTime, query: DensityQuery): Sample[] {
  const { who, category, windowMs, toMs, atMs } = query;
  const fromMs = windowMs === null ? 0 : Math.max(0, toMs - windowMs);
  const hits = hitsAfter(said, who, category, fromMs);
  const speechMs = speechMsOf(time, who, fromMs, toMs);
  const tokens = tokensOf(said, who, fromMs);
  const confidence = MAX_CONFIDENCE * Math.min(1, speechMs / SURE_SPEECH_MS);
  const common = {
    type: 'metric.sampled',
    atMs,
    participantId: who,
    windowMs,
    dimension: category,
    confidence,
  } as const;
  const sample = (metric: string, unit: string, value: number): Sample => ({ ...common, metric, unit, value });
  return [
    ...(speechMs > 0 ? [sample('keyword-density-per-min', 'per-min', (hits * 60_000) / speechMs)] : []),
    ...(tokens > 0 ? [sample('keyword-density-per-100-tokens', 'per-100-tokens', (hits * 100) / tokens)] : []),
  ];
}
