// The one door to a call's content: is it there, may this identity see it, and the audit row before anything is answered.

import { EngineError } from '../../engine/errors.ts';
import type { CallId } from '../../engine/ids.ts';
import type { WallMs } from '../../engine/media-time.ts';
import type { People } from '../auth/people.ts';
import { maySee, type SeenAs } from '../auth/visibility.ts';
import type { CallSummary, Identity } from '../protocol/rest.ts';
import type { AuditEntry, CallReads, LiveCalls } from './ports.ts';

export interface CallAccessDeps {
  readonly reads: Pick<CallReads, 'getCall' | 'addAudit'>;
  readonly live: Pick<LiveCalls, 'summaryOf'>;
  readonly people: () => People;
  readonly now: () => WallMs;
}

export interface Reading {
  readonly resource: string;
  /** As stated; default `own-call` for the rep, `coaching` for the direct manager. */
  readonly purpose: string | undefined;
}

export interface OpenedCall {
  readonly call: CallSummary;
  readonly as: SeenAs;
}

export interface CallAccess {
  /** Rejects with `call.not-found` or `auth.forbidden`. Writes no audit row: for acts, not for reads. */
  find(identity: Identity, callId: CallId): Promise<OpenedCall>;
  /** `find`, and the audit row is durable when it resolves. */
  open(identity: Identity, callId: CallId, reading: Reading): Promise<OpenedCall>;
  /** Throws `auth.forbidden`. */
  assertVisible(identity: Identity, call: CallSummary): SeenAs;
  audit(identity: Identity, role: AuditEntry['role'], callId: CallId | null, reading: Reading): Promise<void>;
}

const DEFAULT_PURPOSE: Readonly<Record<AuditEntry['role'], string>> = {
  rep: 'own-call',
  'direct-manager': 'coaching',
  analyst: 'analysis',
};

export function createCallAccess({ reads, live, people, now }: CallAccessDeps): CallAccess {
  const access: CallAccess = {
    async find(identity, callId) {
      const call = live.summaryOf(callId) ?? (await reads.getCall(callId));
      if (!call) throw new EngineError('call.not-found', `there is no call ${JSON.stringify(callId)}`);
      return { call, as: access.assertVisible(identity, call) };
    },
    async open(identity, callId, reading) {
      const opened = await access.find(identity, callId);
      await access.audit(identity, opened.as, callId, reading);
      return opened;
    },
    assertVisible(identity, call) {
      const visibility = maySee(identity, people(), call);
      if (visibility.allowed) return visibility.as;
      const { why, whoCan } = visibility;
      throw new EngineError('auth.forbidden', `${why}; who can: ${whoCan}`, { details: { whoCan } });
    },
    async audit({ personId }, role, callId, { resource, purpose }) {
      await reads.addAudit({ at: now(), personId, role, purpose: purpose ?? DEFAULT_PURPOSE[role], resource, callId });
    },
  };
  return access;
}
