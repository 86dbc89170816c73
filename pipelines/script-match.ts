// How well the rep answers an objection. In: objections, utterances, ticks. Out: script.matched while the rep replies, and a
// final one when the reply window has passed: the best script of the playbook for that type, key points said and not said.
// Latency: none while the rep speaks; the final one comes at the first tick behind the window.

import { z } from 'zod';
import type { EventDraft, EventOf } from '../engine/events.ts';
import type { ParticipantId, SegmentId } from '../engine/ids.ts';
import { type Machine, type Step, stay } from '../engine/machine.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';
import type { SignalOf } from '../engine/observations.ts';
import { onceForEach } from '../engine/once-for-each.ts';
import { type CallContext, machinePipeline, type PipelineDefinition } from '../engine/pipeline.ts';
import { compileReplyMeaning, type ScriptBook, scriptBook } from './script-coverage.ts';

export const ScriptMatchOptions = z.strictObject({
  /** A reply counts from the end of the objection for so long, ms, 5,000…120,000. Default 30,000 (metrics.md). */
  replyWindowMs: z.number().min(5_000).max(120_000).default(30_000),
  /** Words that come later than this after the window are not waited for, ms, 0…10,000. Default 2,000: a recogniser's delay. */
  graceMs: z.number().min(0).max(10_000).default(2_000),
  /** Share of an example that must be in the reply for its key point to count, 0.2…1. Default 0.5: said in other words. */
  minCoverageRatio: z.number().min(0.2).max(1).default(0.5),
  /** Weight of the key points in the match, 0…1; the rest is likeness to the script. Default 0.7: what is said, not how. */
  pointsWeight: z.number().min(0).max(1).default(0.7),
});
export type ScriptMatchOptions = z.output<typeof ScriptMatchOptions>;

const INPUTS = ['objection.raised', 'segment.embedded', 'utterance.finalized', 'clock.ticked'] as const;
type Input = SignalOf<(typeof INPUTS)[number]>;
type Output = Extract<EventDraft, { type: 'script.matched' }>;
type Utterance = EventOf<'utterance.finalized'>;

interface Book extends Pick<ScriptBook, 'hasScriptFor'> {
  /** `sentences`: what a sentence model makes of the parts of the reply; empty where there is none. */
  bestFor(objection: string, reply: string, sentences: readonly Float32Array[]): ReturnType<ScriptBook['bestFor']>;
}

interface Reply {
  readonly utterance: Utterance;
  readonly vector: Float32Array | null;
}
interface OpenObjection {
  readonly raised: EventOf<'objection.raised'>;
  readonly untilMs: number;
  /** What the rep said in the window, newest revisions, in order of their first arrival. */
  readonly replies: ReadonlyMap<SegmentId, Reply>;
  /** What was last put out, to say only what is new; null before the first reply. */
  readonly said: string | null;
}
interface ScriptMatchState {
  // Invariant: one entry an objection whose window, with its grace, is still open, in order of time.
  readonly open: readonly OpenObjection[];
  /** Of the segment that comes next, where a sentence model was asked. */
  readonly embedded: SignalOf<'segment.embedded'> | null;
  readonly nowMs: MediaMs;
}

/** Long replies say more for sure than one short sentence. A rule of thumb, hence not calibrated. */
const SURE_CHARS = 120;

function matchDraft(objection: OpenObjection, atMs: MediaMs, book: Book, isFinal: boolean): Output | null {
  const { raised, replies } = objection;
  const spoken = [...replies.values()].map(({ utterance }) => utterance).sort((a, b) => a.startMs - b.startMs);
  const text = spoken.map((each) => each.text).join('. ');
  const sentences = [...replies.values()].flatMap(({ vector }) => vector ?? []);
  const best = spoken.length === 0 ? null : book.bestFor(raised.objection, text, sentences);
  if (best === null) return null;
  return {
    type: 'script.matched',
    atMs,
    causedBy: [raised.seq, ...spoken.map(({ seq }) => seq)],
    objectionSegmentId: raised.segmentId,
    objection: raised.objection,
    participantId: spoken.at(-1)?.participantId as ParticipantId,
    replySegmentIds: spoken.map(({ segmentId }) => segmentId),
    scriptId: best.script.id,
    title: best.script.title,
    matchRatio: Number(best.matchRatio.toFixed(4)),
    matchedPoints: [...best.matchedPoints],
    missedPoints: [...best.missedPoints],
    isFinal,
    confidence: Number((raised.confidence * Math.min(1, 0.5 + text.length / (2 * SURE_CHARS))).toFixed(4)),
    isCalibrated: false,
  };
}

const keyOf = ({ scriptId, matchedPoints, matchRatio }: Output) =>
  `${scriptId} ${matchRatio} ${matchedPoints.join('\n')}`;

function onReply(state: ScriptMatchState, reply: Utterance, book: Book): Step<ScriptMatchState, Output> {
  const outputs: Output[] = [];
  const vector = state.embedded?.segmentId === reply.segmentId ? state.embedded.vector : null;
  const open = state.open.map((objection) => {
    const isInWindow = reply.startMs >= objection.raised.startMs && reply.startMs < objection.untilMs;
    const isAfter = reply.endMs > objection.raised.endMs;
    if (!isInWindow || !isAfter) return objection;
    const next = {
      ...objection,
      replies: new Map(objection.replies).set(reply.segmentId, { utterance: reply, vector }),
    };
    const draft = matchDraft(next, reply.atMs, book, false);
    if (draft === null || keyOf(draft) === objection.said) return next;
    outputs.push(draft);
    return { ...next, said: keyOf(draft) };
  });
  return [{ ...state, open }, outputs];
}

function onTick(state: ScriptMatchState, book: Book, graceMs: number): Step<ScriptMatchState, Output> {
  const isOver = ({ untilMs }: OpenObjection) => state.nowMs >= untilMs + graceMs;
  if (!state.open.some(isOver)) return stay(state);
  const finals = state.open.filter(isOver).flatMap((each) => matchDraft(each, state.nowMs, book, true) ?? []);
  return [{ ...state, open: state.open.filter((each) => !isOver(each)) }, finals];
}

const meaningOf = onceForEach(compileReplyMeaning);

export function scriptMatchMachine(
  { playbook, playbookVectors }: Pick<CallContext, 'playbook' | 'playbookVectors'>,
  options: ScriptMatchOptions,
): Machine<ScriptMatchState, Input, Output> {
  const shared = scriptBook(playbook);
  const meaning = playbookVectors && meaningOf(playbookVectors.scripts);
  const book: Book = {
    hasScriptFor: shared.hasScriptFor,
    bestFor: (objection, reply, sentences) => shared.bestFor(objection, reply, options, meaning?.(sentences)),
  };
  return {
    initial: { open: [], embedded: null, nowMs: mediaMs(0) },
    step(before, input) {
      const state = { ...before, nowMs: input.atMs };
      switch (input.type) {
        case 'objection.raised': {
          if (!book.hasScriptFor(input.objection)) return stay(state);
          const untilMs = input.endMs + options.replyWindowMs;
          return stay({ ...state, open: [...state.open, { raised: input, untilMs, replies: new Map(), said: null }] });
        }
        case 'segment.embedded':
          return stay({ ...state, embedded: input });
        case 'utterance.finalized':
          return input.role === 'rep' ? onReply(state, input, book) : stay(state);
        case 'clock.ticked':
          return onTick(state, book, options.graceMs);
      }
    },
    // The call ends before the window does: what was said until then is the reply.
    flush: (state) => state.open.flatMap((each) => matchDraft(each, state.nowMs, book, true) ?? []),
  };
}

export const scriptMatchPipeline: PipelineDefinition = machinePipeline({
  name: 'script-match',
  consumes: INPUTS,
  produces: ['script.matched'] as const,
  latencyMs: 0,
  options: ScriptMatchOptions,
  machine: scriptMatchMachine,
});
