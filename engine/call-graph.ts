// The call graph: pipelines in the order of what they consume and produce, over one shared stream.
// Synchronous: a signal and all that follows from it leave before the next signal enters, so order never depends on time.
// A pipeline that throws becomes `pipeline.degraded`; the others go on.

import { Subject, type Subscription } from 'rxjs';
import { asEngineError, EngineError } from './errors.ts';
import type { CallEvent, EventDraft } from './events.ts';
import type { MediaMs } from './media-time.ts';
import type { Observation, ObservationType, Signal, SignalType } from './observations.ts';
import type { CallContext, PipelineDefinition } from './pipeline.ts';

export interface CallGraphOptions {
  readonly definitions: readonly PipelineDefinition[];
  readonly context: CallContext;
  /** Options by pipeline name. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Gives a draft its place in the log. */
  readonly stamp: (draft: EventDraft) => CallEvent;
  /** Takes each logged event, in order. */
  readonly onEvent: (event: CallEvent) => void;
}

interface Node {
  readonly definition: PipelineDefinition;
  readonly input: Subject<Signal>;
  subscription: Subscription;
}

/** Definitions ordered so that producers come before consumers; `defect.internal` where that is impossible. */
export function orderPipelines(definitions: readonly PipelineDefinition[]): readonly PipelineDefinition[] {
  const ordered: PipelineDefinition[] = [];
  const onPath = new Set<PipelineDefinition>();
  const visit = (definition: PipelineDefinition) => {
    if (ordered.includes(definition)) return;
    if (onPath.has(definition)) {
      const names = [...onPath].map((each) => each.name).join(' → ');
      throw new EngineError('defect.internal', `pipelines feed each other in a circle: ${names} → ${definition.name}`);
    }
    onPath.add(definition);
    for (const other of definitions) {
      if (other !== definition && other.produces.some((type) => definition.consumes.includes(type))) visit(other);
    }
    onPath.delete(definition);
    ordered.push(definition);
  };
  for (const definition of definitions) visit(definition);
  return ordered;
}

const OBSERVED: ReadonlySet<string> = new Set<ObservationType>([
  'window.read',
  'clock.ticked',
  'gaze.sampled',
  'segment.embedded',
]);
const isObservation = (signal: Observation | EventDraft): signal is Observation => OBSERVED.has(signal.type);

export class CallGraph {
  readonly #options: CallGraphOptions;
  readonly #nodes: Node[] = [];
  readonly #routes = new Map<SignalType, Node[]>();
  // Invariant: empty whenever `push` or `finish` is not running.
  readonly #queue: Signal[] = [];
  #nowMs = 0 as MediaMs;

  constructor(options: CallGraphOptions) {
    this.#options = options;
    for (const definition of orderPipelines(options.definitions)) this.#add(definition);
  }

  /** Takes an observation or an input's draft; returns when all that follows from it has left. */
  push(signal: Observation | EventDraft): void {
    this.#nowMs = signal.atMs;
    if (isObservation(signal)) this.#deliver(signal);
    else this.#log(signal);
    this.#drain();
  }

  /** Ends the pipelines in order, so that what one still owes reaches those behind it. */
  finish(atMs: MediaMs): void {
    this.#nowMs = atMs;
    for (const node of this.#nodes) {
      node.input.complete();
      this.#drain();
    }
  }

  /** Stops everything at once; nothing more leaves. */
  dispose(): void {
    for (const node of this.#nodes) node.subscription.unsubscribe();
    this.#routes.clear();
  }

  #add(definition: PipelineDefinition): void {
    const { context, options } = this.#options;
    const input = new Subject<Signal>();
    const output = input.pipe(definition.build(context, options?.[definition.name]));
    const node: Node = { definition, input, subscription: undefined as unknown as Subscription };
    this.#nodes.push(node);
    for (const type of new Set(definition.consumes)) {
      this.#routes.set(type, [...(this.#routes.get(type) ?? []), node]);
    }
    node.subscription = output.subscribe({
      next: (draft) => this.#log(draft),
      error: (thrown: unknown) => this.#degrade(node, thrown),
    });
  }

  #log(draft: EventDraft): void {
    const isLate = draft.atMs < this.#nowMs;
    const event = this.#options.stamp(isLate ? { ...draft, atMs: this.#nowMs } : draft);
    this.#options.onEvent(event);
    this.#queue.push(event);
  }

  #drain(): void {
    for (let signal = this.#queue.shift(); signal; signal = this.#queue.shift()) {
      this.#deliver(signal);
    }
  }

  #deliver(signal: Signal): void {
    const nodes = this.#routes.get(signal.type);
    if (nodes) for (const node of nodes) node.input.next(signal);
  }

  #degrade(node: Node, thrown: unknown): void {
    const error = asEngineError(thrown, 'defect.pipeline');
    for (const [type, nodes] of this.#routes) {
      this.#routes.set(
        type,
        nodes.filter((other) => other !== node),
      );
    }
    this.#log({
      type: 'pipeline.degraded',
      atMs: this.#nowMs,
      pipeline: node.definition.name,
      code: error.code,
      message: error.message,
    });
  }
}
