// Questions asked. In: utterances, voices with their pitch, turns. Out: question.asked for everybody (role tells), with the span
// from the utterance's start to the end of the voice. Latency: none, or up to `voiceHoldMs` while the voice goes on.
// In a call without any words each customer turn stands for a question (basis `turn`). Source: docs/metrics.md.

import { z } from 'zod';
import type { EventOf } from '../engine/events.ts';
import type { SegmentId } from '../engine/ids.ts';
import { type Machine, type Step, stay } from '../engine/machine.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';
import type { SignalOf } from '../engine/observations.ts';
import { foldParticipants, NOBODY, type Participants, participantsOf } from '../engine/participants.ts';
import { type CallContext, machinePipeline, type PipelineDefinition } from '../engine/pipeline.ts';
import { askedByTurn, askedInWords, type HeldTurn, type HeldWords, type QuestionAsked } from './question-asked.ts';
import { type QuestionClassifier, ruleClassifier, trainedClassifier } from './question-classifier.ts';
import { finalRise, foldPitch, NO_PITCH, type Pitch, withPitch } from './question-pitch.ts';
import { NO_UTTERANCES, type QuestionRate, rateLogOdds, withoutSegment, withSegment } from './question-rate.ts';
import { foldVoices, NO_VOICES, type Voices, voiceEndMs } from './question-voices.ts';

export const QuestionsOptions = z.strictObject({
  /** Confidence from which a customer's words are a question, 0…1. Default 0.5, at which it is as likely one as not; 0.4
   * finds a question more for each two statements that it takes for one. */
  minCustomerConfidence: z.number().min(0).max(1).default(0.5),
  /** The same for everybody else, 0…1. Default 0.7: only rates are made of these, and a rep states much that a customer would ask. */
  minOtherConfidence: z.number().min(0).max(1).default(0.7),
  /** How long a question waits for its voice to end, ms, 0…5,000. Default 1,500: longer than the hangover (320 ms), and a
   * line that never falls silent delays nothing for long. */
  voiceHoldMs: z.number().min(0).max(5_000).default(1_500),
  /** How long after the first turn words may still come, ms, 0…10,000. Default 3,000: transcribers are faster, and it is
   * less than the seed threshold of an answer (4,200). */
  transcriptGraceMs: z.number().min(0).max(10_000).default(3_000),
  /** What a semitone of final rise adds to the log odds of undecided words, 0…1; 0 leaves pitch out. Default 0.15: a plain
   * rise of 4 semitones makes 0.4 of 0.55. Modest, because there is no labelled speech to fit it on. */
  pitchLogOddsPerSemitone: z.number().min(0).max(1).default(0.15),
  /** Confidence of a question that is only a turn, 0…1. Default 0.4: about so many customer turns want an answer. */
  turnConfidence: z.number().min(0).max(1).default(0.4),
});
export type QuestionsOptions = z.output<typeof QuestionsOptions>;

const CONSUMES = [
  'utterance.finalized',
  'segment.revised',
  'speech.started',
  'speech.ended',
  'turn.ended',
  'window.read',
  'participant.joined',
  'participant.reassigned',
  'clock.ticked',
] as const;
type Input = SignalOf<(typeof CONSUMES)[number]>;
type Utterance = EventOf<'utterance.finalized'>;

interface QuestionsState {
  readonly count: number;
  readonly voices: Voices;
  readonly participants: Participants;
  readonly pitch: Pitch;
  readonly rate: QuestionRate;
  // Invariant: a segment is in at most one of `asked` and `heldWords`, and never leaves `asked`.
  readonly asked: ReadonlySet<SegmentId>;
  readonly heldWords: readonly HeldWords[];
  // Invariant: empty once there are words.
  readonly heldTurns: readonly HeldTurn[];
  readonly hasWords: boolean;
  /** A whole grace has passed without words: turns wait no longer. */
  readonly isWordless: boolean;
  readonly nowMs: MediaMs;
}

const INITIAL: QuestionsState = {
  count: 0,
  voices: NO_VOICES,
  participants: NOBODY,
  pitch: NO_PITCH,
  rate: NO_UTTERANCES,
  asked: new Set(),
  heldWords: [],
  heldTurns: [],
  hasWords: false,
  isWordless: false,
  nowMs: mediaMs(0),
};

function takeUtterance(
  state: QuestionsState,
  utterance: Utterance,
  judge: QuestionClassifier,
  options: QuestionsOptions,
) {
  const { segmentId, participantId, text, language, role } = utterance;
  const known = { ...state, hasWords: state.hasWords || text !== '', heldTurns: [] };
  if (state.asked.has(segmentId)) return known;
  const rest = state.heldWords.filter((held) => held.utterance.segmentId !== segmentId);
  const { channel } = state.participants.byId.get(participantId) ?? {};
  const rise = finalRise(state.pitch, channel, utterance.endMs);
  const rate = withoutSegment(state.rate, segmentId);
  const byWords = judge.classify(text, language, rateLogOdds(rate));
  const judgement = withPitch(byWords, rise, options.pitchLogOddsPerSemitone);
  const withWords = { ...known, rate: text === '' ? rate : withSegment(rate, segmentId, byWords.confidence) };
  const least = role === 'customer' ? options.minCustomerConfidence : options.minOtherConfidence;
  if (!judgement.isQuestion || judgement.confidence < least) return { ...withWords, heldWords: rest };
  const held = { utterance, judgement, untilMs: utterance.atMs + options.voiceHoldMs };
  return { ...withWords, heldWords: [...rest, held] };
}

function takeTurn(state: QuestionsState, turn: EventOf<'turn.ended'>, options: QuestionsOptions): QuestionsState {
  if (state.hasWords || turn.role !== 'customer') return state;
  const untilMs = state.isWordless ? turn.atMs : turn.endMs + options.transcriptGraceMs;
  return { ...state, heldTurns: [...state.heldTurns, { turn, untilMs }] };
}

function take(state: QuestionsState, input: Input, judge: QuestionClassifier, options: QuestionsOptions) {
  switch (input.type) {
    case 'utterance.finalized':
      return takeUtterance(state, input, judge, options);
    case 'segment.revised':
      return state.hasWords || input.text.trim() === '' ? state : { ...state, hasWords: true, heldTurns: [] };
    case 'turn.ended':
      return takeTurn(state, input, options);
    case 'window.read':
      return input.f0Hz === null ? state : { ...state, pitch: foldPitch(state.pitch, input) };
    case 'participant.joined':
    case 'participant.reassigned':
      return { ...state, participants: foldParticipants(state.participants, input) };
    case 'clock.ticked':
      return state;
    default:
      return { ...state, voices: foldVoices(state.voices, input) };
  }
}

const holdsAny = ({ heldWords, heldTurns }: QuestionsState): boolean => heldWords.length > 0 || heldTurns.length > 0;

/** Puts out what waits no longer; at the call's end that is everything. */
function release(
  state: QuestionsState,
  options: QuestionsOptions,
  isOver: boolean,
): Step<QuestionsState, QuestionAsked> {
  if (!holdsAny(state)) return stay(state);
  const isDue = (untilMs: number) => isOver || state.nowMs >= untilMs;
  const hasEnded = ({ utterance }: HeldWords) =>
    voiceEndMs(state.voices, utterance.participantId, utterance, state.nowMs) !== null;
  const words = state.heldWords.filter((held) => isDue(held.untilMs) || hasEnded(held));
  const turns = state.heldTurns.filter((held) => isDue(held.untilMs));
  const id = (index: number) => `q${state.count + index + 1}`;
  const outputs = [
    ...words.map((held, index) => askedInWords(held, state.voices, state.nowMs, id(index))),
    ...turns.map((held, index) => askedByTurn(held, state.nowMs, id(words.length + index), options.turnConfidence)),
  ];
  const asked =
    words.length === 0 ? state.asked : new Set([...state.asked, ...words.map((held) => held.utterance.segmentId)]);
  const next = {
    ...state,
    asked,
    count: state.count + outputs.length,
    heldWords: state.heldWords.filter((held) => !words.includes(held)),
    heldTurns: state.heldTurns.filter((held) => !turns.includes(held)),
    isWordless: state.isWordless || turns.length > 0,
  };
  return [next, outputs];
}

function questionsMachine(
  { started, textModels }: CallContext,
  options: QuestionsOptions,
): Machine<QuestionsState, Input, QuestionAsked> {
  const classifier = textModels.question ? trainedClassifier(textModels.question) : ruleClassifier;
  return {
    initial: { ...INITIAL, participants: participantsOf(started.participants) },
    step(state, input) {
      if (input.type === 'window.read' && input.f0Hz === null && !holdsAny(state)) return stay(state);
      return release({ ...take(state, input, classifier, options), nowMs: input.atMs }, options, false);
    },
    flush: (state) => release(state, options, true)[1],
  };
}

export const questionsPipeline: PipelineDefinition = machinePipeline({
  name: 'questions',
  consumes: CONSUMES,
  produces: ['question.asked'] as const,
  latencyMs: 1_500,
  options: QuestionsOptions,
  machine: questionsMachine,
});
