// Cards of one call with their newest content and what became of them, in the order in which they were raised.

import type { Evidence, Pack } from '../../engine/events.ts';
import type { CallId } from '../../engine/ids.ts';
import type { Session } from '../session.ts';

export interface CardWithFate {
  readonly cardId: string;
  readonly ruleId: string;
  readonly kind: string;
  readonly severity: 'info' | 'act-now';
  /** Null once the retention of words is over. */
  readonly pack: Pack | null;
  readonly evidence: readonly Evidence[];
  /** seq of the events that are the reason. */
  readonly reason: readonly number[];
  readonly confidence: number;
  readonly isCalibrated: boolean;
  readonly raisedAtMs: number;
  readonly updatedAtMs: number;
  readonly expiresAtMs: number;
  readonly fate: 'raised' | 'shown' | 'expired' | 'dismissed' | 'accepted';
  readonly shownAtMs: number | null;
  /** When it was accepted or dismissed, media time. */
  readonly decidedAtMs: number | null;
  readonly expiredAtMs: number | null;
  /** Empty where it did not expire. */
  readonly expiryCause: '' | 'time' | 'resolved' | 'call-ended';
  /** How many people rated it after the call, and the sum of their −1, 0, 1. */
  readonly ratings: number;
  readonly ratingSum: number;
}

type CardRow = Omit<CardWithFate, 'pack' | 'evidence'> & { readonly pack: string; readonly evidence: string };

const SQL = `SELECT card_id AS cardId, rule_id AS ruleId, kind, severity, pack, evidence, reason, confidence,
  is_calibrated AS isCalibrated, raised_at_ms AS raisedAtMs, updated_at_ms AS updatedAtMs, expires_at_ms AS expiresAtMs,
  fate, shown_at_ms AS shownAtMs, decided_at_ms AS decidedAtMs, expired_at_ms AS expiredAtMs,
  expiry_cause AS expiryCause, ratings, rating_sum AS ratingSum
FROM current_cards WHERE call_id = {callId:String} ORDER BY raised_at_ms, card_id`;

export async function readCards(session: Session, callId: CallId): Promise<readonly CardWithFate[]> {
  const rows = await session.query<CardRow>(SQL, { callId });
  return rows.map((row) => ({
    ...row,
    pack: row.pack === '' ? null : (JSON.parse(row.pack) as Pack),
    evidence: row.evidence === '' ? [] : (JSON.parse(row.evidence) as Evidence[]),
  }));
}
