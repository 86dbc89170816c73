// Does an utterance want an answer, and what kind of question is it? In: text and language. Out: a judgement.
// Rules for Chinese and English; a trained classifier can stand behind the same interface. No latency, no state.

import { judgeEnglish } from './language/questions-en.ts';
import { judgeChinese } from './language/questions-zh.ts';
import type { AskedSentence } from './question-form.ts';

export interface QuestionJudgement extends AskedSentence {
  readonly isQuestion: boolean;
}

export interface QuestionClassifier {
  classify(text: string, language: string): QuestionJudgement;
}

const NO_QUESTION: QuestionJudgement = { isQuestion: false, form: 'yes-no', isOpen: false, confidence: 0 };

/** A question that is followed by so many more sentences counts so much less: the last sentence is what is answered. */
const WEIGHT_PER_SENTENCE_AFTER = 0.92;

/** A run of words without a stop is judged by its last characters: what was asked before them is no longer waited for. */
const MAX_SENTENCE_CHARS = 300;
const SENTENCE = /[^.?!。？！；;…\n]+[.?!。？！；;…\n]*/g;
/** A full stop inside a number or a name ("4.2", "node.js") ends no sentence. */
const INNER_STOP = /(?<=[\p{L}\p{N}])\.(?=[\p{L}\p{N}])/gu;

export function sentencesOf(text: string): string[] {
  const parts = text.replace(INNER_STOP, '\u2024').match(SENTENCE) ?? [];
  return parts
    .map((part) => part.replaceAll('\u2024', '.').trim().slice(-MAX_SENTENCE_CHARS))
    .filter((part) => part !== '');
}

/** The questions among the sentences, the later ones weighing more; the strongest names the form. */
export const ruleClassifier: QuestionClassifier = {
  classify(text, language) {
    const judge = /^zh\b/i.test(language) ? judgeChinese : judgeEnglish;
    const sentences = sentencesOf(text);
    let best = NO_QUESTION;
    sentences.forEach((sentence, index) => {
      const asked = judge(sentence);
      if (!asked) return;
      const confidence = asked.confidence * WEIGHT_PER_SENTENCE_AFTER ** (sentences.length - 1 - index);
      if (confidence >= best.confidence) best = { isQuestion: true, ...asked, confidence };
    });
    return best;
  },
};
