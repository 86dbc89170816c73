// Erases a call, or every call in which somebody took part: rows, spool, recording, memory. What others said in such a
// call was said to or about that person, so it goes whole. Leaves one line in the audit log, and says what it took away.

import { EngineError } from '../../engine/errors.ts';
import { CallId } from '../../engine/ids.ts';
import type { Store } from '../../store/client.ts';
import { callsOfParticipant, countRows, eraseRows, eraseSetAside } from '../../store/erase-calls.ts';
import { addAuditEntry } from '../../store/queries/audit-entry.ts';
import type { EraseRequest, ErasureReport } from '../protocol/rest.ts';

export interface ErasureDeps {
  readonly store: Store;
  readonly spoolDir: string;
  /** Everything acknowledged gets into the store, so that nothing follows what is taken out. */
  readonly flush: () => Promise<void>;
  readonly isLive: (callId: CallId) => boolean;
  /** Lets go of what is in memory of a call. */
  readonly forget: (callId: CallId) => void;
  /** How many files went. */
  readonly removeRecording: (callId: CallId) => Promise<number>;
}

export interface Eraser {
  readonly personId: string;
  readonly purpose: string | undefined;
}

/** Rejects with `call.already-live` where one of the calls is going on: it must end first. */
export async function eraseCalls(deps: ErasureDeps, request: EraseRequest, by: Eraser): Promise<ErasureReport> {
  const { store, spoolDir } = deps;
  await deps.flush();
  const callIds = 'callId' in request ? [request.callId] : await callsOfParticipant(store, request.participantId);
  const calls = callIds.map((callId) => CallId.parse(callId));
  const live = calls.filter((callId) => deps.isLive(callId));
  if (live.length > 0) throw new EngineError('call.already-live', `end these calls first: ${live.join(', ')}`);
  if (request.isTrial) return { calls, rows: await countRows(store, calls), recordingFiles: 0, spoolLines: 0 };
  await addAuditEntry(store, {
    personId: by.personId,
    role: 'operator',
    purpose: by.purpose ?? 'erasure',
    resource: 'callId' in request ? 'erasure:call' : `erasure:participant ${request.participantId}`,
    ...('callId' in request ? { callId: request.callId } : {}),
  });
  let recordingFiles = 0;
  for (const callId of calls) {
    recordingFiles += await deps.removeRecording(callId);
    deps.forget(callId);
  }
  const rows = await eraseRows(store, calls);
  return { calls, rows, recordingFiles, spoolLines: await eraseSetAside(spoolDir, calls) };
}
