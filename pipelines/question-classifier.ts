// Does an utterance want an answer, and what kind of question is it? In: text and language. Out: a judgement.
// By rules alone, or by the trained classifier, which takes what the rules find as cues. No latency, no state.

import type { TextClassifier } from '../engine/ports.ts';
import { questionLookalikes } from './language/question-lookalikes.ts';
import { judgeEnglish } from './language/questions-en.ts';
import { judgeChinese } from './language/questions-zh.ts';
import { isChineseTag, languageOfText } from './language/tokens.ts';
import type { AskedSentence } from './question-form.ts';
import { shapesIn } from './question-shapes.ts';

export interface QuestionJudgement extends AskedSentence {
  readonly isQuestion: boolean;
}

export interface QuestionClassifier {
  /** `rateLogOdds`: what the call so far adds to the log odds of a classifier's probability; rules take no notice. */
  classify(text: string, language: string, rateLogOdds?: number): QuestionJudgement;
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

/** Two English words or more in a row: a sentence that mixes both may be put together by English grammar. */
const ENGLISH_WORDS = /[a-z]+ [a-z]+/i;
const HAN_RUN = /\p{Script=Han}+/gu;

/** What one sentence asks; where Chinese rules find nothing in mixed talk, English ones see the Chinese as one word. */
function judgeSentence(sentence: string, language: string): AskedSentence | null {
  if (!isChineseTag(language)) return judgeEnglish(sentence);
  const found = judgeChinese(sentence);
  if (found || !ENGLISH_WORDS.test(sentence)) return found;
  return judgeEnglish(sentence.replace(HAN_RUN, ' something '));
}

/** The strongest question among the sentences, the later ones weighing more. */
function strongest(text: string, judge: (sentence: string) => AskedSentence | null): QuestionJudgement {
  const sentences = sentencesOf(text);
  let best = NO_QUESTION;
  sentences.forEach((sentence, index) => {
    const asked = judge(sentence);
    if (!asked) return;
    const confidence = asked.confidence * WEIGHT_PER_SENTENCE_AFTER ** (sentences.length - 1 - index);
    if (confidence >= best.confidence) best = { isQuestion: true, ...asked, confidence };
  });
  return best;
}

export const ruleClassifier: QuestionClassifier = {
  classify: (text, language) => strongest(text, (sentence) => judgeSentence(sentence, language)),
};

/** The judgement of the rules, the shapes of the sentence, and what only looks like a question or hardly like one. */
function cuesOf(sentence: string, asked: AskedSentence | null, language: string): string[] {
  const isChinese = isChineseTag(language);
  const prefix = isChinese ? 'zh' : 'en';
  const judged = asked
    ? [`${prefix}:asked`, `${prefix}:${asked.form}`, `${prefix}:${asked.form}:${asked.confidence}`]
    : [`${prefix}:none`];
  return [...judged, ...shapesIn(sentence, language), ...questionLookalikes(sentence, isChinese)];
}

/** What the rules find in a sentence, as cues for the trained classifier; models/training/text/recipes/question.ts. */
export function questionCues(sentence: string, language: string): string[] {
  const written = languageOfText(sentence, language);
  return cuesOf(sentence, judgeSentence(sentence, written), written);
}

const QUESTION_MARK = /[?？]/;
const FULL_STOP = /[.。!！]\s*$/;
/** Words that are less likely a question than this are none. */
const LEAST_PROBABILITY = 0.02;
/** A statement that is put as a question, where no rule knows the form. */
const PUT_AS_QUESTION = { form: 'declarative', isOpen: false } as const;

const shifted = (probability: number, logOdds: number): number =>
  probability / (probability + (1 - probability) * Math.exp(-logOdds));

/**
 * Whether, by the trained classifier; which form, by the rules. A written mark is believed as the rules believe it: a
 * question mark makes a question unless the words are polite talk, a full stop leaves a statement a statement.
 */
export function trainedClassifier(model: TextClassifier): QuestionClassifier {
  return {
    classify: (text, language, rateLogOdds = 0) =>
      strongest(text, (sentence) => {
        const written = languageOfText(sentence, language);
        const byRules = judgeSentence(sentence, written);
        if (QUESTION_MARK.test(sentence) || (FULL_STOP.test(sentence) && !byRules)) return byRules;
        const byWords = model.classify(sentence, written, cuesOf(sentence, byRules, written))['question'] ?? 0;
        const confidence = shifted(byWords, rateLogOdds);
        return confidence < LEAST_PROBABILITY ? null : { ...(byRules ?? PUT_AS_QUESTION), confidence };
      }),
  };
}
