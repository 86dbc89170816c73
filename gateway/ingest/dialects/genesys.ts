// Genesys Cloud AudioHook 2: a session is opened, may be paused, updated and resumed, and is closed; each text message is
// numbered on both sides; audio is binary, both voices interleaved: the customer (external) left, the agent right.
// `closed` is said when the call is stored. developer.genesys.cloud/devapps/audiohook/session-walkthrough.

import { EngineError } from '../../../engine/errors.ts';
import type { AudioFormat } from '../../protocol/ingest.ts';
import type { Dialect, FeedAction, FeedInput, FeedStep } from './dialect.ts';
import { type FeedSettings, participantOf, withParameters } from './feed-settings.ts';
import {
  chosenMedia,
  type GenesysMedia,
  type GenesysMessage,
  type GenesysNumbers,
  genesysReply,
  parseGenesysMessage,
} from './genesys-message.ts';
import { sampleAt } from './vendor-message.ts';

interface State {
  readonly settings: FeedSettings;
  readonly phase: 'preparing' | 'probing' | 'active' | 'paused' | 'closing' | 'closed';
  readonly numbers: GenesysNumbers;
  readonly media: GenesysMedia | undefined;
  readonly isFirst: boolean;
  /** Where the next frame stands in the call; undefined before the first. */
  readonly nextSample: number | undefined;
  /** Session position 0 in samples of the call: not 0 where a session goes on with an earlier one. */
  readonly originSample: number;
}

const RATE_HZ = 8000;
/** A connection that Genesys opens to see whether we are there. */
const PROBE = '00000000-0000-0000-0000-000000000000';
const ROLES = { external: 'customer', internal: 'rep' } as const;

export const genesys: Dialect<State> = {
  name: 'genesys',
  open: (settings) => ({
    settings,
    phase: 'preparing',
    numbers: { id: '', seq: 0, clientSeq: 0 },
    media: undefined,
    isFirst: true,
    nextSample: undefined,
    originSample: 0,
  }),
  step(state, input) {
    switch (input.kind) {
      case 'text':
        return converse(state, parseGenesysMessage(input.text));
      case 'binary':
        return hear(state, input);
      case 'joined':
        return [{ ...state, isFirst: input.isFirst }, []];
      case 'stored':
        return state.phase === 'closing' ? answer({ ...state, phase: 'closed' }, 'closed', {}) : [state, []];
      case 'refused':
        return answer(state, 'disconnect', { reason: reasonOf(input.code), info: `${input.code}: ${input.message}` });
      default:
        return [state, []];
    }
  },
};

function converse(before: State, message: GenesysMessage): FeedStep<State> {
  const { clientSeq, seq, id } = before.numbers;
  if (message.seq !== clientSeq + 1 || message.serverseq > seq) {
    const found = `seq ${message.seq}, serverseq ${message.serverseq}`;
    throw new EngineError('input.sequence-gap', `${found}: expected ${clientSeq + 1} and at most ${seq}`);
  }
  if (id !== '' && message.id !== id) throw new EngineError('input.protocol-order', 'the session id changed');
  const state = { ...before, numbers: { id: message.id, seq, clientSeq: message.seq } };
  switch (message.type) {
    case 'open':
      return open(state, message);
    case 'ping':
      return answer(state, 'pong', {});
    case 'update':
      return answer(state, 'updated', {});
    case 'paused':
      return [{ ...state, phase: state.phase === 'active' ? 'paused' : state.phase }, []];
    case 'resumed':
      return [skip({ ...state, phase: state.phase === 'paused' ? 'active' : state.phase }, message), []];
    case 'discarded':
      return [skip(state, message), []];
    case 'close':
      return close(state, message);
    default:
      return [state, []];
  }
}

function open(state: State, { parameters }: GenesysMessage): FeedStep<State> {
  if (state.phase !== 'preparing') throw new EngineError('input.protocol-order', 'the session is open already');
  const { conversationId, participant, media: offered = [], customConfig, language } = parameters;
  const media = chosenMedia(offered);
  if (!media) throw new EngineError('input.audio-format', 'none of the media offered can be read: PCMU or L16, 8 kHz');
  const opened = { startPaused: false, media: [media] };
  if (conversationId === undefined || conversationId === PROBE) {
    return answer({ ...state, phase: 'probing' }, 'opened', opened);
  }
  const settings = withParameters(state.settings, { ...(language ? { language } : {}), ...customConfig });
  const callKey = [conversationId, participant?.id].filter(Boolean).join('-');
  const { callId = `genesys-${callKey}`.slice(0, 128), ...facts } = settings.facts;
  const participants = media.channels.map((side, channel) =>
    participantOf(settings, { keys: [side], channel, role: ROLES[side] }),
  );
  const begun: FeedAction = { kind: 'call', start: { ...facts, callId, audio: formatOf(media), participants } };
  const [next, replies] = answer({ ...state, settings, media, phase: 'active' }, 'opened', opened);
  return [next, [begun, ...replies]];
}

const formatOf = ({ format, channels }: GenesysMedia): AudioFormat => ({
  encoding: format === 'PCMU' ? 'mulaw' : 'pcm_s16le',
  sampleRateHz: RATE_HZ,
  interleaved: channels.length > 1,
  channels: channels.length,
});

function hear(state: State, { bytes, elapsedMs }: FeedInput & { kind: 'binary' }): FeedStep<State> {
  const { media, phase } = state;
  if (phase !== 'active' || !media) return [state, []];
  const samples = Math.floor(bytes.byteLength / media.channels.length / (media.format === 'PCMU' ? 1 : 2));
  const arrived = Math.max(0, sampleAt(elapsedMs, RATE_HZ) - samples);
  const originSample = state.nextSample === undefined && !state.isFirst ? arrived : state.originSample;
  const startSample = state.nextSample ?? originSample;
  return [
    { ...state, originSample, nextSample: startSample + samples },
    [{ kind: 'audio', channel: 0, startSample, payload: bytes }],
  ];
}

/** What was discarded is a gap, not a shift. */
function skip(state: State, { parameters: { start, discarded } }: GenesysMessage): State {
  if (start === undefined || discarded === undefined) return state;
  const toSample = state.originSample + sampleAt(start + discarded, RATE_HZ);
  return { ...state, nextSample: Math.max(state.nextSample ?? 0, toSample) };
}

/** A session that is closed to be opened again leaves its call waiting. */
function close(state: State, { parameters: { reason } }: GenesysMessage): FeedStep<State> {
  if (state.phase !== 'active' && state.phase !== 'paused') return answer({ ...state, phase: 'closed' }, 'closed', {});
  if (reason === 'reconnect') return answer({ ...state, phase: 'closed' }, 'closed', {});
  const ended = { type: 'call.ended', ...(reason === undefined ? {} : { reason }) } as const;
  return [{ ...state, phase: 'closing' }, [{ kind: 'event', event: ended }]];
}

function answer(state: State, type: string, parameters: object): FeedStep<State> {
  const text = genesysReply(state.numbers, type, parameters);
  return [{ ...state, numbers: { ...state.numbers, seq: state.numbers.seq + 1 } }, [{ kind: 'reply', text }]];
}

const reasonOf = (code: string): string => (code.startsWith('auth.') ? 'unauthorized' : 'error');
