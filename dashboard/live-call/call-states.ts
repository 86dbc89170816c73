// Which state of the feed the reader should know of, and only the most telling one. Pure.

import type { Connection } from '../../client/live.ts';
import { rolesOf } from '../parts/talk.ts';
import type { Timeline } from '../state/wire.ts';

export type FeedState =
  | { readonly kind: 'ended' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'catching-up' }
  | { readonly kind: 'no-audio' }
  | { readonly kind: 'silent-channel'; readonly participantId: string | null; readonly channel: number }
  | { readonly kind: 'no-words' }
  | { readonly kind: 'degraded'; readonly pipeline: string };

/** How long a silent channel is spoken of after it was found silent. */
const RECENT_MS = 15_000;
/** So much voice without a word means that nothing turns voice into words. */
const VOICE_WITHOUT_WORDS_MS = 15_000;
const DEGRADED_SHOWN_MS = 30_000;

export function feedState(timeline: Timeline, connection: Connection['kind'], nowMs: number): FeedState | null {
  if (timeline.isEnded) return { kind: 'ended' };
  if (connection === 'cut') return { kind: 'cut' };
  if (connection === 'catching-up' && timeline.lastSeq > 0) return { kind: 'catching-up' };
  if (timeline.lastSeq === 0) return null;
  const hasVoice = timeline.speech.length > 0 || timeline.speaking.length > 0;
  if (!hasVoice && timeline.utterances.length === 0) return { kind: 'no-audio' };
  const silent = timeline.missedAudio.findLast(({ reason, endMs }) => reason === 'silent' && endMs > nowMs - RECENT_MS);
  if (silent) {
    const voice = timeline.participants.find((each) => each.channel === silent.channel);
    const speaksAgain = timeline.speech.findLast((each) => each.participantId === voice?.participantId);
    if (!speaksAgain || speaksAgain.endMs < silent.endMs) {
      return { kind: 'silent-channel', participantId: voice?.participantId ?? null, channel: silent.channel };
    }
  }
  if (timeline.utterances.length === 0 && voiceMs(timeline, nowMs) > VOICE_WITHOUT_WORDS_MS)
    return { kind: 'no-words' };
  const stopped = timeline.degraded.findLast((each) => each.atMs > nowMs - DEGRADED_SHOWN_MS);
  return stopped ? { kind: 'degraded', pipeline: stopped.pipeline } : null;
}

function voiceMs(timeline: Timeline, nowMs: number): number {
  const roles = rolesOf(timeline);
  const closed = timeline.speech.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const open = timeline.speaking.filter((each) => roles.has(each.participantId));
  return open.reduce((sum, { startMs }) => sum + Math.max(0, nowMs - startMs), closed);
}
