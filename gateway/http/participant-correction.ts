// Who somebody in a live call is, said again: by the rep's manager the role and the name, by a feed or an operator also the
// person, because that decides whose call it is.

import { EngineError } from '../../engine/errors.ts';
import type { CallId, ParticipantId } from '../../engine/ids.ts';
import { hasRole } from '../auth/identity.ts';
import type { CorrectParticipant, Identity } from '../protocol/rest.ts';
import type { CallAccess } from './call-access.ts';
import { assertTakePart, liveSessionOf } from './live-session.ts';
import type { HttpDeps } from './ports.ts';

export type CorrectionDeps = Pick<HttpDeps, 'sessions' | 'live'> & { readonly access: CallAccess };

export interface Correction extends CorrectParticipant {
  readonly callId: CallId;
  readonly participantId: ParticipantId;
}

/** Rejects with `auth.forbidden`, `call.not-found`, `call.ended`, or `input.schema` where nobody has that id. */
export async function correctParticipant(
  deps: CorrectionDeps,
  identity: Identity,
  { callId, ...correction }: Correction,
): Promise<void> {
  if (!hasRole(identity, 'ingest', 'operator')) {
    const { as } = await deps.access.find(identity, callId);
    if (as !== 'direct-manager') throw forbidden('only the rep’s manager, a feed or an operator says who somebody is');
    if (correction.personId !== undefined) throw forbidden('only a feed or an operator says which person it is');
  }
  const { call, session } = liveSessionOf(deps, callId);
  assertTakePart(call, [correction.participantId]);
  session.receiveEvent({ type: 'participant.reassigned', ...correction, correctedBy: identity.personId });
}

const forbidden = (why: string) => new EngineError('auth.forbidden', why, { details: { whoCan: 'ingest, operator' } });
