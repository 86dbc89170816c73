// Questions asked. In: utterances, where voices end, turns. Out: question.asked for everybody (role tells), with the span
// from the utterance's start to the end of the voice. Latency: none, or up to `voiceHoldMs` while the voice goes on.
// In a call without any words each customer turn stands for a question (basis `turn`). Source: docs/metrics.md.

import { z } from 'zod';
import type { EventDraft, EventOf } from '../engine/events.ts';
import type { SegmentId } from '../engine/ids.ts';
import { type Machine, type Step, stay } from '../engine/machine.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';
import type { SignalOf } from '../engine/observations.ts';
import { machinePipeline, type PipelineDefinition } from '../engine/pipeline.ts';
import { type QuestionClassifier, type QuestionJudgement, ruleClassifier } from './question-classifier.ts';
import { foldVoices, NO_VOICES, type Voices, voiceEndMs } from './question-voices.ts';

export const QuestionsOptions = z.strictObject({
  /** Confidence from which a customer's words are a question, 0…1. Default 0.5: a missed question cannot be made up for. */
  minCustomerConfidence: z.number().min(0).max(1).default(0.5),
  /** The same for everybody else, 0…1. Default 0.7: only rates are made of these, and a rep states much that a customer would ask. */
  minOtherConfidence: z.number().min(0).max(1).default(0.7),
  /** How long a question waits for its voice to end, ms, 0…5,000. Default 1,500: longer than the hangover (320 ms), and a
   * line that never falls silent delays nothing for long. */
  voiceHoldMs: z.number().min(0).max(5_000).default(1_500),
  /** How long after the first turn words may still come, ms, 0…10,000. Default 3,000: transcribers are faster, and it is
   * less than the seed threshold of an answer (4,200). */
  transcriptGraceMs: z.number().min(0).max(10_000).default(3_000),
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
  'clock.ticked',
] as const;
type Input = SignalOf<(typeof CONSUMES)[number]>;
type Output = Extract<EventDraft, { type: 'question.asked' }>;
type Utterance = EventOf<'utterance.finalized'>;

interface HeldWords {
  readonly utterance: Utterance;
  readonly judgement: QuestionJudgement;
  readonly untilMs: number;
}
interface HeldTurn {
  readonly turn: EventOf<'turn.ended'>;
  readonly untilMs: number;
}

interface QuestionsState {
  readonly count: number;
  readonly voices: Voices;
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
  const { segmentId, text, language, role } = utterance;
  const withWords = { ...state, hasWords: state.hasWords || text !== '', heldTurns: [] };
  if (state.asked.has(segmentId)) return withWords;
  const rest = state.heldWords.filter((held) => held.utterance.segmentId !== segmentId);
  const judgement = judge.classify(text, language);
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
    case 'clock.ticked':
      return state;
    default:
      return { ...state, voices: foldVoices(state.voices, input) };
  }
}

function askedInWords({ utterance, judgement }: HeldWords, state: QuestionsState, questionId: string): Output {
  const { participantId, role, segmentId, startMs, text, seq } = utterance;
  const { form, isOpen, confidence } = judgement;
  const endMs = voiceEndMs(state.voices, participantId, utterance, state.nowMs) ?? utterance.endMs;
  return {
    type: 'question.asked',
    atMs: state.nowMs,
    causedBy: [seq],
    questionId,
    participantId,
    role,
    segmentId,
    startMs,
    endMs: mediaMs(Math.max(startMs, endMs)),
    text,
    form,
    isOpen,
    confidence,
    basis: 'words',
  };
}

function askedByTurn({ turn }: HeldTurn, state: QuestionsState, questionId: string, confidence: number): Output {
  const { participantId, role, startMs, endMs, seq } = turn;
  const span = { startMs, endMs };
  const kind = { text: '', form: 'turn', isOpen: false, confidence, basis: 'turn' } as const;
  return {
    type: 'question.asked',
    atMs: state.nowMs,
    causedBy: [seq],
    questionId,
    participantId,
    role,
    ...span,
    ...kind,
  };
}

/** Puts out what waits no longer; at the call's end that is everything. */
function release(state: QuestionsState, options: QuestionsOptions, isOver: boolean): Step<QuestionsState, Output> {
  if (state.heldWords.length === 0 && state.heldTurns.length === 0) return stay(state);
  const isDue = (untilMs: number) => isOver || state.nowMs >= untilMs;
  const hasEnded = ({ utterance }: HeldWords) =>
    voiceEndMs(state.voices, utterance.participantId, utterance, state.nowMs) !== null;
  const words = state.heldWords.filter((held) => isDue(held.untilMs) || hasEnded(held));
  const turns = state.heldTurns.filter((held) => isDue(held.untilMs));
  const id = (index: number) => `q${state.count + index + 1}`;
  const outputs = [
    ...words.map((held, index) => askedInWords(held, state, id(index))),
    ...turns.map((held, index) => askedByTurn(held, state, id(words.length + index), options.turnConfidence)),
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

export function questionsMachine(
  options: QuestionsOptions,
  classifier: QuestionClassifier = ruleClassifier,
): Machine<QuestionsState, Input, Output> {
  return {
    initial: INITIAL,
    step: (state, input) => release({ ...take(state, input, classifier, options), nowMs: input.atMs }, options, false),
    flush: (state) => release(state, options, true)[1],
  };
}

export const questionsPipeline: PipelineDefinition = machinePipeline({
  name: 'questions',
  consumes: CONSUMES,
  produces: ['question.asked'] as const,
  latencyMs: 1_500,
  options: QuestionsOptions,
  machine: (_context, options) => questionsMachine(options),
});
