// Zoom RTMS: we dial a signalling socket, are told a media server, dial that too, and say that we are ready; then audio of
// each participant (or of all, mixed) and Zoom's transcript come, stamped with the time of day in ms. What either socket
// says comes in here; replies go to the signalling socket.

import { EngineError } from '../../../engine/errors.ts';
import type { FeedEventInput } from '../../protocol/ingest.ts';
import { type Dialect, type FeedAction, type FeedStep, isGoodbye } from './dialect.ts';
import type { FeedSettings } from './feed-settings.ts';
import { type MetPeople, meet, NOBODY_MET, placeAudio } from './met-people.ts';
import { bytesOfBase64, sampleAt } from './vendor-message.ts';
import {
  mediaHello,
  parseZoomMessage,
  readyToReceive,
  signalingHello,
  ZOOM,
  type ZoomContent,
  type ZoomMessage,
  type ZoomStream,
} from './zoom-message.ts';

const SAMPLE_RATE_HZ = 16_000;
const TERMINATED_STREAM = 4;
const STOPPED_SESSION = 5;

interface State {
  readonly settings: FeedSettings;
  readonly isBegun: boolean;
  /** The time of day of media time 0, ms. */
  readonly startedMs: number | undefined;
  /** False where this stream goes on with a call. */
  readonly isFirst: boolean;
  readonly people: MetPeople;
}

/** `settings.given`: `meeting_uuid`, `rtms_stream_id`, `signature` from the webhook; `audio=mixed` where set so. */
export const zoom: Dialect<State> = {
  name: 'zoom',
  open: (settings) => ({ settings, isBegun: false, startedMs: undefined, isFirst: true, people: NOBODY_MET }),
  step(state, input) {
    if (input.kind === 'opened') return [state, [{ kind: 'reply', text: signalingHello(streamOf(state.settings)) }]];
    if (input.kind === 'closed') {
      const isOver = state.isBegun && isGoodbye(input.code);
      return [state, isOver ? [{ kind: 'left', reason: 'stream stopped' }] : []];
    }
    if (input.kind === 'joined') return [{ ...state, isFirst: input.isFirst }, []];
    if (input.kind !== 'text') return [state, []];
    const message = parseZoomMessage(input.text);
    return take(anchored(state, message, input.elapsedMs), message);
  },
};

function take(state: State, message: ZoomMessage): FeedStep<State> {
  switch (message.msg_type) {
    case ZOOM.signalingResponse:
      return [state, [dial(state, assertOk(message, 'signalling'))]];
    case ZOOM.mediaResponse:
      assertOk(message, 'media');
      return state.isBegun ? [state, [ready(state)]] : begin(state);
    case ZOOM.audio:
      return message.content ? hear(state, message.content) : [state, []];
    case ZOOM.transcript:
      return message.content ? say(state, message.content) : [state, []];
    case ZOOM.streamState:
      return [state, message.state === TERMINATED_STREAM ? [ENDED] : []];
    case ZOOM.sessionState:
      return [state, message.state === STOPPED_SESSION ? [ENDED] : []];
    default:
      return [state, []];
  }
}

/** The first stamp is media time 0; where the stream goes on with a call, it is where the call stands. */
function anchored(state: State, { content }: ZoomMessage, elapsedMs: number): State {
  if (!content || state.startedMs !== undefined) return state;
  return { ...state, startedMs: (content.start_time ?? content.timestamp) - (state.isFirst ? 0 : elapsedMs) };
}

const ENDED: FeedAction = { kind: 'event', event: { type: 'call.ended', reason: 'stream stopped' } };

function dial({ settings }: State, { media_server: server }: ZoomMessage): FeedAction {
  const url = server?.server_urls.all ?? server?.server_urls.audio;
  if (url === undefined) throw new EngineError('input.schema', 'media_server.server_urls: expected a media server');
  return { kind: 'dial', url, hello: mediaHello(streamOf(settings), settings.given['audio'] === 'mixed') };
}

function begin(state: State): FeedStep<State> {
  const { streamId } = streamOf(state.settings);
  const { callId = `zoom-${streamId}`.slice(0, 128), ...facts } = state.settings.facts;
  const start = { ...facts, callId, audio: { sampleRateHz: SAMPLE_RATE_HZ } as const, participants: [] };
  return [{ ...state, isBegun: true }, [{ kind: 'call', start }, ready(state)]];
}

function hear(state: State, content: ZoomContent): FeedStep<State> {
  const [met, { channel = 0 }, introduction] = meet(state.people, state.settings, voiceOf(content), true);
  const { startedMs = content.timestamp } = state;
  const payload = bytesOfBase64(content.data);
  const stampedSample = sampleAt(content.timestamp - startedMs, SAMPLE_RATE_HZ);
  const frame = { stampedSample, samples: payload.byteLength >> 1, sampleRateHz: SAMPLE_RATE_HZ };
  const [people, startSample] = placeAudio(met, channel, frame);
  return [{ ...state, people }, [...introduction, { kind: 'audio', channel, startSample, payload }]];
}

/** Zoom's words are final when they come; without times of their own they are said to have been said just then. */
function say(state: State, content: ZoomContent): FeedStep<State> {
  const [people, { participantId }, introduction] = meet(state.people, state.settings, voiceOf(content), false);
  const { startedMs = content.timestamp } = state;
  const mediaMs = (timeMs: number) => Math.max(0, timeMs - startedMs);
  const startMs = mediaMs(content.start_time ?? content.timestamp);
  const endMs = Math.max(startMs, mediaMs(content.end_time ?? content.timestamp));
  const said: FeedEventInput = {
    type: 'segment.finalized',
    participantId,
    segmentId: `zoom-${participantId}-${content.timestamp}`.slice(0, 128),
    startMs,
    endMs,
    text: content.data,
  };
  return [{ ...state, people }, [...introduction, { kind: 'event', event: said }]];
}

const ready = ({ settings }: State): FeedAction => ({ kind: 'reply', text: readyToReceive(streamOf(settings)) });

function assertOk(message: ZoomMessage, which: string): ZoomMessage {
  if (message.status_code === 0) return message;
  const why = `${message.status_code ?? 'nothing'} ${message.reason ?? ''}`.trim();
  throw new EngineError('auth.invalid', `Zoom refused the ${which} handshake: ${why}`);
}

/** Mixed audio has no person, or user 0. */
const voiceOf = ({ user_id: userId, user_name: name }: ZoomContent) =>
  userId === undefined || userId === '0'
    ? { keys: ['mixed'] }
    : { keys: [userId, ...(name ? [name] : [])], name: name ?? undefined };

function streamOf({ given }: FeedSettings): ZoomStream {
  const [meetingUuid = '', streamId = '', signature = ''] = [
    given['meeting_uuid'],
    given['rtms_stream_id'],
    given['signature'],
  ];
  return { meetingUuid, streamId, signature };
}
