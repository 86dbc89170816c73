// The child's side of questions and answers: loads once, then answers one question after the other. Ends with its parent.

import { asEngineError } from '../../engine/errors.ts';
import type { FromAsked, ToAsked } from './asked-child.ts';
import type { FromChild } from './child-link.ts';

type Answerer<Question, Answer> = (question: Question) => Answer | Promise<Answer>;

export function answerParent<Load, Question, Answer>(
  load: (options: Load) => Answerer<Question, Answer> | Promise<Answerer<Question, Answer>>,
): void {
  const tell = (message: FromAsked<Answer> | FromChild) => process.send?.(message);
  let answer: Answerer<Question, Answer> | null = null;
  const take = async (message: ToAsked<Load, Question>): Promise<void> => {
    if (message.kind === 'load') {
      answer = await load(message.options);
      tell({ kind: 'ready' });
    } else if (answer) {
      const { id, question } = message;
      try {
        tell({ kind: 'answered', id, answer: await answer(question) });
      } catch (thrown) {
        tell({ kind: 'refused', id, message: asEngineError(thrown, 'model.failed').message });
      }
    }
  };
  let previous = Promise.resolve();
  process.once('disconnect', () => process.exit(0));
  process.on('message', (message: ToAsked<Load, Question>) => {
    previous = previous
      .then(() => take(message))
      .catch((thrown: unknown) => {
        tell({ kind: 'not-loaded', message: asEngineError(thrown, 'model.load').message });
        process.disconnect();
      });
  });
}
