// Pipelines of one line, for tests of what carries pipelines.

import { z } from 'zod';
import type { EventDraft, EventType } from '../../engine/events.ts';
import type { Signal, SignalType } from '../../engine/observations.ts';
import { machinePipeline, type PipelineDefinition } from '../../engine/pipeline.ts';

export function definitionOf(
  name: string,
  consumes: SignalType[],
  produces: EventType[],
  react: (signal: Signal) => EventDraft[],
): PipelineDefinition {
  return machinePipeline<null, SignalType, EventType, z.ZodObject>({
    name,
    consumes,
    produces,
    latencyMs: 0,
    options: z.object({}),
    machine: () => ({ initial: null, step: (state, signal) => [state, react(signal as Signal)] }),
  });
}
