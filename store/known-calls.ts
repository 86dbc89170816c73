// What is stored of each live call: which events, and the facts that its row was made from. Learnt from ClickHouse when
// a call is first seen, kept up to date afterwards; this process is the only writer of a call while it is live.

import type { Participant } from '../engine/events.ts';
import { ChannelIndex, ParticipantId } from '../engine/ids.ts';
import type { CallFacts } from './call-facts.ts';
import { SeqSet } from './seq-set.ts';
import type { Session } from './session.ts';

export interface KnownCall {
  readonly stored: SeqSet;
  facts: CallFacts | null;
  /** Stands in for the start where no facts say it, ms since 1970. */
  guessedStartMs: number;
}

/** Calls whose state is kept in memory. More are live only where calls never end. */
const MAX_CALLS = 5_000;

export class KnownCalls {
  readonly #session: Session;
  readonly #calls = new Map<string, KnownCall>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Each of `callIds`, in one round trip for those that were not known. */
  async of(callIds: readonly string[]): Promise<ReadonlyMap<string, KnownCall>> {
    const unknown = callIds.filter((callId) => !this.#calls.has(callId));
    if (unknown.length > 0) await this.#learn(unknown);
    return new Map(callIds.flatMap((callId) => this.#entry(callId)));
  }

  /** The call has ended: its log takes no more. */
  forget(callId: string): void {
    this.#calls.delete(callId);
  }

  #entry(callId: string): [string, KnownCall][] {
    const call = this.#calls.get(callId);
    return call === undefined ? [] : [[callId, call]];
  }

  async #learn(callIds: readonly string[]): Promise<void> {
    const [facts, ranges] = await Promise.all([readFacts(this.#session, callIds), readSeqs(this.#session, callIds)]);
    for (const callId of callIds) {
      const call = { stored: new SeqSet(), facts: facts.get(callId) ?? null, guessedStartMs: 0 };
      for (const seq of ranges.get(callId) ?? []) call.stored.add(seq);
      this.#calls.set(callId, call);
    }
    for (const callId of this.#calls.keys()) {
      if (this.#calls.size <= Math.max(MAX_CALLS, callIds.length)) break;
      if (!callIds.includes(callId)) this.#calls.delete(callId);
    }
  }
}

async function readSeqs(session: Session, callIds: readonly string[]): Promise<ReadonlyMap<string, readonly number[]>> {
  const rows = await session.query<{ callId: string; seqs: number[] }>(
    'SELECT call_id AS callId, groupArray(seq) AS seqs FROM events WHERE call_id IN {callIds:Array(String)} GROUP BY call_id',
    { callIds },
  );
  return new Map(rows.map((row) => [row.callId, row.seqs.sort((a, b) => a - b)]));
}

const FACTS = `SELECT call_id AS callId, version, toUnixTimestamp64Milli(started_at) AS startedAtMs, ended_at_ms AS endedAtMs,
  end_reason AS endReason, language, title, industry, stage, first_stage AS firstStage, deal_id AS dealId,
  account_name AS accountName, time_zone AS timeZone, participant_ids AS ids, participant_roles AS roles,
  participant_names AS names, participant_channels AS channels, participant_person_ids AS personIds, figures
FROM calls FINAL WHERE call_id IN {callIds:Array(String)}`;

interface FactsRow extends Omit<CallFacts, 'participants'> {
  readonly ids: readonly string[];
  readonly roles: readonly Participant['role'][];
  readonly names: readonly string[];
  readonly channels: readonly number[];
  readonly personIds: readonly string[];
}

export async function readFacts(session: Session, callIds: readonly string[]): Promise<ReadonlyMap<string, CallFacts>> {
  const rows = await session.query<FactsRow>(FACTS, { callIds });
  return new Map(rows.map((row) => [row.callId, factsOf(row)]));
}

function factsOf({ ids, roles, names, channels, personIds, ...facts }: FactsRow): CallFacts {
  const participants = ids.map((id, place) =>
    participantOf(id, roles[place] ?? 'unknown', names[place] ?? '', channels[place] ?? -1, personIds[place] ?? ''),
  );
  return { ...facts, startedAtMs: Number(facts.startedAtMs), participants };
}

/** The empty marks of the columns become absent fields again. */
function participantOf(
  id: string,
  role: Participant['role'],
  name: string,
  channel: number,
  personId: string,
): Participant {
  return {
    participantId: ParticipantId.parse(id),
    role,
    ...(name === '' ? {} : { name }),
    ...(channel < 0 ? {} : { channel: ChannelIndex.parse(channel) }),
    ...(personId === '' ? {} : { personId }),
  };
}
