import { describe, expect, it } from 'vitest';
import { Playbook } from '../../../engine/playbook.ts';
import { scriptBook } from '../../../pipelines/script-coverage.ts';

const OPTIONS = { minCoverageRatio: 0.5, pointsWeight: 0.7 };
const playbook = Playbook.parse({
  id: 'p',
  title: 'P',
  language: 'en',
  scripts: [
    {
      id: 'worth',
      title: 'From price to worth',
      answers: 'price',
      keyPoints: [
        { text: 'compare', phrases: ['compared with'], examples: ['May I ask what you compare it with?'] },
        { text: 'figures', examples: ['You told me that two people spend a day each week on the report.'] },
        { text: 'smaller', phrases: ['one team'] },
      ],
      body: '"May I ask what you compare it with?" Then: "We could begin with one team and grow from there."',
    },
    {
      id: 'discount',
      title: 'Discount',
      answers: 'price',
      keyPoints: [{ text: 'volume discount' }],
      body: 'Discount.',
    },
    { id: 'wait', title: 'Wait', answers: 'a silence', body: 'How do you do that today?' },
  ],
});
const book = scriptBook(playbook);

describe('the script that a reply is compared with', () => {
  it('counts a key point by a phrase, and by most of the words of an example', () => {
    const found = book.bestFor('price', 'what do you compare it with? we could start with one team', OPTIONS);
    expect(found).toMatchObject({ script: { id: 'worth' }, matchedPoints: ['compare', 'smaller'] });
    expect(found?.missedPoints).toEqual(['figures']);
  });

  it('counts an example in other words and forms', () => {
    const reply = 'so you said those two people are spending one day every week on reports';
    expect(book.bestFor('price', reply, OPTIONS)?.matchedPoints).toEqual(['figures']);
  });

  it('is the one that the reply covers best', () => {
    expect(book.bestFor('price', 'I can give you a volume discount', OPTIONS)?.script.id).toBe('discount');
  });

  it('matches 1 when it is said as it is written, and 0 when nothing of it is said', () => {
    const whole =
      'May I ask what you compare it with? You told me that two people spend a day each week on the report. ' +
      'We could begin with one team and grow from there.';
    expect(book.bestFor('price', whole, OPTIONS)?.matchRatio).toBeGreaterThan(0.9);
    const none = book.bestFor('price', 'lovely weather', OPTIONS);
    expect(none).toMatchObject({ matchRatio: 0, matchedPoints: [], missedPoints: ['compare', 'figures', 'smaller'] });
  });

  it('rises with every key point', () => {
    const ratioOf = (reply: string) => book.bestFor('price', reply, OPTIONS)?.matchRatio ?? -1;
    const one = ratioOf('compared with what');
    const two = ratioOf('compared with what? we can begin with one team');
    expect(one).toBeGreaterThan(0.2);
    expect(two).toBeGreaterThan(one + 0.2);
  });

  it('is none where the playbook has none for the type', () => {
    expect(book.hasScriptFor('timing')).toBe(false);
    expect(book.bestFor('timing', 'fine', OPTIONS)).toBeNull();
  });
});

describe('a script in Chinese', () => {
  const zh = Playbook.parse({
    id: 'z',
    title: 'Z',
    language: 'zh',
    scripts: [
      {
        id: 'worth',
        title: '从价格谈到价值',
        answers: 'price',
        keyPoints: [
          { text: '先问跟什么比', examples: ['方便问一下，您是跟哪种做法比下来的？'] },
          { text: '缩小范围', phrases: ['从一个部门'] },
        ],
        body: '“可以先从一个部门开始，跑顺了再扩。”',
      },
    ],
  });

  it('counts key points by characters in common and by phrases', () => {
    const found = scriptBook(zh).bestFor('price', '您是跟哪种方案比下来觉得贵的呢 我们先從一個部門做起', OPTIONS);
    expect(found?.matchedPoints).toEqual(['先问跟什么比', '缩小范围']);
  });
});
