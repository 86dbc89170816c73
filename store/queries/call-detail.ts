// One call as a whole: who, when, about what, and the figures at the end.

import type { CallId } from '../../engine/ids.ts';
import type { CallFacts } from '../call-facts.ts';
import { readFacts } from '../known-calls.ts';
import type { Session } from '../session.ts';

/** Null where there is no such call. */
export async function readCall(session: Session, callId: CallId): Promise<CallFacts | null> {
  return (await readFacts(session, [callId])).get(callId) ?? null;
}
