// Objections of customers, with their type. In: utterances. Out: objection.raised, once per segment and type.
// A trained classifier decides where there is one, else rules for Chinese and English. No latency.

import type { z } from 'zod';
import type { EventDraft, EventOf } from '../engine/events.ts';
import { type Machine, type Step, stay } from '../engine/machine.ts';
import { type CallContext, machinePipeline, type PipelineDefinition } from '../engine/pipeline.ts';
import { ObjectionOptions, objectionsOf } from './objection-of.ts';

export const ObjectionsOptions = ObjectionOptions;

type Utterance = EventOf<'utterance.finalized'>;
type Output = Extract<EventDraft, { type: 'objection.raised' }>;

interface ObjectionsState {
  // Invariant: `segmentId type` of everything that was put out; a correction raises only what is new.
  readonly raised: ReadonlySet<string>;
}

type Find = (text: string, language: string) => ReturnType<typeof objectionsOf>;

function step(state: ObjectionsState, utterance: Utterance, find: Find): Step<ObjectionsState, Output> {
  if (utterance.role !== 'customer') return stay(state);
  const { participantId, segmentId, startMs, endMs, text, seq, atMs } = utterance;
  const keyOf = (type: string) => `${segmentId} ${type}`;
  const found = find(text, utterance.language).filter(({ objection }) => !state.raised.has(keyOf(objection)));
  if (found.length === 0) return stay(state);
  const common = { type: 'objection.raised', atMs, participantId, segmentId, startMs, endMs, text } as const;
  const outputs = found.map((each): Output => ({ ...common, causedBy: [seq], ...each }));
  return [{ raised: new Set([...state.raised, ...found.map(({ objection }) => keyOf(objection))]) }, outputs];
}

export function objectionsMachine(
  { textModels }: Pick<CallContext, 'textModels'>,
  options: z.output<typeof ObjectionsOptions>,
): Machine<ObjectionsState, Utterance, Output> {
  const find: Find = (text, language) => objectionsOf(text, language, textModels.objection, options);
  return { initial: { raised: new Set() }, step: (state, utterance) => step(state, utterance, find) };
}

export const objectionsPipeline: PipelineDefinition = machinePipeline({
  name: 'objections',
  consumes: ['utterance.finalized'] as const,
  produces: ['objection.raised'] as const,
  latencyMs: 0,
  options: ObjectionsOptions,
  machine: objectionsMachine,
});
