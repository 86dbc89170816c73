// Playbook phrases that were said. In: utterances and speech. Out: keyword.hit per phrase and utterance revision (a
// revision's hits replace those of the one before), metric.sampled of their density. Adds no latency.

import { z } from 'zod';
import type { EventDraft, EventOf } from '../engine/events.ts';
import type { ParticipantId } from '../engine/ids.ts';
import { type Machine, type Step, stay } from '../engine/machine.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';
import { type CallContext, machinePipeline, type PipelineDefinition } from '../engine/pipeline.ts';
import { type CategoryMatcher, compileCategories } from './keyword-categories.ts';
import { densitySamples, hitsAfter, type Said } from './keyword-density.ts';
import { saidAtMs } from './keyword-moment.ts';
import {
  foldSpeechTime,
  NO_SPEECH,
  SPEECH_TIME_INPUTS,
  type SpeechTime,
  type SpeechTimeInput,
} from './keyword-speech-time.ts';
import { perPlaybook } from './per-playbook.ts';

export const KeywordsOptions = z.strictObject({
  /** Sliding window of the densities, ms, 10,000…600,000. Default 60,000 (metrics.md). */
  windowMs: z.number().min(10_000).max(600_000).default(60_000),
  /** Confidence of an exact hit, 0…1; one that only sounds alike has a share of it. Default 0.95: the words match, but the
   * transcriber may have misheard. */
  hitConfidence: z.number().min(0).max(1).default(0.95),
});
export type KeywordsOptions = z.output<typeof KeywordsOptions>;

type Output = Extract<EventDraft, { type: 'keyword.hit' | 'metric.sampled' }>;
type Utterance = EventOf<'utterance.finalized'>;

interface KeywordsState {
  readonly time: SpeechTime;
  // Invariant: one entry per segment, its newest revision.
  readonly said: Said;
  /** Hits in the window when it was last sampled, by participant and category. */
  readonly windowHits: ReadonlyMap<string, number>;
  /** The furthest end of anybody's words: where the window ends. */
  readonly toMs: number;
  readonly nowMs: MediaMs;
}

interface Settings extends KeywordsOptions {
  readonly categories: readonly string[];
  readonly matcher: CategoryMatcher;
}

function hitsOf(utterance: Utterance, { matcher, hitConfidence }: Settings) {
  const { atMs, seq, participantId, role, segmentId, revision } = utterance;
  return matcher.find(utterance.text).map(
    ({ likeness, ...hit }): Extract<Output, { type: 'keyword.hit' }> => ({
      type: 'keyword.hit',
      atMs,
      causedBy: [seq],
      participantId,
      role,
      segmentId,
      revision,
      ...hit,
      saidAtMs: saidAtMs(utterance, hit.startChar),
      confidence: hitConfidence * likeness,
    }),
  );
}

/** Samples of the categories in which something has changed for this participant. */
function sampled(
  state: KeywordsState,
  who: ParticipantId,
  touched: ReadonlySet<string>,
  settings: Settings,
): Step<KeywordsState, Output> {
  const { windowMs } = settings;
  const windowHits = new Map(state.windowHits);
  const outputs: Output[] = [];
  for (const category of settings.categories) {
    const key = JSON.stringify([who, category]);
    const hits = hitsAfter(state.said, who, category, Math.max(0, state.toMs - windowMs));
    if (!touched.has(category) && hits === (windowHits.get(key) ?? 0)) continue;
    windowHits.set(key, hits);
    const query = { who, category, toMs: state.toMs, atMs: state.nowMs };
    outputs.push(...densitySamples(state.said, state.time, { ...query, windowMs }));
    outputs.push(...densitySamples(state.said, state.time, { ...query, windowMs: null }));
  }
  return [{ ...state, windowHits }, outputs];
}

function stepKeywords(before: KeywordsState, input: SpeechTimeInput, settings: Settings): Step<KeywordsState, Output> {
  const state = { ...before, time: foldSpeechTime(before.time, input), nowMs: input.atMs };
  if (input.type !== 'utterance.finalized') return stay(state);
  const { participantId, segmentId, startMs, endMs, tokens } = input;
  const hits = hitsOf(input, settings);
  const previous = state.said.get(segmentId)?.hits ?? [];
  const said = new Map(state.said).set(segmentId, { participantId, startMs, endMs, tokens, hits });
  const touched = new Set([...previous, ...hits].map(({ category }) => category));
  const next = { ...state, said, toMs: Math.max(state.toMs, endMs) };
  const [after, samples] = sampled(next, participantId, touched, settings);
  return [after, [...hits, ...samples]];
}

/** The whole call, for everybody who spoke and every category, those without a hit too. */
function flushKeywords(state: KeywordsState, settings: Settings): Output[] {
  const speakers = new Set([...state.said.values()].map(({ participantId }) => participantId));
  return [...speakers].flatMap((who) =>
    settings.categories.flatMap((category) =>
      densitySamples(state.said, state.time, { who, category, windowMs: null, toMs: state.nowMs, atMs: state.nowMs }),
    ),
  );
}

const keywordMatcher = perPlaybook(({ keywords }) => compileCategories(keywords));

export function keywordsMachine(
  context: CallContext,
  options: KeywordsOptions,
): Machine<KeywordsState, SpeechTimeInput, Output> {
  const { keywords } = context.playbook;
  const settings = { ...options, categories: keywords.map(({ id }) => id), matcher: keywordMatcher(context.playbook) };
  return {
    initial: { time: NO_SPEECH, said: new Map(), windowHits: new Map(), toMs: 0, nowMs: mediaMs(0) },
    step: (state, input) => stepKeywords(state, input, settings),
    flush: (state) => flushKeywords(state, settings),
  };
}

export const keywordsPipeline: PipelineDefinition = machinePipeline({
  name: 'keywords',
  consumes: SPEECH_TIME_INPUTS,
  produces: ['keyword.hit', 'metric.sampled'] as const,
  latencyMs: 0,
  options: KeywordsOptions,
  machine: keywordsMachine,
});
