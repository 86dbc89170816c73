// A bounded, ordered asynchronous step: inputs go to a model at once, answers leave in the order of the inputs.
// RxJS has no back-pressure, so what exceeds `maxPending` is not asked; it leaves in its place as `skipped`.

import { from, Observable, type ObservableInput, type OperatorFunction, take } from 'rxjs';
import { asEngineError, EngineError } from './errors.ts';

export type Inference<In, Out> =
  | { readonly outcome: 'done'; readonly input: In; readonly output: Out }
  | { readonly outcome: 'skipped'; readonly input: In; readonly error: EngineError };

export interface InferInOrderOptions {
  /** How many inputs may wait for an answer, ≥ 1. */
  readonly maxPending: number;
}

interface Slot<In, Out> {
  settled: Inference<In, Out> | undefined;
}

export function inferInOrder<In, Out>(
  infer: (input: In) => ObservableInput<Out>,
  options: InferInOrderOptions,
): OperatorFunction<In, Inference<In, Out>> {
  return (source) =>
    new Observable<Inference<In, Out>>((subscriber) => {
      // Invariant: slots holds, in input order, what has not left yet; an unsettled slot holds back those behind it.
      const slots: Slot<In, Out>[] = [];
      let isSourceDone = false;

      const drain = () => {
        while (slots[0]?.settled) subscriber.next((slots.shift() as Slot<In, Out>).settled as Inference<In, Out>);
        if (isSourceDone && slots.length === 0) subscriber.complete();
      };
      // After an unsubscription answers are still on their way; subscriber.next drops them.
      const settle = (slot: Slot<In, Out>, inference: Inference<In, Out>) => {
        slot.settled ??= inference;
        drain();
      };
      const fail = (slot: Slot<In, Out>, input: In, thrown: unknown) =>
        settle(slot, { outcome: 'skipped', input, error: asEngineError(thrown, 'model.failed') });
      const ask = (input: In, slot: Slot<In, Out>) => {
        const answer = infer(input);
        // A promise needs no subscription, and there are thousands a second.
        if (isPromise(answer)) {
          void answer.then(
            (output) => settle(slot, { outcome: 'done', input, output }),
            (thrown: unknown) => fail(slot, input, thrown),
          );
          return;
        }
        subscriber.add(
          from(answer)
            .pipe(take(1))
            .subscribe({
              next: (output) => settle(slot, { outcome: 'done', input, output }),
              error: (thrown: unknown) => fail(slot, input, thrown),
              complete() {
                if (!slot.settled) fail(slot, input, new EngineError('model.failed', 'the model gave no answer'));
              },
            }),
        );
      };

      subscriber.add(
        source.subscribe({
          next(input) {
            const slot: Slot<In, Out> = { settled: undefined };
            const isFull = slots.length >= options.maxPending;
            slots.push(slot);
            if (!isFull) return ask(input, slot);
            const error = new EngineError('overload.inference', `more than ${options.maxPending} inputs wait`);
            settle(slot, { outcome: 'skipped', input, error });
          },
          error: (thrown: unknown) => subscriber.error(thrown),
          complete() {
            isSourceDone = true;
            drain();
          },
        }),
      );
    });
}

function isPromise<Out>(answer: ObservableInput<Out>): answer is Promise<Out> {
  return answer instanceof Promise;
}
