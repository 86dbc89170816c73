// The one process of a sherpa transcriber, as its streams see it: started when it is first needed, started again when it is
// needed after it died. A model that cannot be loaded is not tried again.

import { EngineError } from '../../engine/errors.ts';
import { workerEntry } from '../worker-entry.ts';
import { type ChildLink, type ChildProgram, startChild } from './child-link.ts';
import type { FromSherpa, SherpaModel, SherpaResult, ToSherpa } from './sherpa-protocol.ts';

export interface HeardSoFar {
  heard(result: SherpaResult, heardSamples: number, isFinal: boolean): void;
  lost(error: EngineError): void;
}

export interface SherpaChild {
  isAlive(): boolean;
  /** A new utterance that grows; null where the model cannot be loaded (`lost` is told). */
  begin(listener: HeardSoFar): GrowingUtterance | null;
  /** Rejects with `model.failed` or `model.load`. */
  recognise(samples: Float32Array, sampleRateHz: number, language: string): Promise<SherpaResult>;
  close(): Promise<void>;
}

export interface GrowingUtterance {
  push(samples: Float32Array, sampleRateHz: number): void;
  end(): void;
  /** Nothing more is told of it. */
  forget(): void;
}

interface Waiting {
  resolve(result: SherpaResult): void;
  reject(error: EngineError): void;
}

export function createSherpaChild(
  model: SherpaModel,
  threads: number,
  program: ChildProgram = workerEntry('sherpa-process', import.meta.url),
): SherpaChild {
  const growing = new Map<number, HeardSoFar>();
  const waiting = new Map<number, Waiting>();
  let link: ChildLink<ToSherpa> | null = null;
  let unloadable: EngineError | null = null;
  let count = 0;

  const hear = (message: FromSherpa) => {
    if (message.kind === 'heard') {
      const { utterance, result, heardSamples, isFinal } = message;
      const listener = growing.get(utterance);
      if (isFinal) growing.delete(utterance);
      listener?.heard(result, heardSamples, isFinal);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'recognised') asked?.resolve(message.result);
    else asked?.reject(new EngineError('model.failed', message.message));
  };
  const lose = (error: EngineError) => {
    link = null;
    if (error.code === 'model.load') unloadable = error;
    const listeners = [...growing.values(), ...[...waiting.values()].map(({ reject }) => ({ lost: reject }))];
    growing.clear();
    waiting.clear();
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
        end: () => child.send({ kind: 'end', utterance }),
        forget() {
          if (growing.delete(utterance)) child.send({ kind: 'forget', utterance });
        },
      };
    },
    recognise(samples, sampleRateHz, language) {
      if (unloadable) return Promise.reject(unloadable);
      const id = ++count;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        running().send({ kind: 'recognise', id, sampleRateHz, samples, language });
      });
    },
    async close() {
      const last = link;
      lose(new EngineError('model.failed', 'The transcriber was closed.'));
      await last?.close();
    },
  };
}
