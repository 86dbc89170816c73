// Calls, newest first, a page at a time. Whose calls may be listed is for the gateway to say (`repPersonIds`).

import type { Session } from '../session.ts';

export interface CallFilter {
  /** Calls in which one of these is a rep. Default: whoever. An empty list finds nothing. */
  readonly repPersonIds?: readonly string[];
  /** Calls that began at or after this, ms since 1970. */
  readonly fromMs?: number;
  /** Calls that began before this, ms since 1970. */
  readonly toMs?: number;
  /** BCP 47; `zh` finds `zh-CN` too. */
  readonly language?: string;
  readonly industry?: string;
  readonly stage?: string;
  /** Part of the title or the account's name, whatever the case. */
  readonly text?: string;
  /** Most calls in a page, 1 to 500. Default 50. */
  readonly limit?: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: string;
}

export interface CallSummary {
  readonly callId: string;
  /** Wall time of media time 0, ms since 1970. */
  readonly startedAtMs: number;
  /** Length, ms; null while the call is live. */
  readonly durationMs: number | null;
  readonly language: string;
  readonly title: string;
  readonly industry: string;
  readonly stage: string;
  readonly accountName: string;
  readonly dealId: string;
  readonly repPersonIds: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

export interface CallPage {
  readonly calls: readonly CallSummary[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

const SQL = `SELECT call_id AS callId, toUnixTimestamp64Milli(started_at) AS startedAtMs, ended_at_ms AS durationMs,
  language, title, industry, stage, account_name AS accountName, deal_id AS dealId, rep_person_ids AS repPersonIds, figures
FROM calls FINAL
WHERE ({anyRep:Bool} OR hasAny(rep_person_ids, {reps:Array(String)}))
  AND started_at >= fromUnixTimestamp64Milli({fromMs:Int64}) AND started_at < fromUnixTimestamp64Milli({toMs:Int64})
  AND ({language:String} = '' OR language = {language:String} OR startsWith(language, concat({language:String}, '-')))
  AND ({industry:String} = '' OR industry = {industry:String})
  AND ({stage:String} = '' OR stage = {stage:String})
  AND ({text:String} = '' OR positionCaseInsensitiveUTF8(title, {text:String}) > 0
    OR positionCaseInsensitiveUTF8(account_name, {text:String}) > 0)
  AND (started_at, call_id) < (fromUnixTimestamp64Milli({beforeMs:Int64}), {beforeId:String})
ORDER BY started_at DESC, call_id DESC
LIMIT {limit:UInt32}`;

/** 2200-01-01: later than any call, within what DateTime64(3) holds. */
const END_OF_TIME_MS = 7_258_118_400_000;

export async function listCalls(session: Session, filter: CallFilter = {}): Promise<CallPage> {
  const limit = Math.min(500, Math.max(1, filter.limit ?? 50));
  const [beforeMs, beforeId] = readCursor(filter.cursor);
  const rows = await session.query<CallSummary>(SQL, {
    anyRep: filter.repPersonIds === undefined,
    reps: filter.repPersonIds ?? [],
    fromMs: filter.fromMs ?? 0,
    toMs: filter.toMs ?? END_OF_TIME_MS,
    language: filter.language ?? '',
    industry: filter.industry ?? '',
    stage: filter.stage ?? '',
    text: filter.text ?? '',
    beforeMs,
    beforeId,
    limit: limit + 1,
  });
  const calls = rows.slice(0, limit).map((row) => ({ ...row, startedAtMs: Number(row.startedAtMs) }));
  const last = calls.at(-1);
  return { calls, nextCursor: rows.length > limit && last !== undefined ? writeCursor(last) : null };
}

function writeCursor(call: CallSummary): string {
  return Buffer.from(`${call.startedAtMs} ${call.callId}`).toString('base64url');
}

/** A cursor that is none begins from the top. */
function readCursor(cursor: string | undefined): readonly [beforeMs: number, beforeId: string] {
  const [, ms = '', callId = ''] = /^(\d+) (.+)$/s.exec(Buffer.from(cursor ?? '', 'base64url').toString()) ?? [];
  return ms === '' ? [END_OF_TIME_MS, ''] : [Number(ms), callId];
}
