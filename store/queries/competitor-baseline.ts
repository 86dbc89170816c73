// How often competitors are named in calls of an industry: the median of mentions per 10 minutes of speech over the
// ended calls of the 90 days before. Null under 30 calls: too few to compare with (docs/metrics.md).

import type { Session } from '../session.ts';

export const BASELINE_DAYS = 90;
export const BASELINE_MIN_CALLS = 30;

const SQL = `WITH
  eligible AS (
    SELECT call_id FROM calls FINAL
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
  )
SELECT count() AS calls, quantileExactInclusive(0.5)(named.mentions / (spoken.speech_ms / 600000)) AS per10Min
FROM spoken LEFT JOIN named ON named.call_id = spoken.call_id`;

/** `beforeMs`: start of the call that asks, ms since 1970; that call and later ones do not count. */
export async function readCompetitorBaseline(
  session: Session,
  industry: string,
  beforeMs: number,
): Promise<number | null> {
  const fromMs = beforeMs - BASELINE_DAYS * 86_400_000;
  const [row] = await session.query<{ calls: number; per10Min: number }>(SQL, { industry, fromMs, toMs: beforeMs });
  return row === undefined || Number(row.calls) < BASELINE_MIN_CALLS ? null : row.per10Min;
}
