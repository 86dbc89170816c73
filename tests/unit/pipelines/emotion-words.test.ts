import { describe, expect, test } from 'vitest';
import { wordsAffect } from '../../../pipelines/emotion-words.ts';

describe('words', () => {
  test.each([
    ['This is excellent, I love it.', 'en'],
    ['No problem, that makes sense.', 'en'],
    ['It is not bad at all.', 'en'],
    ["I'm not worried about that.", 'en'],
    ['太好了，非常满意', 'zh'],
    ['没问题，挺方便的', 'zh'],
    ['不贵', 'zh'],
    ['我们不担心这个', 'zh'],
  ])('of "%s" are pleasant', (text, language) => {
    expect(wordsAffect(text, language).valence).toBeGreaterThan(0.2);
  });

  test.each([
    ['That is a terrible idea, we are really disappointed.', 'en'],
    ["It isn't good.", 'en'],
    ['I worry about delays.', 'en'],
    ['这个太贵了，有点担心', 'zh'],
    ['我们不太满意', 'zh'],
    ['简直无法接受', 'zh'],
  ])('of "%s" are unpleasant', (text, language) => {
    expect(wordsAffect(text, language).valence).toBeLessThan(-0.2);
  });

  test.each([
    ['We have two sites and I would like to see the numbers.', 'en'],
    ['Good morning, what kind of database is it?', 'en'],
    ['您好，请问是不是支持私有部署', 'zh'],
    ['不好意思，我们有好几个站点', 'zh'],
  ])('of "%s" tell nothing, and are not sure of it', (text, language) => {
    const { valence, confidence } = wordsAffect(text, language);
    expect(valence).toBe(0);
    expect(confidence).toBeLessThanOrEqual(0.1);
  });

  test('are stronger with a word of degree, and surer where there are more of them', () => {
    const plain = wordsAffect('it is slow', 'en');
    expect(wordsAffect('it is very slow', 'en').valence).toBeLessThan(plain.valence);
    expect(wordsAffect('it is slow and broken and confusing', 'en').confidence).toBeGreaterThan(plain.confidence);
    expect(wordsAffect('有点慢', 'zh').valence).toBeGreaterThan(wordsAffect('非常慢', 'zh').valence);
  });

  test('reach over no clause: a negation before a comma leaves the next clause alone', () => {
    expect(wordsAffect('No, good', 'en').valence).toBeGreaterThan(0);
    expect(wordsAffect('不，很好', 'zh').valence).toBeGreaterThan(0);
  });
});
