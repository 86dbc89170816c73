// Sentences of punctuated text with a weak label: a writer who ended one with a question mark meant a question, unless
// the words are polite talk ("how are you?"). In: text. Out: sentences that have an end mark, not too long to be said.

import { ruleClassifier, sentencesOf } from '../../../../pipelines/question-classifier.ts';

export interface MarkedSentence {
  readonly text: string;
  readonly isQuestion: boolean;
}

const LONGEST_CHARS = 220;
const MARKED = /[?？][\s"'”’)!.]*$/;
const ENDED = /[.!?。！？…][\s"'”’)]*$/;

export function markedSentences(text: string, language: string): MarkedSentence[] {
  return sentencesOf(text)
    .filter((sentence) => ENDED.test(sentence) && sentence.length <= LONGEST_CHARS && /\p{L}/u.test(sentence))
    .map((sentence) => ({
      text: sentence,
      isQuestion: MARKED.test(sentence) && ruleClassifier.classify(sentence, language).isQuestion,
    }));
}
