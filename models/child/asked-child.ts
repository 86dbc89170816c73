// A child that answers questions, from the parent's side: started when it is first asked, started again when it is asked
// after it died. What cannot be loaded is not tried again. One that hangs is ended, and counts as one that died.

import { EngineError } from '../../engine/errors.ts';
import type { Scheduler } from '../../engine/scheduler.ts';
import { type ChildLink, type ChildProgram, startChild } from './child-link.ts';
import { createHangWatch, HUNG_AFTER_MS } from './hang-watch.ts';

export type ToAsked<Load, Question> =
  | { readonly kind: 'load'; readonly options: Load }
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question };

export type FromAsked<Answer> =
  | { readonly kind: 'answered'; readonly id: number; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly id: number; readonly message: string };

export interface AskedChild<Question, Answer> {
  /** False once it could not be loaded. */
  isAlive(): boolean;
  /** Rejects with `model.failed`, or `model.load` where it cannot be loaded. */
  ask(question: Question): Promise<Answer>;
  /** What waits is rejected. */
  close(): Promise<void>;
}

interface Waiting<Answer> {
  resolve(answer: Answer): void;
  reject(error: EngineError): void;
}

export function createAskedChild<Load, Question, Answer>(
  program: ChildProgram,
  options: Load,
  scheduler: Scheduler,
): AskedChild<Question, Answer> {
  const waiting = new Map<number, Waiting<Answer>>();
  let link: ChildLink<ToAsked<Load, Question>> | null = null;
  let unloadable: EngineError | null = null;
  let count = 0;

  const watch = createHangWatch(scheduler, () => {
    void link?.close();
    lose(new EngineError('model.failed', `The process did not answer for ${HUNG_AFTER_MS / 1000} s.`));
  });
  const hear = (message: FromAsked<Answer>) => {
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    watch.restart(waiting.size > 0);
    if (message.kind === 'answered') asked?.resolve(message.answer);
    else asked?.reject(new EngineError('model.failed', message.message));
  };
  const lose = (error: EngineError) => {
    link = null;
    if (error.code === 'model.load') unloadable = error;
    const all = [...waiting.values()];
    waiting.clear();
    watch.restart(false);
    for (const { reject } of all) reject(error);
  };
  return {
    isAlive: () => unloadable === null,
    ask(question) {
      if (unloadable) return Promise.reject(unloadable);
      const id = ++count;
      link ??= startChild<ToAsked<Load, Question>, FromAsked<Answer>>(
        program,
        { kind: 'load', options },
        { message: hear, lost: lose },
      );
      const { send } = link;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        if (waiting.size === 1) watch.restart(true);
        send({ kind: 'ask', id, question });
      });
    },
    async close() {
      const last = link;
      lose(new EngineError('model.failed', 'The process was closed.'));
      await last?.close();
    },
  };
}
