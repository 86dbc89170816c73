// What a person says about a card after the call. The newest word of a person on a card counts.

import { EngineError } from '../../engine/errors.ts';
import type { CallId, CardId } from '../../engine/ids.ts';
import { wallTime } from '../call-facts.ts';
import type { Store } from '../client.ts';
import { cellsOf } from '../rows.ts';
import { COLUMNS } from '../tables.ts';
import { readCall } from './call-detail.ts';

export interface CardRating {
  readonly callId: CallId;
  readonly cardId: CardId;
  readonly personId: string;
  /** Was it useful: −1 no, 0 neither, 1 yes. */
  readonly rating: -1 | 0 | 1;
  /** In their own words, at most 20,000 characters. */
  readonly note?: string;
}

const CARD = 'SELECT 1 FROM cards WHERE call_id = {callId:String} AND card_id = {cardId:String} LIMIT 1';

/** Rejects with `call.not-found` or `card.not-found`. Stamped with the store's clock. */
export async function rateCard(store: Store, rating: CardRating): Promise<void> {
  const { callId, cardId, personId } = rating;
  const call = await readCall(store, callId);
  if (call === null) throw new EngineError('call.not-found', 'There is no such call.', { details: { callId } });
  const found = await store.query(CARD, { callId, cardId });
  if (found.length === 0)
    throw new EngineError('card.not-found', 'There is no such card.', { details: { callId, cardId } });
  const cells = cellsOf({
    table: 'card_feedback',
    cells: {
      call_id: callId,
      seq: 0,
      started_at: wallTime(call.startedAtMs),
      card_id: cardId,
      event: 'rated',
      person_id: personId,
      at: wallTime(store.scheduler.now()),
      rating: rating.rating,
      note: rating.note ?? '',
    },
  });
  await store.insert('card_feedback', COLUMNS.card_feedback, [cells]);
}
