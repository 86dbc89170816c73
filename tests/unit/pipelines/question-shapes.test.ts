import { describe, expect, it } from 'vitest';
import { madeLines } from '../../../models/training/text/made-lines.ts';
import { ownLines } from '../../../models/training/text/own-lines.ts';
import { ENGLISH_SHAPES, runsOf } from '../../../pipelines/language/question-shapes-en.ts';
import { CHINESE_SHAPES } from '../../../pipelines/language/question-shapes-zh.ts';
import { questionShapes } from '../../../pipelines/question-shapes.ts';

describe('the shapes of an utterance', () => {
  it.each([
    ['这个能刷医保卡吗', 'zh:ma'],
    ['有现货没得', 'zh:dialect'],
    ['你们管安装不管', 'zh:verb-not-verb'],
    ['够不够用要看旺季', 'zh:doubled-told'],
    ['几点到我提前跟你说', 'zh:wh-told'],
    ['好几家都来报过价', 'zh:wh-some'],
    ['他刚才问过多少钱', 'zh:others-ask'],
    ['我们十二月最忙 月费能不能跟着走', 'zh:tail-doubled'],
  ])('tell apart what asks in Chinese and what only looks so: "%s" has %s', (text, shape) => {
    expect(questionShapes(text, 'zh')).toContain(shape);
  });

  it.each([
    ['do you deliver on saturdays', 'en:turned-first'],
    ['we run a kitchen so there is grease does that panel wipe clean', 'en:do-later'],
    ['what we need is a quieter one', 'en:wh-not-turned-first'],
    ["I don't know why it beeps", 'en:told-before'],
    ["it comes with a stand doesn't it", 'en:tag'],
    ['the inspector was here on monday and he looked at it all so who is paying for that', 'en:tail-wh-later'],
  ])('tell apart what asks in English and what only looks so: "%s" has %s', (text, shape) => {
    expect(questionShapes(text, 'en')).toContain(shape);
  });

  it('go by what is written, whatever language the call has, and by no punctuation', () => {
    expect(questionShapes('这个多少钱', 'en')).toEqual(questionShapes('这个多少钱', 'zh'));
    expect(questionShapes('你们管安装吗？', 'zh')).toEqual(questionShapes('你们管安装吗', 'zh'));
  });

  it('say of a statement that it has none of the ends of a question', () => {
    const shapes = questionShapes('我们十二月最忙', 'zh');
    expect(shapes).toContain('zh:we-first');
    expect(shapes).not.toContain('zh:ma');
    expect(shapes).not.toContain('zh:wh');
  });

  it('are all found, though a pattern is tried only where one of the words that it needs is said', () => {
    const said = [...ownLines('question'), ...ownLines('objection'), ...madeLines('question')];
    const missed = said.flatMap(({ text, lang }) => {
      const plain = text.toLowerCase().replace(/[^\p{L}\p{N}']+/gu, lang === 'en' ? ' ' : '，');
      const [shapes, words] = lang === 'en' ? [ENGLISH_SHAPES, runsOf(plain)] : [CHINESE_SHAPES, [...plain]];
      return shapes
        .filter(({ pattern, needs }) => pattern.test(plain) && !needs.some((word) => words.includes(word)))
        .map(({ name }) => `${name}: ${text}`);
    });
    expect(missed).toEqual([]);
  });
});
