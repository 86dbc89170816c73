// What the rep talks about while presenting. In: utterances, speech, slides, turns. Out: metric.sampled `topic-share` (of
// the rep's speech time while presenting, per topic, `other` for what has none) and `presenting-ms` (that speech time).
// topic.identified says what each of the rep's utterances is about. Latency: none; a long turn counts when it ends.

import { z } from 'zod';
import type { EventDraft, EventOf } from '../engine/events.ts';
import type { ParticipantId, SegmentId } from '../engine/ids.ts';
import { type Machine, type Step, stay } from '../engine/machine.ts';
import { type MediaMs, type MediaSpan, mediaMs } from '../engine/media-time.ts';
import type { SignalOf } from '../engine/observations.ts';
import { onceForEach } from '../engine/once-for-each.ts';
import { foldParticipants, type Participants, participantsOf, roleOf, sideOf } from '../engine/participants.ts';
import { type CallContext, machinePipeline, type PipelineDefinition } from '../engine/pipeline.ts';
import { foldSpeechTime, NO_SPEECH, SPEECH_TIME_INPUTS, type SpeechTime, speechMsOf } from './keyword-speech-time.ts';
import { perPlaybook } from './per-playbook.ts';
import { foldPresenting, isPresented, NOT_PRESENTING, PRESENTING_INPUTS, type Presenting } from './presenting.ts';
import { compileMeaning, compileTopics, type TopicFinder, topicFinder } from './topic-of.ts';

export const TopicsOptions = z.strictObject({
  /** A rep's turn longer than this is presenting, ms, 5,000…300,000. Default 20,000: answers are shorter, demos longer. */
  longTurnMs: z.number().min(5_000).max(300_000).default(20_000),
});
export type TopicsOptions = z.output<typeof TopicsOptions>;

const CONSUMES = [
  ...SPEECH_TIME_INPUTS,
  ...PRESENTING_INPUTS,
  'segment.embedded',
  'participant.joined',
  'participant.reassigned',
] as const;
type Input = SignalOf<(typeof CONSUMES)[number]>;
type Output = Extract<EventDraft, { type: 'metric.sampled' | 'topic.identified' }>;

interface RepSegment extends MediaSpan {
  readonly participantId: ParticipantId;
  readonly topic: string;
}

interface TopicsState {
  readonly participants: Participants;
  readonly time: SpeechTime;
  readonly presenting: Presenting;
  // Invariant: the newest revision of each segment of a rep.
  readonly segments: ReadonlyMap<SegmentId, RepSegment>;
  /** Topics that have had a share, by participant: one that falls back to nothing is still told of. */
  readonly seen: ReadonlyMap<ParticipantId, ReadonlySet<string>>;
  readonly nowMs: MediaMs;
  /** Of the segment that comes next, where a sentence model was asked. */
  readonly embedded: SignalOf<'segment.embedded'> | null;
}

/** Speech from which shares are as sure as they get, ms: the seed rule looks after three minutes. */
const SURE_SPEECH_MS = 180_000;

/** Presented speech time of one participant by topic, ms. */
function presentedMs(state: TopicsState, who: ParticipantId): Map<string, number> {
  const byTopic = new Map<string, number>();
  for (const segment of state.segments.values()) {
    if (segment.participantId !== who || !isPresented(state.presenting, who, segment)) continue;
    const voicedMs = speechMsOf(state.time, who, segment.startMs, segment.endMs);
    const spokenMs = voicedMs > 0 ? voicedMs : segment.endMs - segment.startMs;
    byTopic.set(segment.topic, (byTopic.get(segment.topic) ?? 0) + spokenMs);
  }
  return byTopic;
}

function sampled(state: TopicsState, who: ParticipantId): Step<TopicsState, Output> {
  const byTopic = presentedMs(state, who);
  const allMs = [...byTopic.values()].reduce((sum, ms) => sum + ms, 0);
  if (allMs === 0) return stay(state);
  const confidence = Math.min(0.95, 0.5 + (0.45 * allMs) / SURE_SPEECH_MS);
  const common = { type: 'metric.sampled', atMs: state.nowMs, participantId: who, windowMs: null, confidence } as const;
  const topics = new Set([...(state.seen.get(who) ?? []), ...byTopic.keys()]);
  const shares = [...topics].map((topic): Output => {
    return {
      ...common,
      metric: 'topic-share',
      value: (byTopic.get(topic) ?? 0) / allMs,
      unit: 'ratio',
      dimension: topic,
    };
  });
  const next = { ...state, seen: new Map(state.seen).set(who, topics) };
  return [next, [{ ...common, metric: 'presenting-ms', value: allMs, unit: 'ms', dimension: null }, ...shares]];
}

function onUtterance(
  state: TopicsState,
  utterance: EventOf<'utterance.finalized'>,
  topics: TopicFinder,
): Step<TopicsState, Output> {
  if (utterance.role !== 'rep') return stay(state);
  const { participantId, segmentId, revision, startMs, endMs, text, language, atMs, seq } = utterance;
  const vector = state.embedded?.segmentId === segmentId ? state.embedded.vector : null;
  const { topic, confidence, isCalibrated } = topics.find(text, language, vector);
  const segments = new Map(state.segments).set(segmentId, { participantId, startMs, endMs, topic });
  const about = { participantId, segmentId, revision, topic, startMs, endMs, confidence, isCalibrated };
  const identified: Output = { type: 'topic.identified', atMs, causedBy: [seq], ...about };
  const next = { ...state, segments };
  if (!isPresented(state.presenting, participantId, utterance)) return [next, [identified]];
  const [after, samples] = sampled(next, participantId);
  return [after, [identified, ...samples]];
}

function stepTopics(
  before: TopicsState,
  input: Input,
  topics: TopicFinder,
  options: TopicsOptions,
): Step<TopicsState, Output> {
  const state = { ...before, nowMs: input.atMs };
  switch (input.type) {
    case 'utterance.finalized':
      return onUtterance({ ...state, time: foldSpeechTime(state.time, input) }, input, topics);
    case 'segment.embedded':
      return stay({ ...state, embedded: input });
    case 'speech.started':
    case 'speech.ended':
      return stay({ ...state, time: foldSpeechTime(state.time, input) });
    case 'participant.joined':
    case 'participant.reassigned':
      return stay({ ...state, participants: foldParticipants(state.participants, input) });
    default: {
      const isCustomer = (id: ParticipantId) => sideOf(roleOf(state.participants, id)) === 'theirs';
      const presenting = foldPresenting(state.presenting, input, { longTurnMs: options.longTurnMs, isCustomer });
      const isLongTurn = input.type === 'turn.ended' && presenting !== state.presenting;
      return isLongTurn ? sampled({ ...state, presenting }, input.participantId) : stay({ ...state, presenting });
    }
  }
}

const topicsOf = perPlaybook(({ topics }) => compileTopics(topics));
const meaningOf = onceForEach(compileMeaning);

export function topicsMachine(context: CallContext, options: TopicsOptions): Machine<TopicsState, Input, Output> {
  const { playbook, playbookVectors, textModels } = context;
  const topics = topicFinder(
    topicsOf(playbook),
    textModels.topic,
    playbookVectors && meaningOf(playbookVectors.topics),
  );
  const participants = participantsOf(context.started.participants);
  const nothing = { participants, time: NO_SPEECH, presenting: NOT_PRESENTING, segments: new Map(), seen: new Map() };
  return {
    initial: { ...nothing, nowMs: mediaMs(0), embedded: null },
    step: (state, input) => stepTopics(state, input, topics, options),
    // The last words may have come after the voice: every rep's shares once more, over the whole call.
    flush: (state) => [...state.seen.keys()].flatMap((who) => sampled(state, who)[1]),
  };
}

export const topicsPipeline: PipelineDefinition = machinePipeline({
  name: 'topics',
  consumes: CONSUMES,
  produces: ['topic.identified', 'metric.sampled'] as const,
  latencyMs: 0,
  options: TopicsOptions,
  machine: topicsMachine,
});
