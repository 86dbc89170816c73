// The way into a call that is going on, for acts over REST.

import { EngineError } from '../../engine/errors.ts';
import type { CallId } from '../../engine/ids.ts';
import type { CallSummary } from '../protocol/rest.ts';
import type { HttpDeps, LiveSession } from './ports.ts';

/** Throws `call.not-found`, or `call.ended` where the log stays as it is. */
export function liveSessionOf(
  { sessions, live }: Pick<HttpDeps, 'sessions' | 'live'>,
  callId: CallId,
): { readonly call: CallSummary; readonly session: LiveSession } {
  const call = live.summaryOf(callId);
  if (!call) throw new EngineError('call.not-found', `there is no live call ${JSON.stringify(callId)}`);
  const session = sessions.find(callId);
  if (!session?.isLive) throw new EngineError('call.ended', 'the call has ended; its log stays as it is');
  return { call, session };
}

/** Throws `input.schema` where somebody of these does not take part. */
export function assertTakePart(call: CallSummary, participantIds: readonly string[]): void {
  const known = call.participants.map(({ participantId }) => participantId as string);
  const stranger = participantIds.find((participantId) => !known.includes(participantId));
  if (stranger === undefined) return;
  const there = known.join(', ') || 'nobody';
  throw new EngineError('input.schema', `participantId: nobody of that id takes part; there are: ${there}`);
}
