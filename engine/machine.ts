// Machine: every decision of the engine as a pure function of state and input. runMachine lifts one into an RxJS operator.
// Adds no latency: outputs leave in the same turn as the input that caused them.

import { Observable, type OperatorFunction } from 'rxjs';

export type Step<State, Out> = readonly [State, readonly Out[]];

export interface Machine<State, In, Out> {
  readonly initial: State;
  /** Must not change `state` or `input`; the same arguments give the same result. */
  step(state: State, input: In): Step<State, Out>;
  /** What is still owed when the call ends. Called once, after the last step. */
  flush?(state: State): readonly Out[];
}

/** Shorthand for a step that puts nothing out. */
export function stay<State>(state: State): Step<State, never> {
  return [state, []];
}

/** Runs one machine per subscription: outputs in order, flush before completion, a thrown error as an error. */
export function runMachine<State, In, Out>(machine: Machine<State, In, Out>): OperatorFunction<In, Out> {
  return (source) =>
    new Observable<Out>((subscriber) => {
      let state = machine.initial;
      return source.subscribe({
        next(input) {
          try {
            const [next, outputs] = machine.step(state, input);
            state = next;
            for (const output of outputs) subscriber.next(output);
          } catch (thrown) {
            subscriber.error(thrown);
          }
        },
        error: (thrown: unknown) => subscriber.error(thrown),
        complete() {
          try {
            for (const output of machine.flush?.(state) ?? []) subscriber.next(output);
            subscriber.complete();
          } catch (thrown) {
            subscriber.error(thrown);
          }
        },
      });
    });
}

/** Runs a machine over a list, for tests and for offline work: the same outputs as the operator gives. */
export function foldMachine<State, In, Out>(machine: Machine<State, In, Out>, inputs: Iterable<In>): Out[] {
  const outputs: Out[] = [];
  let state = machine.initial;
  for (const input of inputs) {
    const [next, out] = machine.step(state, input);
    state = next;
    outputs.push(...out);
  }
  outputs.push(...(machine.flush?.(state) ?? []));
  return outputs;
}
