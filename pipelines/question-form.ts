// What kinds of question there are, and what one sentence asks. Types only.

import type { EventOf } from '../engine/events.ts';

export type QuestionForm = Exclude<EventOf<'question.asked'>['form'], 'turn'>;

/** What one sentence of an utterance asks. */
export interface AskedSentence {
  readonly form: QuestionForm;
  /** Open: cannot be answered by yes, no or one fact. */
  readonly isOpen: boolean;
  /** How sure, in [0, 1], that it wants an answer; a rule of thumb, not calibrated. */
  readonly confidence: number;
}
