// The raw PCM family: a call is told in text, then binary frames of s16le samples without any time of their own. The first
// stream of a call begins at its start, a later one where the call stands when its first frame comes; from there samples
// are counted, so that a network that stalls and catches up shifts nothing.

import { EngineError } from '../../../engine/errors.ts';
import { AudioFormat } from '../../protocol/ingest.ts';
import { type Dialect, type FeedStep, isGoodbye } from './dialect.ts';
import { type FeedSettings, type HeardVoice, participantOf } from './feed-settings.ts';
import { sampleAt } from './vendor-message.ts';

/** What the first message said. */
export interface PcmBegin {
  readonly settings: FeedSettings;
  /** The vendor's id of the call; undefined where it gives none and `callId` must be set. */
  readonly callKey?: string | undefined;
  readonly sampleRateHz: number;
  /** One voice a channel, interleaved where there are several. */
  readonly voices: readonly HeardVoice[];
  readonly reply?: string;
}

export interface PcmStreamOptions {
  readonly name: string;
  /** `text` is undefined when the socket opens; the first that gives something begins the call. */
  readonly begin: (settings: FeedSettings, text: string | undefined) => PcmBegin | undefined;
  /** True where this text says that audio goes on after a pause in which no frames came. */
  readonly isResumed?: (text: string) => boolean;
}

interface State {
  readonly settings: FeedSettings;
  readonly begun: { readonly sampleRateHz: number; readonly channels: number } | undefined;
  readonly isFirst: boolean;
  /** Where the next frame stands; undefined before the first. */
  readonly nextSample: number | undefined;
}

export function pcmStream({ name, begin, isResumed }: PcmStreamOptions): Dialect<State> {
  const tryBegin = (state: State, text: string | undefined): FeedStep<State> => {
    const said = begin(state.settings, text);
    if (!said) return [state, []];
    const { settings, sampleRateHz, voices, reply } = said;
    const channels = voices.length;
    const { callId = said.callKey && `${name}-${said.callKey}`.slice(0, 128), ...facts } = settings.facts;
    if (!callId) throw new EngineError('input.schema', `${name} does not name its calls: put callId into the address`);
    const audio = AudioFormat.safeParse({ sampleRateHz, interleaved: channels > 1, channels });
    if (!audio.success)
      throw new EngineError('input.audio-format', `${sampleRateHz} Hz is not a rate that is read here`);
    const participants = voices.map((voice, channel) => participantOf(settings, { ...voice, channel }));
    const token = settings.given['token'];
    return [
      { ...state, begun: { sampleRateHz, channels } },
      [
        { kind: 'call', start: { ...facts, callId, audio: audio.data, participants }, token },
        ...(reply === undefined ? [] : [{ kind: 'reply', text: reply } as const]),
      ],
    ];
  };

  const hear = (state: State, bytes: Uint8Array, elapsedMs: number): FeedStep<State> => {
    const { begun } = state;
    if (!begun) throw new EngineError('input.protocol-order', 'audio came before the message that describes it');
    const samples = Math.floor(bytes.byteLength / (2 * begun.channels));
    const arrived = Math.max(0, sampleAt(elapsedMs, begun.sampleRateHz) - samples);
    const startSample = state.nextSample ?? (state.isFirst ? 0 : arrived);
    return [
      { ...state, nextSample: startSample + samples },
      [{ kind: 'audio', channel: 0, startSample, payload: bytes }],
    ];
  };

  return {
    name,
    open: (settings) => ({ settings, begun: undefined, isFirst: true, nextSample: undefined }),
    step(state, input) {
      switch (input.kind) {
        case 'opened':
          return tryBegin(state, undefined);
        case 'text':
          return state.begun ? [resumed(state, input, isResumed), []] : tryBegin(state, input.text);
        case 'binary':
          return hear(state, input.bytes, input.elapsedMs);
        case 'joined':
          return [{ ...state, isFirst: input.isFirst }, []];
        case 'closed':
          return [state, state.begun && isGoodbye(input.code) ? [{ kind: 'left', reason: 'stream closed' }] : []];
        default:
          return [state, []];
      }
    },
  };
}

/** After a pause without frames the stream goes on where the call stands, not where it stopped. */
function resumed(
  state: State,
  { text, elapsedMs }: { readonly text: string; readonly elapsedMs: number },
  isResumed: PcmStreamOptions['isResumed'],
): State {
  if (!state.begun || state.nextSample === undefined || !isResumed?.(text)) return state;
  return { ...state, nextSample: Math.max(state.nextSample, sampleAt(elapsedMs, state.begun.sampleRateHz)) };
}
