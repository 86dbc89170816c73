import { describe, expect, it } from 'vitest';
import { en } from '../../../../dashboard/text/en.ts';
import { clock } from '../../../../dashboard/text/messages.ts';
import { zh } from '../../../../dashboard/text/zh.ts';

type Tree = { readonly [key: string]: unknown };
const leaves = (tree: Tree, path = ''): [string, unknown][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? leaves(value as Tree, `${path}.${key}`) : [[`${path}.${key}`, value]],
  );

const VERDICTS = /\b(too slow|failed|bad|wrong|poor|mistake)\b|太慢|失败|糟糕|不合格|错误/i;

describe('the catalogues', () => {
  it('say the same things in both languages', () => {
    const paths = (tree: Tree) =>
      leaves(tree)
        .map(([path]) => path)
        .filter((path) => !path.startsWith('.categories'));
    expect(paths(zh)).toEqual(paths(en));
  });

  it('are written in their own language', () => {
    const isBorrowed = /languages|otherLanguage/;
    for (const [path, words] of leaves(zh)) {
      if (typeof words === 'string' && !isBorrowed.test(path)) expect(words, path).toMatch(/\p{Script=Han}/u);
    }
    for (const [path, words] of leaves(en)) {
      if (typeof words === 'string' && !isBorrowed.test(path)) expect(words, path).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('pass no verdict on anybody', () => {
    for (const [path, words] of [...leaves(en), ...leaves(zh)]) {
      if (typeof words === 'string') expect(words, path).not.toMatch(VERDICTS);
    }
  });

  it('offer a beginning while the customer waits', () => {
    expect(en.live.waitingOffer(6_400, en.live.offerOwn)).toBe(
      'Customer is waiting (6 s). You could begin with the part you are sure of.',
    );
    expect(zh.live.waitingOffer(6_400, zh.live.offerOwn)).toBe('客户在等答复（6 秒），可以先从有把握的部分说起。');
  });
});

describe('times', () => {
  it.each([
    [0, '0:00'],
    [767_900, '12:47'],
    [3_723_000, '1:02:03'],
  ])('writes %d ms as %s', (ms, words) => expect(clock(ms)).toBe(words));
});
