// Speech of participants whose voice we do not have: the feed's own word on who speaks, else the spans of its transcript.
// In: activity.changed, partial and final segments. Out: speech.started and speech.ended, at once.

import type { EventDraft, EventOf } from '../engine/events.ts';
import type { ParticipantId, SegmentId } from '../engine/ids.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';

export type SpeechDraft = Extract<EventDraft, { type: 'speech.started' | 'speech.ended' }>;

interface Activity {
  readonly speechId: string;
  readonly startMs: MediaMs;
}
interface Partial {
  readonly participantId: ParticipantId;
  readonly startMs: MediaMs;
  readonly endMs: MediaMs;
  readonly heardMs: MediaMs;
}

/**
 * Invariants: whoever is in `active` (null: silent) makes no speech from segments; a segment is in at most one of
 * `partials` (started, not ended) and `ended`, and never leaves `ended`.
 */
export interface FeedSpeech {
  readonly active: ReadonlyMap<ParticipantId, Activity | null>;
  readonly partials: ReadonlyMap<SegmentId, Partial>;
  readonly ended: ReadonlySet<SegmentId>;
}

export const NOTHING_FED: FeedSpeech = { active: new Map(), partials: new Map(), ended: new Set() };

type Step = readonly [FeedSpeech, readonly SpeechDraft[]];

export function onActivity(feed: FeedSpeech, event: EventOf<'activity.changed'>, speechId: string): Step {
  const { participantId, isSpeaking, atMs } = event;
  const [settled, closed] = feed.active.has(participantId) ? [feed, []] : endPartials(feed, atMs, ofOne(participantId));
  const activity = settled.active.get(participantId) ?? null;
  const set = (next: Activity | null) => ({ ...settled, active: new Map(settled.active).set(participantId, next) });
  if (isSpeaking && activity === null) {
    const began = { speechId, startMs: atMs };
    return [set(began), [...closed, { type: 'speech.started', atMs, participantId, ...began, basis: 'voice' }]];
  }
  if (isSpeaking || activity === null) return [set(activity), closed];
  return [set(null), [...closed, activityEnded(participantId, activity, atMs)]];
}

export function onSegment(feed: FeedSpeech, event: EventOf<'segment.finalized'> | EventOf<'segment.revised'>): Step {
  const { participantId, segmentId, startMs, atMs } = event;
  if (feed.active.has(participantId) || feed.ended.has(segmentId)) return [feed, []];
  const endMs = mediaMs(Math.max(startMs, event.endMs));
  if (event.type === 'segment.finalized' || event.isFinal) {
    const ended: SpeechDraft = {
      type: 'speech.ended',
      atMs,
      participantId,
      speechId: segmentId,
      startMs,
      endMs,
      basis: 'segment',
      text: event.text,
      segmentId,
    };
    return [endSegment(feed, segmentId), [ended]];
  }
  const before = feed.partials.get(segmentId);
  const partial = { participantId, startMs: before?.startMs ?? startMs, endMs, heardMs: atMs };
  const next = { ...feed, partials: new Map(feed.partials).set(segmentId, partial) };
  if (before) return [next, []];
  return [next, [{ type: 'speech.started', atMs, participantId, speechId: segmentId, startMs, basis: 'segment' }]];
}

/** Partials of which nothing more was heard for so long were given up by the transcriber. */
export function forgetPartials(feed: FeedSpeech, atMs: MediaMs, timeoutMs: number): Step {
  return endPartials(feed, atMs, (partial) => atMs - partial.heardMs >= timeoutMs);
}

/** Ends whatever is open of the participants that `isOver` names. */
export function endFed(feed: FeedSpeech, atMs: MediaMs, isOver: (id: ParticipantId) => boolean): Step {
  const [rest, drafts] = endPartials(feed, atMs, (partial) => isOver(partial.participantId));
  const over = [...rest.active].filter(([id]) => isOver(id));
  const active = new Map([...rest.active].filter(([id]) => !isOver(id)));
  const ended = over.flatMap(([id, activity]) => (activity ? [activityEnded(id, activity, atMs)] : []));
  return [{ ...rest, active }, [...drafts, ...ended]];
}

const ofOne = (participantId: ParticipantId) => (partial: Partial) => partial.participantId === participantId;

function endSegment(feed: FeedSpeech, segmentId: SegmentId): FeedSpeech {
  const partials = new Map(feed.partials);
  partials.delete(segmentId);
  return { ...feed, partials, ended: new Set(feed.ended).add(segmentId) };
}

function endPartials(feed: FeedSpeech, atMs: MediaMs, isOver: (partial: Partial) => boolean): Step {
  const over = [...feed.partials].filter(([, partial]) => isOver(partial));
  const drafts = over.map(([segmentId, { participantId, startMs, endMs }]): SpeechDraft => {
    const span = { startMs, endMs: mediaMs(Math.max(startMs, endMs)) };
    return { type: 'speech.ended', atMs, participantId, speechId: segmentId, ...span, basis: 'segment', segmentId };
  });
  return [over.reduce((rest, [segmentId]) => endSegment(rest, segmentId), feed), drafts];
}

function activityEnded(participantId: ParticipantId, activity: Activity, atMs: MediaMs): SpeechDraft {
  return { type: 'speech.ended', atMs, participantId, ...activity, endMs: atMs, basis: 'voice' };
}
