import { describe, expect, it } from 'vitest';
import { questionLookalikes } from '../../../../pipelines/language/question-lookalikes.ts';
import { questionCues } from '../../../../pipelines/question-classifier.ts';
import { questionShapes } from '../../../../pipelines/question-shapes.ts';

describe('wording that only looks like a question, or hardly like one', () => {
  it.each([
    ['我一直弄不明白他图什么', 'zh:puzzled'],
    ['你甭操心我们怎么停船', 'zh:none-of-you'],
    ['怎么浇水我婆婆都懂', 'zh:wh-then-we'],
    ['选托班就认有没有院子', 'zh:wants'],
    ['谁愿意半夜去码头接货', 'zh:who-would'],
    ['这算哪门子服务', 'zh:what-is-this'],
    ['他问我几点关门我说九点', 'zh:told-of'],
    ['要是漆掉了你们补不补', 'zh:if-whether-end'],
  ])('is told by its shape in Chinese: "%s" has %s', (text, shape) => {
    expect(questionLookalikes(text, true)).toContain(shape);
  });

  it.each([
    ['does it leak sure but only in march', 'en:self-answer'],
    ['oh is that so well good for the goats', 'en:news'],
    ["I don't imagine you ship to jersey", 'en:suppose-not'],
    ['how hard can it be to tie a rope', 'en:how-hard'],
    ['so if the mast cracks you bring another', 'en:so-if-you'],
    ['and there’d be no fee', 'en:and-would'],
    ['they asked about the dog and we told them', 'en:told-of'],
  ])('is told by its shape in English: "%s" has %s', (text, shape) => {
    expect(questionLookalikes(text, false)).toContain(shape);
  });

  it('is read in traditional characters too, and whatever mark is at the end', () => {
    expect(questionLookalikes('誰願意半夜去碼頭接貨？', true)).toEqual(
      questionLookalikes('谁愿意半夜去码头接货', true),
    );
  });

  it('is a cue for questions alone: other classifiers need not be trained again', () => {
    const text = 'how hard can it be to tie a rope';
    expect(questionCues(text, 'en')).toContain('en:how-hard');
    expect(questionShapes(text, 'en')).not.toContain('en:how-hard');
  });
});
