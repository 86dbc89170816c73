// That people in a live call were told of the analysis, said by whoever told them or by the feed: a vendor's stream cannot
// say so itself. Some profiles read and keep a voice only from here on.

import type { CallId } from '../../engine/ids.ts';
import { hasRole } from '../auth/identity.ts';
import type { GiveNotice, Identity } from '../protocol/rest.ts';
import type { CallAccess } from './call-access.ts';
import { assertTakePart, liveSessionOf } from './live-session.ts';
import type { HttpDeps } from './ports.ts';

export type NoticeDeps = Pick<HttpDeps, 'sessions' | 'live'> & { readonly access: CallAccess };

export interface Notice extends GiveNotice {
  readonly callId: CallId;
}

/** Rejects with `auth.forbidden`, `call.not-found`, `call.ended`, or `input.schema` where nobody has one of the ids. */
export async function giveNotice(deps: NoticeDeps, identity: Identity, { callId, ...notice }: Notice): Promise<void> {
  if (!hasRole(identity, 'ingest', 'operator')) await deps.access.find(identity, callId);
  const { call, session } = liveSessionOf(deps, callId);
  assertTakePart(call, notice.participantIds ?? []);
  session.receiveEvent({ type: 'notice.given', ...notice });
}
