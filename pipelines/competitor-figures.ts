// How often competitors come up, and how often with evidence. In: mentions and speech so far. Out: metric.sampled.
// Frequency is mentions per 10 minutes of everybody's speech; the ratio divides it by the industry's baseline.
// Source: docs/metrics.md. A mention whose window is still open counts as one without evidence.

import type { EventDraft } from '../engine/events.ts';
import type { MediaMs } from '../engine/media-time.ts';

type Sample = Extract<EventDraft, { type: 'metric.sampled' }>;

export interface CompetitorCounts {
  readonly mentions: number;
  readonly evidenced: number;
  readonly speechMs: number;
}

const PER_MS = 600_000;

/** What the ratio divides by: earlier calls of the industry and stage, of the industry, or the playbook's figure. */
export type BaselineBasis = 'industry-and-stage' | 'industry' | 'playbook';

export interface FrequencyOptions {
  /** Speech that is taken at least, so that one early mention is no torrent. */
  readonly minSpeechMs: number;
  readonly baselinePer10Min: number;
  readonly baselineBasis: BaselineBasis;
}

/** All are of the whole call so far; one mention may be chance, so confidence is n / (n + 1). */
export function competitorSamples(counts: CompetitorCounts, atMs: MediaMs, options: FrequencyOptions): Sample[] {
  const { mentions, evidenced, speechMs } = counts;
  const per10Min = (mentions * PER_MS) / Math.max(speechMs, options.minSpeechMs);
  const common = { type: 'metric.sampled', atMs, participantId: null, windowMs: null, dimension: null } as const;
  const confidence = mentions / (mentions + 1);
  const sample = (metric: string, value: number, unit: string): Sample => ({
    ...common,
    metric,
    value,
    unit,
    confidence,
  });
  const share = mentions === 0 ? [] : [sample('competitor-evidence-share', evidenced / mentions, 'ratio')];
  return [
    { ...sample('competitor-mentions', mentions, 'count'), confidence: 0.95 },
    sample('competitor-mentions-per-10-min', per10Min, 'per-10-min'),
    { ...sample('competitor-ratio', per10Min / options.baselinePer10Min, 'ratio'), dimension: options.baselineBasis },
    ...share,
  ];
}
