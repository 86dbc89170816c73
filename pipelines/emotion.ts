// The emotion curve of each participant: valence and arousal against their own baseline. In: what the emotion model
// read of voices (only where policy allows), words, speech, notices, ticks. Out: emotion.sampled, one a second while they
// speak; held, at most every 5 s for 60 s, while they do not. Latency: up to 1 s to the next sample. Source: docs/metrics.md; EU AI Act, Art. 5, 50.

import { z } from 'zod';
import { mayReadEmotion } from '../engine/emotion-permission.ts';
import type { EventDraft, EventOf } from '../engine/events.ts';
import type { ParticipantId } from '../engine/ids.ts';
import { type Machine, type Step, stay } from '../engine/machine.ts';
import type { MediaMs } from '../engine/media-time.ts';
import { foldNotice, NOBODY_NOTICED, type Noticed } from '../engine/notices.ts';
import type { SignalOf, WindowRead } from '../engine/observations.ts';
import { foldParticipants, type Participants, participantsOf, roleOf } from '../engine/participants.ts';
import { type CallContext, machinePipeline } from '../engine/pipeline.ts';
import type { Policy } from '../engine/policy.ts';
import type { EmotionReading } from '../engine/ports.ts';
import { type Curve, freshPoint, heldPoint, recalled, type WordsHeard } from './emotion-curve.ts';
import { wordsAffect } from './emotion-words.ts';

export const EmotionOptions = z.object({
  /** Media time between samples of a speaker, ms, 500…10,000. Default 1,000 (metrics.md). */
  sampleMs: z.number().min(500).max(10_000).default(1_000),
  /** How long a reading of the voice counts, ms, 1,000…5,000. Default 2,000: there is one a second while somebody speaks. */
  voiceFreshMs: z.number().min(1_000).max(5_000).default(2_000),
  /** Half-life of the smoothed curve, ms, 500…60,000. Default 6,000 (metrics.md). */
  smoothingHalfLifeMs: z.number().min(500).max(60_000).default(6_000),
  /** Half-life of confidence in silence, and of what words told, ms, 500…60,000. Default 10,000 (metrics.md). */
  holdHalfLifeMs: z.number().min(500).max(60_000).default(10_000),
  /** Time between held samples, ms, 1,000…60,000. Default 5,000: nothing new is said, so the log stays small. */
  heldEveryMs: z.number().min(1_000).max(60_000).default(5_000),
  /** How long a sample is held at most, ms, 0…600,000. Default 60,000: after six half-lives 2 % of the confidence is left. */
  heldForMs: z.number().min(0).max(600_000).default(60_000),
  /** What the voice counts against the words in valence, 0…1. Default 0.25: prosody tells arousal well and valence badly. */
  voiceValenceShare: z.number().min(0).max(1).default(0.25),
});
export type EmotionOptions = z.output<typeof EmotionOptions>;

const CONSUMES = [
  'window.read',
  'clock.ticked',
  'speech.started',
  'speech.ended',
  'utterance.finalized',
  'notice.given',
  'participant.joined',
  'participant.reassigned',
] as const;
type EmotionInput = SignalOf<(typeof CONSUMES)[number]>;
type EmotionDraft = Extract<EventDraft, { type: 'emotion.sampled' }>;

/** Invariant: `voice` is null for whoever the policy does not allow to be read. */
interface Person {
  /** The last reading of the voice, and when. */
  readonly voice: (EmotionReading & { readonly endMs: number }) | null;
  readonly words: readonly WordsHeard[];
  readonly speaking: ReadonlySet<string>;
  /** Spoke, or words came, since the last sample. */
  readonly isNew: boolean;
  readonly curve: Curve | null;
}
export interface EmotionState {
  readonly participants: Participants;
  readonly people: ReadonlyMap<ParticipantId, Person>;
  /** Who was told that the call is analysed. */
  readonly noticed: Noticed;
  readonly sampleDueMs: number;
}
type EmotionStep = Step<EmotionState, EmotionDraft>;

const NOBODY_YET: Person = { voice: null, words: [], speaking: new Set(), isNew: false, curve: null };
/** Utterances older than this have no weight left, ms. */
const WORDS_KEPT_MS = 60_000;

export function emotionMachine(
  { started, policy }: Pick<CallContext, 'started' | 'policy'>,
  options: EmotionOptions,
): Machine<EmotionState, EmotionInput, EmotionDraft> {
  const initial: EmotionState = {
    participants: participantsOf(started.participants),
    people: new Map(),
    noticed: NOBODY_NOTICED,
    sampleDueMs: options.sampleMs,
  };

  function onWindow(state: EmotionState, window: WindowRead): EmotionState {
    if (!window.emotion) return state;
    const id = state.participants.byChannel.get(window.channel)?.participantId;
    if (id === undefined || !mayBeHeard(policy, state, id)) return state;
    const person = state.people.get(id) ?? NOBODY_YET;
    return withPerson(state, id, { ...person, voice: { ...window.emotion, endMs: window.endMs } });
  }

  function onTick(state: EmotionState, atMs: MediaMs): EmotionStep {
    if (atMs < state.sampleDueMs) return stay(state);
    const people = new Map(state.people);
    const drafts: EmotionDraft[] = [];
    for (const [participantId, person] of state.people) {
      const curve = nextPoint(person, atMs);
      people.set(participantId, { ...person, isNew: false, curve: curve ?? person.curve });
      const role = roleOf(state.participants, participantId);
      if (curve) drafts.push({ type: 'emotion.sampled', atMs, participantId, role, ...curve.point });
    }
    const sampleDueMs = (Math.floor(atMs / options.sampleMs) + 1) * options.sampleMs;
    return [{ ...state, people, sampleDueMs }, drafts];
  }

  /** Null where there is nothing to say now. */
  function nextPoint({ voice, words, speaking, isNew, curve }: Person, atMs: MediaMs): Curve | null {
    if (speaking.size > 0 || isNew) {
      const heard = voice && voice.endMs > atMs - options.voiceFreshMs ? voice : null;
      const fresh = freshPoint(curve, heard, recalled(words, atMs, options.holdHalfLifeMs), atMs, options);
      if (fresh) return fresh;
    }
    if (!curve || atMs - curve.atMs < options.heldEveryMs || atMs - curve.freshMs > options.heldForMs) return null;
    return heldPoint(curve, atMs, options);
  }

  return {
    initial,
    step(state, input) {
      switch (input.type) {
        case 'window.read':
          return stay(onWindow(state, input));
        case 'clock.ticked':
          return onTick(state, input.atMs);
        case 'utterance.finalized':
          return stay(onUtterance(state, input));
        case 'notice.given':
          return stay({ ...state, noticed: foldNotice(state.noticed, input) });
        case 'participant.joined':
        case 'participant.reassigned':
          return stay(forgetVoices({ ...state, participants: foldParticipants(state.participants, input) }, policy));
        default:
          return stay(onSpeech(state, input));
      }
    },
  };
}

const mayBeHeard = (policy: Policy, { participants, noticed }: EmotionState, id: ParticipantId): boolean =>
  mayReadEmotion(policy, participants, noticed, id);

/** A role that turns out to be another one takes its voice with it, and the curve that was made of it. */
function forgetVoices(state: EmotionState, policy: Policy): EmotionState {
  const people = [...state.people].map(([id, person]) => {
    const isForbidden = person.voice !== null && !mayBeHeard(policy, state, id);
    return [id, isForbidden ? { ...person, voice: null, curve: null } : person] as const;
  });
  return { ...state, people: new Map(people) };
}

function onSpeech(state: EmotionState, event: EventOf<'speech.started'> | EventOf<'speech.ended'>): EmotionState {
  const person = state.people.get(event.participantId) ?? NOBODY_YET;
  const speaking = new Set(person.speaking);
  if (event.type === 'speech.started') speaking.add(event.speechId);
  else speaking.delete(event.speechId);
  return withPerson(state, event.participantId, { ...person, speaking, isNew: true });
}

function onUtterance(state: EmotionState, utterance: EventOf<'utterance.finalized'>): EmotionState {
  const { participantId, segmentId, text, language, endMs, atMs } = utterance;
  const person = state.people.get(participantId) ?? NOBODY_YET;
  const kept = person.words.filter((each) => each.segmentId !== segmentId && each.endMs > atMs - WORDS_KEPT_MS);
  const words = [...kept, { segmentId, endMs, ...wordsAffect(text, language) }];
  return withPerson(state, participantId, { ...person, words, isNew: true });
}

function withPerson(state: EmotionState, id: ParticipantId, person: Person): EmotionState {
  return { ...state, people: new Map(state.people).set(id, person) };
}

export const emotionPipeline = machinePipeline({
  name: 'emotion',
  consumes: CONSUMES,
  produces: ['emotion.sampled'],
  latencyMs: 1_000,
  options: EmotionOptions,
  machine: (context, options) => emotionMachine(context, options),
});
