// The query of `POST /v1/whip` in, the call as a feed would begin it out. docs/feeds/whip.md describes every parameter.

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { LanguageTag } from '../../engine/events.ts';
import { CallId } from '../../engine/ids.ts';
import { Role } from '../../engine/role.ts';
import { parsed } from '../http/validation.ts';
import { Notice, SaidBoolean } from '../ingest/dialects/feed-settings.ts';
import { StartCall } from '../protocol/ingest.ts';
import { WEBRTC_RATE_HZ } from './peer-protocol.ts';

const name = z.string().min(1).max(200).optional();

/** `tracks`: one entry a track, in the offer's order: `role[:participantId[:personId]]`, separated by commas. */
const WhipQuery = z.object({
  callId: CallId.optional(),
  tracks: z.string().min(1).max(1_000).optional(),
  language: LanguageTag.optional(),
  title: name,
  accountName: name,
  industry: name,
  stage: name,
  timeZone: z.string().max(64).optional(),
  record: SaidBoolean.optional(),
  notice: Notice.optional(),
});

export interface WhipCall {
  readonly start: StartCall;
  readonly isNoticeGiven: boolean;
}

/** Two tracks are rep and customer unless `tracks` says otherwise. One track may hold both voices: `unknown`, not guessed. */
const DEFAULT_ROLES: Readonly<Record<number, string>> = { 1: 'unknown', 2: 'rep,customer' };

/** Throws `input.schema` naming each parameter that is wrong. `startedAt`: ISO 8601 with offset. */
export function whipCall(query: unknown, trackCount: number, startedAt: string): WhipCall {
  const given = parsed(WhipQuery, query, 'query');
  const { tracks, notice, callId = CallId.parse(randomUUID()), ...details } = given;
  const start = {
    type: 'call.started',
    sequence: 1,
    callId,
    startedAt,
    ...Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined)),
    participants: participantsOf(tracks ?? DEFAULT_ROLES[trackCount] ?? '', trackCount),
    audio: { encoding: 'pcm_s16le', sampleRateHz: WEBRTC_RATE_HZ },
  };
  return { start: parsed(StartCall, start, 'query'), isNoticeGiven: notice === 'given' };
}

function participantsOf(tracks: string, trackCount: number) {
  const entries = tracks.split(',').map((entry) => entry.trim());
  const wrong = (message: string): never => parsed(z.never({ message }), tracks, 'query.tracks');
  if (entries.length !== trackCount) wrong(`${entries.length} entries for ${trackCount} audio tracks in the offer`);
  const onTracks = entries.map((entry, channel) => {
    const [role = '', participantId = '', personId] = entry.split(':');
    if (!Role.safeParse(role).success) wrong(`'${role.slice(0, 40)}' is no role; expected ${Role.options.join(', ')}`);
    return {
      role,
      participantId: participantId || `${role}-${channel + 1}`,
      channel,
      ...(personId ? { personId } : {}),
    };
  });
  // A mixed line belongs to nobody; the call still has a rep, whose call it is.
  return onTracks.some(({ role }) => role === 'rep') ? onTracks : [...onTracks, { role: 'rep', participantId: 'rep' }];
}
