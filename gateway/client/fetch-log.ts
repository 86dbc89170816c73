// A stored call's whole event log over REST, page by page. On loopback without auth it asks as the call's own rep.

import { EngineError } from '../../engine/errors.ts';
import type { CallEvent } from '../../engine/events.ts';
import { EventPage } from '../protocol/rest.ts';
import { answerOf, developmentTokens, originOf } from './development-session.ts';

export interface FetchLogOptions {
  /** ws: or http: address of the gateway. */
  readonly url: string;
  readonly token?: string | undefined;
  readonly callId: string;
}

export async function fetchLog({ url, token, callId }: FetchLogOptions): Promise<CallEvent[]> {
  const base = originOf(url);
  for (const candidate of token === undefined ? await developmentTokens(base) : [token]) {
    const log = await readPages(base, candidate, callId);
    if (log) return log;
  }
  throw new EngineError('auth.forbidden', `no identity here may read call ${callId}; give --token of its rep or coach`);
}

/** Undefined where this token may not read the call. */
async function readPages(base: string, token: string, callId: string): Promise<CallEvent[] | undefined> {
  const log: CallEvent[] = [];
  for (let afterSeq: number | null = 0; afterSeq !== null; ) {
    const address = `${base}/v1/calls/${encodeURIComponent(callId)}/events?limit=5000&afterSeq=${afterSeq}`;
    const response = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
    if (response.status === 401 || response.status === 403) return undefined;
    const page = EventPage.parse(await answerOf(response));
    log.push(...(page.events as CallEvent[]));
    afterSeq = page.nextAfterSeq;
  }
  return log;
}
