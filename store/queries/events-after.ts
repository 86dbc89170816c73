// Events of one call after a place in its log, in order: what a viewer missed, or the whole log in pieces.

import type { CallEvent } from '../../engine/events.ts';
import type { CallId } from '../../engine/ids.ts';
import type { Session } from '../session.ts';

const SQL = `SELECT body FROM events FINAL
WHERE call_id = {callId:String} AND seq > {afterSeq:UInt32}
ORDER BY seq LIMIT {limit:UInt32}`;

export async function readEvents(
  session: Session,
  callId: CallId,
  afterSeq: number,
  limit: number,
): Promise<readonly CallEvent[]> {
  const rows = await session.query<{ body: string }>(SQL, { callId, afterSeq, limit });
  return rows.map((row) => JSON.parse(row.body) as CallEvent);
}
