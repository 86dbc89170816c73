// What a rep says of a card after the call has ended: the log is closed by then, so it lies beside it in card_feedback.

import { CallId, CardId } from '../../engine/ids.ts';
import { type WallMs, wallMs } from '../../engine/media-time.ts';
import { wallTime } from '../call-facts.ts';
import type { Store } from '../client.ts';
import { cellsOf } from '../rows.ts';
import { COLUMNS } from '../tables.ts';
import { readCall } from './call-detail.ts';

export interface LateFeedback {
  readonly callId: CallId;
  readonly cardId: CardId;
  readonly action: 'shown' | 'accepted' | 'dismissed';
  readonly personId: string;
  readonly at: WallMs;
}

export async function addLateFeedback(store: Store, feedback: LateFeedback): Promise<void> {
  const call = await readCall(store, feedback.callId);
  const cells = cellsOf({
    table: 'card_feedback',
    cells: {
      call_id: feedback.callId,
      card_id: feedback.cardId,
      event: feedback.action,
      seq: 0,
      person_id: feedback.personId,
      started_at: wallTime(call?.startedAtMs ?? feedback.at),
      at: wallTime(feedback.at),
    },
  });
  await store.insert('card_feedback', COLUMNS.card_feedback, [cells]);
}

/** `seq = 0` marks what was said after the call. */
const SQL = `SELECT card_id AS cardId, event AS action, person_id AS personId, toUnixTimestamp64Milli(at) AS at
FROM card_feedback FINAL
WHERE call_id = {callId:String} AND seq = 0 AND event IN ('shown', 'accepted', 'dismissed')
ORDER BY at`;

/** Oldest first. */
export async function readLateFeedback(store: Store, callId: CallId): Promise<LateFeedback[]> {
  const rows = await store.query<{ cardId: string; action: LateFeedback['action']; personId: string; at: number }>(
    SQL,
    {
      callId,
    },
  );
  return rows.map(({ cardId, action, personId, at }) => ({
    callId: CallId.parse(callId),
    cardId: CardId.parse(cardId),
    action,
    personId,
    at: wallMs(Number(at)),
  }));
}
