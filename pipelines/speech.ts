// Who speaks when. In: voice windows; for participants without audio the feed's activity or its transcript segments.
// Out: speech.started as soon as it is sure, speech.ended with the true start and end; the same as voices.* on a channel that
// several people share, which is nobody's speech; crosstalk.removed where a voice was another channel’s.
// Latency: 64 ms to open, 320 ms to close (voice); none (activity, segments). Source: docs/metrics.md, speech segment.

import { z } from 'zod';
import type { ChannelIndex, ParticipantId } from '../engine/ids.ts';
import { type Machine, type Step, stay } from '../engine/machine.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';
import type { SignalOf } from '../engine/observations.ts';
import { foldParticipants, type Participants, participantsOf } from '../engine/participants.ts';
import { type CallContext, machinePipeline } from '../engine/pipeline.ts';
import { sharedChannels } from '../engine/shared-channels.ts';
import {
  endFed,
  type FeedSpeech,
  forgetPartials,
  NOTHING_FED,
  onActivity,
  onSegment,
  type SpeechDraft,
} from './speech-from-feed.ts';
import { CLOSED, stepGate } from './speech-gate.ts';
import {
  type CrosstalkDraft,
  type Heard,
  type Hearing,
  hearRest,
  hearUntil,
  hearWindow,
  NOTHING_HEARD,
} from './speech-heard.ts';
import { endVoices, type Voice, type VoiceDraft, voiceChanged } from './speech-voices.ts';

export const SpeechOptions = z.object({
  /** P(speech) at which a voice may begin; probability, 0…1. Default 0.5 (metrics.md; Silero's own). */
  openProbability: z.number().min(0).max(1).default(0.5),
  /** P(speech) under which a window is no longer voice; probability, 0…1. Default 0.35 (metrics.md; Silero's own −0.15). */
  closeProbability: z.number().min(0).max(1).default(0.35),
  /** Windows in a row that open a segment; 1…10. Default 2: one window of noise is no voice, and 64 ms is soon enough. */
  openWindows: z.number().int().min(1).max(10).default(2),
  /** Silence after the voice that closes a segment, ms, 32…2,000. Default 320: longer than a stop, shorter than a pause. */
  closeAfterMs: z.number().min(32).max(2_000).default(320),
  /** A partial segment that is not heard of for so long is over, ms, 1,000…600,000. Default 30,000: no transcriber waits longer. */
  partialTimeoutMs: z.number().min(1_000).max(600_000).default(30_000),
});
export type SpeechOptions = z.output<typeof SpeechOptions>;

const CONSUMES = [
  'window.read',
  'clock.ticked',
  'activity.changed',
  'segment.finalized',
  'segment.revised',
  'participant.joined',
  'participant.reassigned',
] as const;
type SpeechInput = SignalOf<(typeof CONSUMES)[number]>;
type FedInput = SignalOf<'activity.changed' | 'segment.finalized' | 'segment.revised'>;
type Draft = VoiceDraft | CrosstalkDraft;

/**
 * Invariants: a voice is kept per channel with a participant; nobody with a channel is in `feed`; `shared` is what follows
 * from `participants` and `isToldApart`.
 */
interface SpeechState {
  readonly participants: Participants;
  readonly isToldApart: boolean;
  readonly shared: ReadonlySet<ChannelIndex>;
  readonly voices: ReadonlyMap<ChannelIndex, Voice>;
  readonly hearing: Hearing;
  readonly feed: FeedSpeech;
  /** Speech ids given so far, segment ids not among them. */
  readonly count: number;
  readonly nowMs: MediaMs;
}

export function speechMachine(context: CallContext, options: SpeechOptions): Machine<SpeechState, SpeechInput, Draft> {
  const participants = participantsOf(context.started.participants);
  const isToldApart = context.started.speakers !== undefined;
  const initial: SpeechState = {
    participants,
    isToldApart,
    shared: sharedChannels(participants, isToldApart),
    voices: new Map(),
    hearing: NOTHING_HEARD,
    feed: NOTHING_FED,
    count: 0,
    nowMs: mediaMs(0),
  };

  function step(earlier: SpeechState, input: SpeechInput): Step<SpeechState, Draft> {
    const now = { ...earlier, nowMs: input.atMs };
    const [state, waited] = onHeard(now, hearUntil(now.hearing, input.atMs), options);
    const [next, drafts] = onInput(state, input);
    return [next, waited.length === 0 ? drafts : [...waited, ...drafts]];
  }

  function onInput(state: SpeechState, input: SpeechInput): Step<SpeechState, Draft> {
    switch (input.type) {
      case 'window.read':
        return onHeard(state, hearWindow(state.hearing, input), options);
      case 'participant.joined':
      case 'participant.reassigned':
        return onPeople(state, foldParticipants(state.participants, input), state.isToldApart);
      case 'clock.ticked':
        return withFeed(state, forgetPartials(state.feed, input.atMs, options.partialTimeoutMs));
      default:
        return hasVoice(state.participants, input.participantId) ? stay(state) : onFed(state, input);
    }
  }

  return { initial, step, flush: (state) => endAll(state, options) };
}

const speechIdOf = (count: number): string => `speech-${count}`;

/** The feed tells who speaks, or what somebody said: from here on it tells the voices of shared channels apart. */
function onFed(earlier: SpeechState, input: FedInput): Step<SpeechState, Draft> {
  const tells = input.type !== 'activity.changed' || input.isSpeaking;
  const [state, ended] = tells && !earlier.isToldApart ? onPeople(earlier, earlier.participants, true) : stay(earlier);
  const [next, drafts] = fed(state, input);
  return [next, [...ended, ...drafts]];
}

function fed(state: SpeechState, input: FedInput): Step<SpeechState, Draft> {
  if (input.type !== 'activity.changed') return withFeed(state, onSegment(state.feed, input));
  const count = state.count + 1;
  return withFeed({ ...state, count }, onActivity(state.feed, input, speechIdOf(count)));
}

const hasVoice = (participants: Participants, id: ParticipantId): boolean =>
  participants.byId.get(id)?.channel !== undefined;

function withFeed(
  state: SpeechState,
  [feed, drafts]: readonly [FeedSpeech, readonly SpeechDraft[]],
): Step<SpeechState, SpeechDraft> {
  return [{ ...state, feed }, drafts];
}

function onHeard(state: SpeechState, heard: Heard, options: SpeechOptions): Step<SpeechState, Draft> {
  if (heard.hearing === state.hearing) return stay(state);
  if (heard.windows.length === 0) return [{ ...state, hearing: heard.hearing }, heard.drafts];
  // Copied once for all windows of a moment, and filled in here.
  const voices = new Map(state.voices);
  const drafts: Draft[] = [...heard.drafts];
  let { count } = state;
  for (const window of heard.windows) {
    const participant = state.participants.byChannel.get(window.channel);
    if (!participant) continue;
    const { participantId } = participant;
    const isShared = state.shared.has(window.channel);
    const voice = voices.get(window.channel) ?? { gate: CLOSED, participantId, speechId: '', isShared };
    const [gate, change] = stepGate(voice.gate, window, options);
    if (change?.kind === 'opened') count += 1;
    const speechId = change?.kind === 'opened' ? speechIdOf(count) : voice.speechId;
    voices.set(window.channel, { gate, participantId, speechId, isShared });
    if (change) drafts.push(voiceChanged({ ...voice, speechId }, change, state.nowMs));
  }
  return [{ ...state, hearing: heard.hearing, voices, count }, drafts];
}

/** Whose channel it is may change, or whether it is one person's: what was open ends where it was last heard. */
function onPeople(state: SpeechState, participants: Participants, isToldApart: boolean): Step<SpeechState, VoiceDraft> {
  const shared = sharedChannels(participants, isToldApart);
  const isAsBefore = (voice: Voice, channel: ChannelIndex) =>
    participants.byChannel.get(channel)?.participantId === voice.participantId &&
    shared.has(channel) === voice.isShared;
  const gone = [...state.voices].filter(([channel, voice]) => !isAsBefore(voice, channel)).map(([, voice]) => voice);
  const voices = new Map([...state.voices].filter(([channel, voice]) => isAsBefore(voice, channel)));
  const [feed, ended] = endFed(state.feed, state.nowMs, (id) => hasVoice(participants, id));
  const next = { ...state, participants, isToldApart, shared, voices, feed };
  return [next, [...endVoices(gone, state.nowMs), ...ended]];
}

function endAll(earlier: SpeechState, options: SpeechOptions): readonly Draft[] {
  const [state, heard] = onHeard(earlier, hearRest(earlier.hearing, earlier.nowMs), options);
  const [, fed] = endFed(state.feed, state.nowMs, () => true);
  return [...heard, ...endVoices([...state.voices.values()], state.nowMs), ...fed];
}

export const speechPipeline = machinePipeline({
  name: 'speech',
  consumes: CONSUMES,
  produces: ['speech.started', 'speech.ended', 'voices.started', 'voices.ended', 'crosstalk.removed'],
  latencyMs: 320,
  options: SpeechOptions,
  machine: speechMachine,
});
