// A stored call's whole event log over REST, page by page. On loopback without auth it asks as the call's own rep.

import { EngineError } from '../../engine/errors.ts';
import type { CallEvent } from '../../engine/events.ts';
import { EventPage, SessionInfo, TokenReply } from '../protocol/rest.ts';

export interface FetchLogOptions {
  /** ws: or http: address of the gateway. */
  readonly url: string;
  readonly token?: string | undefined;
  readonly callId: string;
}

export async function fetchLog({ url, token, callId }: FetchLogOptions): Promise<CallEvent[]> {
  const base = new URL(url.replace(/^ws/, 'http')).origin;
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
    const page = EventPage.parse(await answer(response));
    log.push(...(page.events as CallEvent[]));
    afterSeq = page.nextAfterSeq;
  }
  return log;
}

async function developmentTokens(base: string): Promise<string[]> {
  const session = SessionInfo.parse(await answer(await fetch(`${base}/v1/session`)));
  const tokens = session.developmentIdentities.map(async ({ personId }) => {
    const body = JSON.stringify({ personId });
    const headers = { 'content-type': 'application/json' };
    const reply = await fetch(`${base}/v1/session/development`, { method: 'POST', headers, body });
    return TokenReply.parse(await answer(reply)).token;
  });
  return Promise.all(tokens);
}

async function answer(response: Response): Promise<unknown> {
  const body: unknown = await response.json();
  if (response.ok) return body;
  const { message } = body as { message?: string };
  throw new EngineError('call.not-found', `${response.url} answered ${response.status}: ${message ?? ''}`);
}
