// The words of an answer that was measured by its voice before anybody had its words. In: response.measured without a
// segment, utterances. Out: response.measured once more, whole; the later one of a question replaces the earlier.
// Latency: until the recogniser has the words; the first measurement does not wait for them.

import { z } from 'zod';
import type { EventDraft, EventOf } from '../engine/events.ts';
import { type Machine, type Step, stay } from '../engine/machine.ts';
import { machinePipeline, type PipelineDefinition } from '../engine/pipeline.ts';
import { startsWithFilledPause } from './language/acknowledgements.ts';

const AnswerWordsOptions = z.strictObject({
  /** How far the recogniser's beginning of the words may lie from the voice's, ms, 0…2,000. Default 700: one turn gap. */
  nearMs: z.number().min(0).max(2_000).default(700),
  /** How long words are waited for, media ms, ≥ 1,000. Default 60,000: a long answer is finalised at its end. */
  waitMs: z.number().min(1_000).default(60_000),
});
type AnswerWordsOptions = z.output<typeof AnswerWordsOptions>;

type Measured = EventOf<'response.measured'>;
type Utterance = EventOf<'utterance.finalized'>;
type Output = Extract<EventDraft, { type: 'response.measured' }>;
/** Invariant: answered, by somebody, and without a segment. */
type State = readonly Measured[];

function step(state: State, input: Measured | Utterance, { nearMs, waitMs }: AnswerWordsOptions): Step<State, Output> {
  if (input.type === 'response.measured') {
    const isWordless = input.outcome === 'answered' && input.answerSegmentId === null;
    return isWordless ? [[...state, input], []] : stay(state);
  }
  const waiting = state.filter((measured) => input.atMs - measured.atMs <= waitMs);
  const found = waiting.filter((measured) => isAnswer(input, measured, nearMs));
  if (found.length === 0) return stay(waiting);
  return [waiting.filter((measured) => !found.includes(measured)), found.map((measured) => withWords(measured, input))];
}

/** The utterance that holds the moment at which the answering voice began. */
function isAnswer(utterance: Utterance, { answerParticipantId, answerStartMs }: Measured, nearMs: number): boolean {
  if (answerStartMs === null || utterance.participantId !== answerParticipantId) return false;
  return utterance.startMs - nearMs <= answerStartMs && answerStartMs < utterance.endMs;
}

function withWords(measured: Measured, utterance: Utterance): Output {
  const { callId: _, seq, ...known } = measured;
  const beginsHere = (known.answerStartMs ?? 0) - utterance.startMs < 1_000;
  return {
    ...known,
    atMs: utterance.atMs,
    causedBy: [seq, utterance.seq],
    answerSegmentId: utterance.segmentId,
    filled: beginsHere && startsWithFilledPause(utterance.text, utterance.language),
  };
}

export function answerWordsMachine(options: AnswerWordsOptions): Machine<State, Measured | Utterance, Output> {
  return { initial: [], step: (state, input) => step(state, input, options) };
}

export const answerWordsPipeline: PipelineDefinition = machinePipeline({
  name: 'answer-words',
  consumes: ['response.measured', 'utterance.finalized'] as const,
  produces: ['response.measured'] as const,
  latencyMs: 0,
  options: AnswerWordsOptions,
  machine: (_, options) => answerWordsMachine(options),
});
