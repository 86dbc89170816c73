import { describe, expect, test } from 'vitest';
import {
  countFillers,
  isAcknowledgement,
  startsWithFilledPause,
} from '../../../../pipelines/language/acknowledgements.ts';

describe('isAcknowledgement', () => {
  test.each([
    ['Mm-hm.', 'en'],
    ['Mhm', 'en'],
    ['Right, okay.', 'en-GB'],
    ['Uh-huh', 'en'],
    ["Yeah, that's right.", 'en'],
    ['嗯', 'zh'],
    ['嗯嗯嗯', 'zh-CN'],
    ['对对对，没错', 'zh'],
    ['好的好的', 'zh'],
    ['OK，好的', 'zh'],
    ['嗯，明白了。', 'en'],
  ])('takes "%s" for an acknowledgement', (text, language) => {
    expect(isAcknowledgement(text, language)).toBe(true);
  });

  test.each([
    ['Right, so the price is fixed', 'en'],
    ['Um', 'en'],
    ['', 'en'],
    ['...', 'en'],
    ['No', 'en'],
    ['嗯……这个', 'zh'],
    ['对我们来说', 'zh'],
    ['是什么', 'zh'],
    ['好贵', 'zh'],
    ['好啊'.repeat(5_000), 'zh'],
    ['mm hm '.repeat(3_000), 'en'],
  ])('takes %# for more than an acknowledgement', (text, language) => {
    expect(isAcknowledgement(text, language)).toBe(false);
  });
});

describe('startsWithFilledPause', () => {
  test.each([
    ['Um, so we support that.', 'en'],
    ['Uhh well', 'en'],
    ['So, um, it depends', 'en'],
    ['Hmm, let me think', 'en'],
    ['嗯……这个要看情况', 'zh'],
    ['呃，我们', 'zh'],
    ['那个，就是', 'zh'],
    ['额这个价格', 'zh'],
  ])('hears a filled pause at the start of "%s"', (text, language) => {
    expect(startsWithFilledPause(text, language)).toBe(true);
  });

  test.each([
    ['Mm-hm, we can', 'en'],
    ['Uh-huh, we can', 'en'],
    ['We, um, can', 'en'],
    ['Umbrella terms', 'en'],
    ['嗯，对，可以', 'zh'],
    ['嗯', 'zh'],
    ['这个产品支持', 'zh'],
    ['那个方案', 'zh'],
  ])('hears none at the start of "%s"', (text, language) => {
    expect(startsWithFilledPause(text, language)).toBe(false);
  });
});

describe('countFillers', () => {
  test.each([
    ['Um, you know, we can, uh, do that.', 'en', 3],
    ['I mean, it is sort of new', 'en', 2],
    ['Do you know what kind of firewall it is?', 'en', 0],
    ['Mm-hm', 'en', 0],
    ['那个，就是说，我们可以做', 'zh', 2],
    ['那个我们呃可以', 'zh', 2],
    ['我喜欢那个方案', 'zh', 0],
    ['嗯，对', 'zh', 0],
  ])('counts the fillers of "%s"', (text, language, count) => {
    expect(countFillers(text, language)).toBe(count);
  });
});
