// The transcript: what a transcriber says, settled. In: final segments and corrections. Out: utterance.finalized, with
// a revision from 0 per segment, role, language and token count. Partial results give nothing. Adds no latency.

import { z } from 'zod';
import type { EventDraft, EventOf } from '../engine/events.ts';
import type { SegmentId } from '../engine/ids.ts';
import { type Machine, type Step, stay } from '../engine/machine.ts';
import type { SignalOf } from '../engine/observations.ts';
import { foldParticipants, type Participants, participantsOf, roleOf } from '../engine/participants.ts';
import { type CallContext, machinePipeline, type PipelineDefinition } from '../engine/pipeline.ts';
import { languageOfText, tokensOf } from './language/tokens.ts';

const TranscriptOptions = z.strictObject({});

type Segment = EventOf<'segment.finalized'> | EventOf<'segment.revised'>;
type Input = SignalOf<(typeof CONSUMES)[number]>;
type Output = Extract<EventDraft, { type: 'utterance.finalized' }>;
const CONSUMES = [
  'call.started',
  'participant.joined',
  'participant.reassigned',
  'segment.finalized',
  'segment.revised',
] as const;

interface Settled {
  readonly revision: number;
  readonly text: string;
  readonly participantId: string;
}

interface TranscriptState {
  readonly participants: Participants;
  // Invariant: one entry per segment that has had an utterance; `revision` and `text` are those of its last one.
  readonly settled: ReadonlyMap<SegmentId, Settled>;
}

/** Revision 0, 1, … of a segment; null where there is nothing new to say. A text taken back whole is a revision too. */
function nextRevision(before: Settled | undefined, text: string, segment: Segment): number | null {
  if (!before) return text === '' ? null : 0;
  const isSame = before.text === text && before.participantId === segment.participantId;
  return isSame ? null : before.revision + 1;
}

function utteranceOf(segment: Segment, text: string, revision: number, state: TranscriptState, callLanguage: string) {
  const language = languageOfText(text, segment.language ?? callLanguage);
  return {
    type: 'utterance.finalized',
    atMs: segment.atMs,
    causedBy: [segment.seq],
    participantId: segment.participantId,
    role: roleOf(state.participants, segment.participantId),
    segmentId: segment.segmentId,
    revision,
    startMs: segment.startMs,
    endMs: segment.endMs,
    text,
    language,
    tokens: tokensOf(text, language).length,
    ...(segment.words === undefined ? {} : { words: segment.words }),
  } satisfies Output;
}

function stepTranscript(state: TranscriptState, input: Input, callLanguage: string): Step<TranscriptState, Output> {
  if (input.type !== 'segment.finalized' && input.type !== 'segment.revised') {
    return stay({ ...state, participants: foldParticipants(state.participants, input) });
  }
  if (input.type === 'segment.revised' && !input.isFinal) return stay(state);
  const text = input.text.trim();
  const revision = nextRevision(state.settled.get(input.segmentId), text, input);
  if (revision === null) return stay(state);
  const settled = new Map(state.settled);
  settled.set(input.segmentId, { revision, text, participantId: input.participantId });
  return [{ ...state, settled }, [utteranceOf(input, text, revision, state, callLanguage)]];
}

export function transcriptMachine(context: CallContext): Machine<TranscriptState, Input, Output> {
  return {
    initial: { participants: participantsOf(context.started.participants), settled: new Map() },
    step: (state, input) => stepTranscript(state, input, context.started.language),
  };
}

export const transcriptPipeline: PipelineDefinition = machinePipeline({
  name: 'transcript',
  consumes: CONSUMES,
  produces: ['utterance.finalized'] as const,
  latencyMs: 0,
  options: TranscriptOptions,
  machine: (context) => transcriptMachine(context),
});
