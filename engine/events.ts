// The vocabulary: everything a call can say, one discriminated union. Events are wide, immutable and append-only.
// `atMs` is the media time at which the event became known; spans inside say when the thing itself happened.
// What comes from the feed is `FeedEvent`, what viewers send back is `ViewerEvent`, what we find is `FoundEvent`.
// Each kind of event stands in a file of events/, with the list of its schemas at the end.

import { z } from 'zod';
import { AUDIO_EVENT_SCHEMAS } from './events/audio.ts';
import { CARD_EVENT_SCHEMAS } from './events/cards.ts';
import { FEED_EVENT_SCHEMAS, FEED_READING_SCHEMAS } from './events/feed.ts';
import { FIGURE_EVENT_SCHEMAS } from './events/figures.ts';
import { MATERIAL_FOUND_SCHEMAS } from './events/material.ts';
import { QUESTION_EVENT_SCHEMAS } from './events/questions.ts';
import { SALES_EVENT_SCHEMAS } from './events/sales.ts';
import { TALK_EVENT_SCHEMAS } from './events/talk.ts';
import { VIEWER_EVENT_SCHEMAS } from './events/viewer.ts';
import { WORD_EVENT_SCHEMAS } from './events/words.ts';
import { CallId } from './ids.ts';
import { MediaMs } from './media-time.ts';

export { Evidence, Pack } from './events/cards.ts';
export { FEED_EVENT_SCHEMAS, FEED_READING_SCHEMAS, Participant } from './events/feed.ts';
export { LanguageTag, Word } from './events/fields.ts';
export { Role } from './role.ts';

export const FOUND_EVENT_SCHEMAS = [
  ...AUDIO_EVENT_SCHEMAS,
  ...TALK_EVENT_SCHEMAS,
  ...QUESTION_EVENT_SCHEMAS,
  ...WORD_EVENT_SCHEMAS,
  ...SALES_EVENT_SCHEMAS,
  ...MATERIAL_FOUND_SCHEMAS,
  ...FIGURE_EVENT_SCHEMAS,
  ...CARD_EVENT_SCHEMAS,
] as const;

/** What every logged event carries besides its own fields. */
export const Envelope = z.object({
  callId: CallId,
  /** Gapless per call, from 1. */
  seq: z.number().int().positive(),
  atMs: MediaMs,
  /** Sequence numbers of the events that led to this one. */
  causedBy: z.array(z.number().int().positive()).optional(),
});
export type Envelope = z.infer<typeof Envelope>;

/** The fields of one type of event, without its place in the log. */
export type BodyOf<T extends EventType> = Extract<EventBody, { type: T }>;

const FeedBody = z.discriminatedUnion('type', [...FEED_EVENT_SCHEMAS, ...FEED_READING_SCHEMAS]);
const ViewerBody = z.discriminatedUnion('type', VIEWER_EVENT_SCHEMAS);
export const EventBody = z.discriminatedUnion('type', [
  ...FEED_EVENT_SCHEMAS,
  ...VIEWER_EVENT_SCHEMAS,
  ...FOUND_EVENT_SCHEMAS,
]);
export type EventBody = z.infer<typeof EventBody>;
export type EventType = EventBody['type'];

export const CallEvent = z.intersection(Envelope, EventBody);
export type CallEvent = Envelope & EventBody;
/** The event of one type, envelope included. */
export type EventOf<T extends EventType> = Envelope & Extract<EventBody, { type: T }>;

/** What a feed may send: a body and its media time; the engine gives it a place in the log. */
export const FeedEvent = z.intersection(z.object({ atMs: MediaMs }), FeedBody);
export type FeedEvent = { atMs: MediaMs } & z.infer<typeof FeedBody>;
export type ViewerEvent = { atMs: MediaMs } & z.infer<typeof ViewerBody>;
/** What the gateway's own transcriber says of a call. */
export type WordsEvent = Extract<
  EventDraft,
  { type: 'segment.finalized' | 'segment.revised' | 'participant.joined' | `transcription.${string}` }
>;
/** An event that has not been given its media time yet; what it carries is the sender's own word for it. */
export type Unstamped<Event> = Event extends unknown ? Omit<Event, 'atMs'> & { atMs?: MediaMs } : never;
export type FeedEventType = z.infer<typeof FeedBody>['type'];
export type ViewerEventType = z.infer<typeof ViewerBody>['type'];

export const FEED_EVENT_TYPES: readonly FeedEventType[] = [...FEED_EVENT_SCHEMAS, ...FEED_READING_SCHEMAS].map(
  (schema) => schema.shape.type.value,
);
export const VIEWER_EVENT_TYPES: readonly ViewerEventType[] = VIEWER_EVENT_SCHEMAS.map((s) => s.shape.type.value);
export const EVENT_TYPES: readonly EventType[] = [
  ...FEED_EVENT_SCHEMAS.map((schema) => schema.shape.type.value),
  ...VIEWER_EVENT_TYPES,
  ...FOUND_EVENT_SCHEMAS.map((schema) => schema.shape.type.value),
];

// `Omit` and `Extract` over a union must be distributed, else the members lose their own fields.
type DraftOf<Body> = Body extends { type: EventType } ? { atMs: MediaMs; causedBy?: number[] } & Body : never;
/** What a machine puts out: an event without its place in the log. */
export type EventDraft = DraftOf<EventBody>;
