// The Media Streams family: Twilio, its aliases and its snake-case kin. JSON in text frames: connected, start, media, dtmf,
// mark, stop; audio in base64, one channel a track, stamped in ms from the stream's start. dtmf and mark say nothing here.
// twilio.com/docs/voice/media-streams/websocket-messages; developers.telnyx.com media streaming; developer.exotel.com.

import { EngineError } from '../../../engine/errors.ts';
import type { Role } from '../../../engine/events.ts';
import type { AudioFormat } from '../../protocol/ingest.ts';
import { type Dialect, type FeedAction, type FeedInput, type FeedStep, isGoodbye } from './dialect.ts';
import { type FeedSettings, participantOf, withParameters } from './feed-settings.ts';
import { audioFormatOf, type MediaStreamMessage, parseMediaStreamMessage } from './media-stream-message.ts';
import { inNoOrderYet, type MessageOrder, putInOrder, restInOrder } from './message-order.ts';
import { bytesOfBase64, sampleAt } from './vendor-message.ts';

interface MediaStreamOptions {
  readonly name: string;
  /** Where `start` does not say it. */
  readonly encoding: string;
  /** Messages that may wait for one before them; 0 where the vendor keeps the order. Default 0. */
  readonly reorderMessages?: number;
}

interface State {
  readonly settings: FeedSettings;
  readonly format: AudioFormat | undefined;
  readonly order: MessageOrder<MediaStreamMessage>;
  /** Tracks in the order of their channels. */
  readonly tracks: readonly string[];
  readonly isOver: boolean;
}

/** The vendor hears the caller on `inbound` and plays to the caller what is on `outbound`. */
const ROLES: Readonly<Record<string, Role>> = { inbound: 'customer', outbound: 'rep' };

export function mediaStream({ name, encoding, reorderMessages = 0 }: MediaStreamOptions): Dialect<State> {
  const take = (state: State, message: MediaStreamMessage): FeedStep<State> => {
    if (state.isOver) return [state, []];
    if (message.event === 'start') return begin(state, message);
    if (message.event === 'media') return hear(state, message);
    if (message.event === 'stop') return [{ ...state, isOver: true }, [{ kind: 'event', event: ENDED }]];
    return [state, []];
  };

  const begin = (state: State, { start, stream_sid, stream_id }: MediaStreamMessage): FeedStep<State> => {
    const callKey = start?.call_sid ?? start?.call_control_id ?? stream_sid ?? stream_id;
    if (!start || callKey === undefined) throw new EngineError('input.schema', 'start: expected the call it is about');
    const settings = withParameters(state.settings, start.custom_parameters);
    const tracks = (start.tracks ?? []).map(trackName);
    const format = audioFormatOf(start.media_format, encoding);
    const { callId = `${name}-${callKey}`.slice(0, 128), ...facts } = settings.facts;
    const participants = tracks.map((track, channel) => voiceOf(settings, track, channel));
    const token = start.custom_parameters['token'];
    return [
      { ...state, settings, tracks, format },
      [{ kind: 'call', start: { ...facts, callId, audio: format, participants }, token }],
    ];
  };

  const hear = (state: State, { media }: MediaStreamMessage): FeedStep<State> => {
    if (!media || !state.format) throw new EngineError('input.protocol-order', 'media came before start');
    const track = trackName(media.track);
    const actions: FeedAction[] = [];
    let { tracks } = state;
    if (!tracks.includes(track)) {
      const participant = voiceOf(state.settings, track, tracks.length);
      tracks = [...tracks, track];
      actions.push({ kind: 'event', event: { type: 'participant.joined', participant } });
    }
    const startSample = sampleAt(media.timestamp, state.format.sampleRateHz);
    const payload = bytesOfBase64(media.payload);
    actions.push({ kind: 'audio', channel: tracks.indexOf(track), startSample, payload });
    return [{ ...state, tracks }, actions];
  };

  const takeAll = (from: State, messages: readonly MediaStreamMessage[]): FeedStep<State> => {
    let state = from;
    const actions: FeedAction[] = [];
    for (const message of messages) {
      const [next, more] = take(state, message);
      state = next;
      actions.push(...more);
    }
    return [state, actions];
  };

  return {
    name,
    open: (settings) => ({ settings, format: undefined, order: inNoOrderYet(), tracks: [], isOver: false }),
    step(state, input) {
      if (input.kind === 'closed') return close(takeAll(state, restInOrder(state.order)), input);
      if (input.kind !== 'text') return [state, []];
      const message = parseMediaStreamMessage(input.text);
      const number = message.sequence_number;
      if (reorderMessages === 0 || number === undefined) return take(state, message);
      const isFirst = message.event === 'start';
      const [order, ready] = putInOrder(state.order, { number, message, isFirst }, reorderMessages);
      return takeAll({ ...state, order }, ready);
    },
  };
}

const ENDED = { type: 'call.ended', reason: 'stream stopped' } as const;

/** A stream that is closed in good order without `stop` is over too; one that breaks may come back. */
function close([state, actions]: FeedStep<State>, input: FeedInput & { kind: 'closed' }): FeedStep<State> {
  if (state.isOver || !state.format || !isGoodbye(input.code)) return [state, actions];
  return [{ ...state, isOver: true }, [...actions, { kind: 'left', reason: 'stream closed' }]];
}

/** Some write `inbound_track` where others write `inbound`. */
const trackName = (track: string): string => track.replace(/_track$/, '');

const voiceOf = (settings: FeedSettings, track: string, channel: number) =>
  participantOf(settings, { keys: [track], channel, role: ROLES[track] });

export const twilio = mediaStream({ name: 'twilio', encoding: 'audio/x-mulaw' });
export const signalwire = mediaStream({ name: 'signalwire', encoding: 'audio/x-mulaw' });
export const talkdesk = mediaStream({ name: 'talkdesk', encoding: 'audio/x-mulaw' });
export const fonoster = mediaStream({ name: 'fonoster', encoding: 'audio/x-mulaw' });
/** Telnyx says that order is not guaranteed; 50 messages are half a second of two tracks. */
export const telnyx = mediaStream({ name: 'telnyx', encoding: 'PCMU', reorderMessages: 50 });
export const exotel = mediaStream({ name: 'exotel', encoding: 'audio/x-raw' });
