// What a pipeline is: a name, what it consumes and produces, its options, and how to build it for one call.

import type { OperatorFunction } from 'rxjs';
import type { z } from 'zod';
import type { BodyOf, EventDraft, EventType } from './events.ts';
import type { CallId } from './ids.ts';
import { type Machine, runMachine } from './machine.ts';
import type { Signal, SignalOf, SignalType } from './observations.ts';
import type { Redaction } from './personal-data/call-redactor.ts';
import type { Playbook } from './playbook.ts';
import type { Baselines, Policy } from './policy.ts';
import type { PlaybookVectors, TextModels } from './ports.ts';

/** What is known of a call when its pipelines are built. Everything that may change later arrives as a signal. */
export interface CallContext {
  readonly callId: CallId;
  readonly started: BodyOf<'call.started'>;
  readonly playbook: Playbook;
  readonly policy: Policy;
  readonly baselines: Baselines;
  readonly textModels: TextModels;
  /** What the topics and scripts of the playbook mean; absent where no sentence model is installed. */
  readonly playbookVectors?: PlaybookVectors | undefined;
  /** What is taken out of words before the call takes them in. Default: nothing; `started` has been cleared already. */
  readonly redaction?: Redaction;
}

export interface PipelineDefinition {
  readonly name: string;
  readonly consumes: readonly SignalType[];
  readonly produces: readonly EventType[];
  /** Media time this pipeline holds a finding back before it is sure, ms. For the docs and the latency budget. */
  readonly latencyMs: number;
  /** `options` may be partial; what is absent takes its default. Throws `input.config` where they are not valid. */
  build(context: CallContext, options?: unknown): OperatorFunction<Signal, EventDraft>;
}

interface MachinePipeline<State, In extends SignalType, Out extends EventType, Options extends z.ZodType> {
  readonly name: string;
  readonly consumes: readonly In[];
  readonly produces: readonly Out[];
  readonly latencyMs: number;
  readonly options: Options;
  machine(
    context: CallContext,
    options: z.output<Options>,
  ): Machine<State, SignalOf<In>, Extract<EventDraft, { type: Out }>>;
}

/** A pipeline whose every decision is one machine; types tie the machine to what is declared. */
export function machinePipeline<State, In extends SignalType, Out extends EventType, Options extends z.ZodType>(
  pipeline: MachinePipeline<State, In, Out, Options>,
): PipelineDefinition {
  const { name, consumes, produces, latencyMs } = pipeline;
  return {
    name,
    consumes,
    produces,
    latencyMs,
    build(context, options) {
      const machine = pipeline.machine(context, pipeline.options.parse(options ?? {}));
      return runMachine(machine as unknown as Machine<State, Signal, EventDraft>);
    },
  };
}
