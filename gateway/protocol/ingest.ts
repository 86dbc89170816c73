// `/v1/ingest`: what a feed sends and what it is told. JSON text messages; audio comes as binary frames (audio-frame.ts).
// Every message that is part of the call carries `sequence`, 1, 2, 3 … over JSON and audio together.

import { z } from 'zod';
import { AudioEncoding } from '../../engine/audio/decode.ts';
import { FEED_EVENT_SCHEMAS, FEED_READING_SCHEMAS } from '../../engine/events.ts';
import { CallId } from '../../engine/ids.ts';
import { MediaMs } from '../../engine/media-time.ts';

export const SAMPLE_RATES_HZ = [8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000] as const;

export const AudioFormat = z.object({
  encoding: AudioEncoding.default('pcm_s16le'),
  sampleRateHz: z.literal([...SAMPLE_RATES_HZ]).default(16000),
  /** True where one frame carries `channels` channels sample by sample; false where each frame carries one channel. */
  interleaved: z.boolean().default(false),
  /** How many channels an interleaved frame carries; channel 0 comes first. */
  channels: z.number().int().min(1).max(255).default(1),
});
export type AudioFormat = z.infer<typeof AudioFormat>;

/**
 * Who moves the call's clock. `feed`: audio, event times and `clock.advanced` alone, so that a replay at any speed gives
 * the same log. `arrival`: also the gateway's own clock, so that a live feed that sends only words still meets deadlines.
 */
export const ClockSource = z.enum(['feed', 'arrival']);

const sequence = z.number().int().positive().max(0xffff_ffff);
const [CallStartedBody, ...LoggedFeedEvents] = FEED_EVENT_SCHEMAS;
const OtherFeedEvents = [...LoggedFeedEvents, ...FEED_READING_SCHEMAS] as const;

/** The first message of a call, always sequence 1. `audio` is absent for feeds of words or events alone. */
export const StartCall = CallStartedBody.extend({
  sequence: z.literal(1),
  atMs: MediaMs.optional(),
  callId: CallId,
  audio: AudioFormat.optional(),
  clock: ClockSource.optional(),
  /**
   * `feed`: this feed sends the words itself, as segments. Absent: where the gateway has a transcriber it makes them,
   * until a segment comes from the feed.
   */
  words: z.literal('feed').optional(),
});
export type StartCall = z.infer<typeof StartCall>;
/** The same as a feed writes it: without what the client adds, defaults left out. */
export type StartCallInput = Omit<z.input<typeof StartCall>, 'type' | 'sequence'>;

/** The first message of a connection that goes on with a call: the answer says where to go on. */
export const ResumeCall = z.object({ type: z.literal('call.resume'), callId: CallId });
/** For clients that cannot set an Authorization header: the first message of the connection. */
export const Authenticate = z.object({ type: z.literal('authenticate'), token: z.string().min(1).max(8192) });
/** The call has reached `atMs` although nothing else was sent: silence on every channel, or words that have not come. */
export const AdvanceClock = z.object({ type: z.literal('clock.advanced'), sequence, atMs: MediaMs });

/** `atMs` is when it happened by the feed's own clock; absent or in the past it is stamped with what has been received. */
export const FeedMessage = z.intersection(
  z.object({ sequence, atMs: MediaMs.optional() }),
  z.discriminatedUnion('type', OtherFeedEvents),
);
export type FeedMessage = { sequence: number; atMs?: MediaMs } & z.infer<(typeof OtherFeedEvents)[number]>;

type Untimed<Event> = Event extends unknown ? Event & { atMs?: number } : never;
/** An event as a feed writes it, before it has its number. */
export type FeedEventInput = Untimed<z.input<(typeof OtherFeedEvents)[number]>>;

export const ControlMessage = z.discriminatedUnion('type', [Authenticate, StartCall, ResumeCall, AdvanceClock]);
export type ControlMessage = z.infer<typeof ControlMessage>;
export type IngestMessage = ControlMessage | FeedMessage;

/** The call is open. Send messages after `resumeAfter`; what is at or before it has been received. */
export const CallAccepted = z.object({
  type: z.literal('call.accepted'),
  protocol: z.number().int(),
  callId: CallId,
  /** Highest sequence received in order; 1 for a new call. */
  resumeAfter: z.number().int().min(0),
  /** Highest sequence of which all that follows is stored. */
  acknowledged: z.number().int().min(0),
});
/** All that follows from messages 1…`sequence`, as far as it can be known by now, is stored; forget them. */
export const Acknowledged = z.object({
  type: z.literal('acknowledged'),
  sequence: z.number().int().min(0),
  /** Last event of the call's log that is stored. */
  seq: z.number().int().min(0),
});
/** The call is over and stored whole; the connection closes with 1000. */
export const CallCompleted = z.object({
  type: z.literal('call.completed'),
  callId: CallId,
  seq: z.number().int().min(0),
});
/** Something was refused. Where the connection cannot go on it is closed next, with the close code of docs/errors.md. */
export const ErrorMessage = z.object({
  type: z.literal('error'),
  code: z.string(),
  message: z.string(),
  retryable: z.boolean(),
  /** The message that was refused, where it is known. */
  sequence: z.number().int().optional(),
  /** The call it is about, where it is known. */
  callId: z.string().optional(),
});

export const IngestReply = z.discriminatedUnion('type', [CallAccepted, Acknowledged, CallCompleted, ErrorMessage]);
export type IngestReply = z.infer<typeof IngestReply>;
