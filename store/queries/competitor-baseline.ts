// How often competitors are named in calls like one that begins: the median of mentions per 10 minutes of speech over the
// ended calls of the 90 days before, of the same industry and stage, else of the industry alone. Null under 30 calls: too
// few to compare with (docs/metrics.md). Null too where most of them name nobody: nothing is a multiple of none.

import type { Session } from '../session.ts';

export const BASELINE_DAYS = 90;
export const BASELINE_MIN_CALLS = 30;

export interface CompetitorBaseline {
  readonly per10Min: number;
  readonly basis: 'industry-and-stage' | 'industry';
}

/** One row for each group of calls: those of the stage, and all of the industry. */
const SQL = `WITH
  eligible AS (
    SELECT call_id, first_stage AS stage FROM calls FINAL
    WHERE industry = {industry:String} AND ended_at_ms IS NOT NULL
      AND started_at >= fromUnixTimestamp64Milli({fromMs:Int64}) AND started_at < fromUnixTimestamp64Milli({toMs:Int64})
  ),
  spoken AS (
    SELECT call_id, sum(speech_ms) AS speech_ms FROM turns FINAL
    WHERE call_id IN (SELECT call_id FROM eligible) GROUP BY call_id HAVING speech_ms > 0
  ),
  named AS (
    SELECT call_id, count() AS mentions FROM current_competitor_mentions
    WHERE call_id IN (SELECT call_id FROM eligible) GROUP BY call_id
  ),
  rates AS (
    SELECT eligible.stage AS stage, named.mentions / (spoken.speech_ms / 600000) AS per10Min
    FROM spoken
    INNER JOIN eligible ON eligible.call_id = spoken.call_id
    LEFT JOIN named ON named.call_id = spoken.call_id
  )
SELECT 'industry-and-stage' AS basis, count() AS calls, quantileExactInclusive(0.5)(per10Min) AS per10Min
  FROM rates WHERE stage = {stage:String} AND stage != ''
UNION ALL
SELECT 'industry' AS basis, count() AS calls, quantileExactInclusive(0.5)(per10Min) AS per10Min FROM rates`;

/** `beforeMs`: start of the call that asks, ms since 1970; that call and later ones do not count. */
export async function readCompetitorBaseline(
  session: Session,
  { industry, stage }: { readonly industry?: string | undefined; readonly stage?: string | undefined },
  beforeMs: number,
): Promise<CompetitorBaseline | null> {
  if (!industry) return null;
  const fromMs = beforeMs - BASELINE_DAYS * 86_400_000;
  const rows = await session.query<CompetitorBaseline & { readonly calls: number }>(SQL, {
    industry,
    stage: stage ?? '',
    fromMs,
    toMs: beforeMs,
  });
  const enough = rows.filter(({ calls, per10Min }) => Number(calls) >= BASELINE_MIN_CALLS && per10Min > 0);
  const best = enough.find(({ basis }) => basis === 'industry-and-stage') ?? enough[0];
  return best === undefined ? null : { per10Min: best.per10Min, basis: best.basis };
}
