import { describe, expect, it } from 'vitest';
import {
  questionCues,
  ruleClassifier,
  sentencesOf,
  trainedClassifier,
} from '../../../pipelines/question-classifier.ts';
import { fakeTextModel } from '../../support/text-model-fake.ts';
import { type LabelledLine, QUESTION_LINES } from './question-lines.ts';

const MIN_CONFIDENCE = 0.5;

function scoreOf(lines: readonly LabelledLine[], language: string) {
  const judged = lines.map(({ text, isQuestion }) => {
    const { isQuestion: found, confidence } = ruleClassifier.classify(text, language);
    return { isQuestion, found: found && confidence >= MIN_CONFIDENCE };
  });
  const hits = judged.filter(({ isQuestion, found }) => isQuestion && found).length;
  const precision = hits / judged.filter(({ found }) => found).length;
  const recall = hits / judged.filter(({ isQuestion }) => isQuestion).length;
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

describe('the rules for questions', () => {
  for (const language of ['en', 'zh'] as const) {
    it(`find ${language} sales questions that the rules were not written for with F1 of 0.9 and more`, () => {
      const lines = QUESTION_LINES[language];
      expect(lines.dev.length + lines.heldOut.length).toBeGreaterThan(120);
      expect(scoreOf(lines.dev, language).f1).toBeGreaterThan(0.95);
      expect(scoreOf(lines.heldOut, language).f1).toBeGreaterThan(0.9);
    });
  }

  it.each([
    ['does it scale', 'en', 'yes-no', false],
    ['do you bill monthly or annually', 'en', 'alternative', false],
    ['why is it so slow', 'en', 'wh', true],
    ['how much is it', 'en', 'wh', false],
    ['and nobody has to touch the firewall', 'en', 'declarative', false],
    ['it runs on our servers, right?', 'en', 'tag', false],
    ['walk me through the setup', 'en', 'request', true],
    ['支持单点登录吗', 'zh', 'yes-no', false],
    ['是三年质保还是五年质保', 'zh', 'alternative', false],
    ['为什么这么贵', 'zh', 'wh', true],
    ['一共多少钱', 'zh', 'wh', false],
    ['也就是说我们不用换硬件', 'zh', 'declarative', false],
    ['你们在上海有团队对吧', 'zh', 'tag', false],
    ['麻烦您讲一下实施流程', 'zh', 'request', true],
  ])('take "%s" (%s) for %s', (text, language, form, isOpen) => {
    expect(ruleClassifier.classify(text, language)).toMatchObject({ isQuestion: true, form, isOpen });
  });

  it.each([
    ["I'll find out what it costs", 'en'],
    ['我去问问多少钱', 'zh'],
    ['how are you', 'en'],
    ['你好吗', 'zh'],
    ['Thank you very much', 'en'],
    ['who knows', 'en'],
    ['', 'en'],
    ['…', 'zh'],
  ])('take "%s" (%s) for no question', (text, language) => {
    expect(ruleClassifier.classify(text, language).isQuestion).toBe(false);
  });

  it('find the question in any sentence of an utterance, the more sure the later it comes', () => {
    const last = ruleClassifier.classify('We have forty sites. How long does one take?', 'en');
    const first = ruleClassifier.classify('How long does one take? We have forty sites. They are small.', 'en');
    expect(last.isQuestion && first.isQuestion).toBe(true);
    expect(last.confidence).toBeGreaterThan(first.confidence);
  });

  it('let the later of two questions name the form', () => {
    expect(ruleClassifier.classify('Is it expensive? How do you bill?', 'en').form).toBe('wh');
  });

  it('judge a long run of words without a stop by its end', () => {
    const run = 'we have forty sites '.repeat(100);
    expect(ruleClassifier.classify(`${run} and how long does one take`, 'en').isQuestion).toBe(true);
    expect(ruleClassifier.classify(`how long does one take ${run}`, 'en').isQuestion).toBe(false);
  });

  it('do not end a sentence inside a number or a name', () => {
    expect(sentencesOf('It takes 4.2 s on node.js. Right?')).toEqual(['It takes 4.2 s on node.js.', 'Right?']);
  });
});

describe('the trained classifier', () => {
  const model = fakeTextModel('question', ['question'], {
    'the price stays for two years': { question: 0.8 },
    多少钱: { question: 0.97 },
  });
  const { classify } = trainedClassifier(model);

  it('says whether, and the rules say which form', () => {
    expect(classify('the price stays for two years', 'en')).toMatchObject({ form: 'declarative', confidence: 0.8 });
    expect(classify('多少钱', 'zh')).toMatchObject({ form: 'wh', confidence: 0.97 });
    expect(classify('we have two trucks', 'en').isQuestion).toBe(false);
  });

  it('believes written marks', () => {
    expect(classify('The price stays for two years?', 'en')).toMatchObject({ isQuestion: true, form: 'declarative' });
    expect(classify('The price stays for two years.', 'en').isQuestion).toBe(false);
    expect(classify('How are you?', 'en').isQuestion).toBe(false);
  });

  it('is less sure in a call that asks little, but of written marks as sure as ever', () => {
    const words = classify('the price stays for two years', 'en', -1).confidence;
    expect(words).toBeCloseTo(1 / (1 + Math.exp(1 - Math.log(0.8 / 0.2))));
    const marked = classify('The price stays for two years?', 'en').confidence;
    expect(classify('The price stays for two years?', 'en', -1).confidence).toBe(marked);
  });

  it('gets what the rules found, and the shapes of the sentence, as cues', () => {
    expect(questionCues('how much is it', 'en')).toContain('en:wh');
    expect(questionCues('我们有两台车', 'zh')).toEqual(['zh:none', 'zh:length-1', 'zh:we-first']);
  });
});
