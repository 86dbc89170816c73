// The one process of a streaming model, as its streams see it: started when it is first needed, started again when it is
// needed after it died. A model that cannot be loaded is not tried again. One that hangs is ended, and counts as one that died.

import { EngineError } from '../../engine/errors.ts';
import type { Scheduler } from '../../engine/scheduler.ts';
import { type ChildLink, type ChildProgram, startChild } from '../child/child-link.ts';
import { createHangWatch, HUNG_AFTER_MS } from '../child/hang-watch.ts';
import { workerEntry } from '../worker-entry.ts';
import type { FromSherpa, SherpaResult, StreamingModel, ToSherpa } from './sherpa-protocol.ts';

export interface HeardSoFar {
  heard(result: SherpaResult, heardSamples: number, isFinal: boolean): void;
  lost(error: EngineError): void;
}

export interface SherpaChild {
  isAlive(): boolean;
  /** A new utterance that grows; null where the model cannot be loaded (`lost` is told). */
  begin(listener: HeardSoFar): GrowingUtterance | null;
  close(): Promise<void>;
}

export interface GrowingUtterance {
  push(samples: Float32Array, sampleRateHz: number): void;
  end(): void;
  /** Nothing more is told of it. */
  forget(): void;
}

export function createSherpaChild(
  model: StreamingModel,
  threads: number,
  scheduler: Scheduler,
  program: ChildProgram = workerEntry('sherpa-process', import.meta.url),
): SherpaChild {
  const growing = new Map<number, HeardSoFar>();
  let link: ChildLink<ToSherpa> | null = null;
  let unloadable: EngineError | null = null;
  let count = 0;
  /** Utterances that have ended and whose final has not come. */
  const owed = new Set<number>();
  const watch = createHangWatch(scheduler, () => {
    void link?.close();
    lose(new EngineError('model.failed', `The recogniser's process did not answer for ${HUNG_AFTER_MS / 1000} s.`));
  });
  const settle = (utterance: number) => {
    owed.delete(utterance);
    watch.restart(owed.size > 0);
  };

  const hear = ({ utterance, result, heardSamples, isFinal }: FromSherpa) => {
    const listener = growing.get(utterance);
    if (isFinal) growing.delete(utterance);
    if (isFinal) settle(utterance);
    else watch.restart(owed.size > 0);
    listener?.heard(result, heardSamples, isFinal);
  };
  const lose = (error: EngineError) => {
    link = null;
    if (error.code === 'model.load') unloadable = error;
    const listeners = [...growing.values()];
    growing.clear();
    owed.clear();
    watch.restart(false);
    for (const listener of listeners) listener.lost(error);
  };
  const running = (): ChildLink<ToSherpa> => {
    link ??= startChild<ToSherpa, FromSherpa>(program, { kind: 'load', model, threads }, { message: hear, lost: lose });
    return link;
  };
  return {
    isAlive: () => unloadable === null,
    begin(listener) {
      if (unloadable) {
        listener.lost(unloadable);
        return null;
      }
      const utterance = ++count;
      const child = running();
      growing.set(utterance, listener);
      return {
        push: (samples, sampleRateHz) => child.send({ kind: 'audio', utterance, sampleRateHz, samples }),
        end() {
          if (growing.has(utterance)) owed.add(utterance);
          if (owed.size === 1) watch.restart(true);
          child.send({ kind: 'end', utterance });
        },
        forget() {
          settle(utterance);
          if (growing.delete(utterance)) child.send({ kind: 'forget', utterance });
        },
      };
    },
    async close() {
      const last = link;
      lose(new EngineError('model.failed', 'The transcriber was closed.'));
      await last?.close();
    },
  };
}
