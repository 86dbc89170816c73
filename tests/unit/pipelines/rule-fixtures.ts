// A call told in few words for the tests of rules and cards.

import type { EventDraft } from '../../../engine/events.ts';
import type { CallId } from '../../../engine/ids.ts';
import { foldMachine, type Machine } from '../../../engine/machine.ts';
import { mediaMs } from '../../../engine/media-time.ts';
import type { CallContext } from '../../../engine/pipeline.ts';
import { EMPTY_PLAYBOOK, Playbook } from '../../../engine/playbook.ts';
import { NO_BASELINES, POLICIES } from '../../../engine/policy.ts';
import { NO_TEXT_MODELS } from '../../../engine/ports.ts';

type Body = Record<string, unknown>;

export const callId = 'call-1' as CallId;
export const rep = { participantId: 'r', role: 'rep' };
export const customer = { participantId: 'c', role: 'customer' };

export function contextOf(playbook: Partial<Record<keyof Playbook, unknown>>, callIdOf: CallId = callId): CallContext {
  return {
    callId: callIdOf,
    started: {
      type: 'call.started',
      startedAt: '2025-01-01T00:00:00Z',
      language: 'en',
      stage: 'discovery',
      participants: [rep, customer] as CallContext['started']['participants'],
    },
    playbook: Playbook.parse({ ...EMPTY_PLAYBOOK, ...playbook }),
    policy: POLICIES.default,
    baselines: NO_BASELINES,
    textModels: NO_TEXT_MODELS,
  };
}

/** Gives each event its place in the log, in the order given; ticks have none. */
export function logOf(...bodies: readonly Body[]): readonly Body[] {
  let seq = 0;
  return bodies.map((body) => (body.type === 'clock.ticked' ? body : { callId, seq: ++seq, ...body }));
}

export function run(machine: unknown, log: readonly Body[]): EventDraft[] {
  return foldMachine(machine as Machine<unknown, Body, EventDraft>, log);
}

export const tick = (atMs: number) => ({ type: 'clock.ticked', atMs: mediaMs(atMs) });
/** Ticks of 100 ms from the first to the last moment, both included. */
export const ticks = (fromMs: number, toMs: number) =>
  Array.from({ length: Math.floor((toMs - fromMs) / 100) + 1 }, (_, index) => tick(fromMs + index * 100));

export const asked = (atMs: number, more: Body = {}) => ({
  type: 'question.asked',
  atMs,
  questionId: 'q1',
  ...customer,
  startMs: atMs - 1_000,
  endMs: atMs,
  text: 'How long does it take?',
  form: 'wh',
  isOpen: true,
  confidence: 0.9,
  basis: 'words',
  ...more,
});
export const overdue = (atMs: number, more: Body = {}) => ({
  type: 'response.overdue',
  atMs,
  questionId: 'q1',
  questionSegmentIds: [],
  questionEndMs: atMs - 4_200,
  thresholdMs: 4_200,
  crossedAtMs: atMs,
  text: 'How long does it take?',
  confidence: 0.81,
  basis: 'words',
  ...more,
});
export const measured = (atMs: number, more: Body = {}) => ({
  type: 'response.measured',
  atMs,
  questionId: 'q1',
  outcome: 'answered',
  ...more,
});
export const said = (atMs: number, segmentId: string, text: string, more: Body = {}) => ({
  type: 'utterance.finalized',
  atMs,
  ...customer,
  segmentId,
  revision: 0,
  startMs: atMs - 1_000,
  endMs: atMs,
  text,
  language: 'en',
  tokens: 3,
  ...more,
});
export const hit = (atMs: number, segmentId: string, category: string, phrase: string, more: Body = {}) => ({
  type: 'keyword.hit',
  atMs,
  ...customer,
  segmentId,
  revision: 0,
  phrase,
  category,
  matched: phrase,
  startChar: 0,
  endChar: phrase.length,
  saidAtMs: atMs,
  confidence: 0.7,
  ...more,
});
export const objected = (atMs: number, segmentId: string, objection: string) => ({
  type: 'objection.raised',
  atMs,
  participantId: 'c',
  segmentId,
  objection,
  startMs: atMs,
  endMs: atMs,
  text: 'That is a lot of money.',
  confidence: 0.66,
  isCalibrated: true,
});
export const mentioned = (atMs: number, name: string) => ({
  type: 'competitor.mentioned',
  match: 'exact',
  confidence: 0.95,
  isNegated: false,
  stance: 'neutral',
  atMs,
  mentionId: `m${atMs}`,
  name,
  matched: name,
  ...customer,
  segmentId: `s${atMs}`,
  revision: 0,
  startChar: 0,
  endChar: name.length,
  saidAtMs: atMs,
  context: `we also talk to ${name}`,
});
export const metric = (atMs: number, name: string, value: number, more: Body = {}) => ({
  type: 'metric.sampled',
  atMs,
  metric: name,
  value,
  unit: '',
  participantId: null,
  windowMs: null,
  dimension: null,
  confidence: 0.8,
  ...more,
});
export const rule = (id: string, when: string, more: Body = {}) => ({
  id,
  kind: `${id}-kind`,
  when,
  pack: { title: id, wording: `about ${id}` },
  ...more,
});
