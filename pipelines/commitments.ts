// Commitments: who will do what by when. In: utterances of anybody. Out: commitment.made, once for each promise of each
// revision of a segment; a newer revision replaces the older one's. No latency. Source: docs/metrics.md, conventions.

import { z } from 'zod';
import type { EventDraft, EventOf, Role } from '../engine/events.ts';
import type { ParticipantId } from '../engine/ids.ts';
import { type Machine, type Step, stay } from '../engine/machine.ts';
import type { SignalOf } from '../engine/observations.ts';
import { foldParticipants, type Participants, participantsOf, sideOf } from '../engine/participants.ts';
import { type CallContext, machinePipeline, type PipelineDefinition } from '../engine/pipeline.ts';
import type { TextClassifier } from '../engine/ports.ts';
import { actionOf } from './commitment-action.ts';
import { isOwedByTheOther } from './commitment-owner.ts';
import { type Promised, promiseClauseOf, promisesIn, sentencesOf } from './commitment-promise.ts';
import type { CalendarDay } from './due-date/calendar-day.ts';
import { callDayAt } from './due-date/call-day.ts';
import { dueDateIn } from './due-date/due-date.ts';

export const CommitmentsOptions = z.strictObject({
  /** Probability from which words count as a promise, 0…1. Default null: where the model's F1 was best on held-out lines. */
  minConfidence: z.number().min(0).max(1).nullable().default(null),
  /** Confidence where only rules found it, 0…1. Default 0.7: a rule of thumb, not calibrated. */
  ruleConfidence: z.number().min(0).max(1).default(0.7),
});
export type CommitmentsOptions = z.output<typeof CommitmentsOptions>;

const CONSUMES = ['call.started', 'participant.joined', 'participant.reassigned', 'utterance.finalized'] as const;
type Input = SignalOf<(typeof CONSUMES)[number]>;
type Output = Extract<EventDraft, { type: 'commitment.made' }>;
type Utterance = EventOf<'utterance.finalized'>;

interface CommitmentsState {
  readonly participants: Participants;
}

interface Settings extends CommitmentsOptions {
  readonly model: TextClassifier | undefined;
  readonly dayAt: (atMs: number) => CalendarDay;
}

/** The rest of a promise may be a sentence of its own: "I'll send it. By Friday." */
const LONGEST_AFTERTHOUGHT = 24;

export interface Commitment {
  readonly isTheOthers: boolean;
  readonly action: string;
  readonly dueDate: string | null;
  readonly dateText: string | null;
  readonly promised: Promised;
}

/** What an utterance commits to; `said` is the day of the call. For the pipeline and for evaluation. */
export function commitmentsIn(
  text: string,
  language: string,
  said: CalendarDay,
  { model, minConfidence, ruleConfidence }: Pick<Settings, 'model' | 'minConfidence' | 'ruleConfidence'>,
): Commitment[] {
  const sentences = sentencesOf(text);
  const found = promisesIn(text, language, model, { least: minConfidence, rule: ruleConfidence });
  return found.map((promised) => {
    const after = sentences[sentences.indexOf(promised.sentence) + 1] ?? '';
    const clause = promiseClauseOf(promised.sentence, language);
    const places = [...clause, promised.sentence, ...(after.length <= LONGEST_AFTERTHOUGHT ? [after] : [])];
    const [due] = places.flatMap((place) => {
      const date = dueDateIn(place, language, said);
      return date ? [{ dueDate: date.dueDate, dateText: place.slice(date.startChar, date.endChar) }] : [];
    });
    return {
      isTheOthers: isOwedByTheOther(promised.sentence, language),
      action: actionOf(promised.sentence, language),
      dueDate: due?.dueDate ?? null,
      dateText: due?.dateText ?? null,
      promised,
    };
  });
}

/** Of the other side: the only one there is, else nobody by name. */
function ownerOf(utterance: Utterance, isTheOthers: boolean, participants: Participants) {
  if (!isTheOthers) return { ownerParticipantId: utterance.participantId, ownerRole: utterance.role };
  const side = sideOf(utterance.role);
  const others = [...participants.byId.values()].filter(({ role }) => {
    return role !== 'unknown' && role !== 'colleague' && side !== 'unknown' && sideOf(role) !== side;
  });
  const role: Role = side === 'ours' ? 'customer' : side === 'theirs' ? 'rep' : 'unknown';
  const ownerParticipantId: ParticipantId | null = others.length === 1 ? (others[0]?.participantId ?? null) : null;
  return { ownerParticipantId, ownerRole: role };
}

function step(state: CommitmentsState, input: Input, settings: Settings): Step<CommitmentsState, Output> {
  if (input.type !== 'utterance.finalized') {
    return stay({ participants: foldParticipants(state.participants, input) });
  }
  const { participantId, role, segmentId, revision, startMs, endMs, language, seq, atMs } = input;
  const found = commitmentsIn(input.text, language, settings.dayAt(startMs), settings);
  const by = { participantId, role, segmentId, revision, startMs, endMs };
  const outputs = found.map(({ isTheOthers, action, dueDate, dateText, promised }, index): Output => {
    const { sentence, confidence, isCalibrated } = promised;
    const owner = ownerOf(input, isTheOthers, state.participants);
    const what = { action, dueDate, dateText, text: sentence, confidence, isCalibrated };
    const commitmentId = `${segmentId}-${index + 1}`;
    return { type: 'commitment.made', atMs, causedBy: [seq], commitmentId, ...by, ...owner, ...what };
  });
  return [state, outputs];
}

export function commitmentsMachine(
  context: CallContext,
  options: CommitmentsOptions,
): Machine<CommitmentsState, Input, Output> {
  const settings = { ...options, model: context.textModels.commitment, dayAt: callDayAt(context.started) };
  return {
    initial: { participants: participantsOf(context.started.participants) },
    step: (state, input) => step(state, input, settings),
  };
}

export const commitmentsPipeline: PipelineDefinition = machinePipeline({
  name: 'commitments',
  consumes: CONSUMES,
  produces: ['commitment.made'] as const,
  latencyMs: 0,
  options: CommitmentsOptions,
  machine: commitmentsMachine,
});
