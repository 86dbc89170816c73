import { describe, expect, it } from 'vitest';
import { detection, figuresOf, match } from '../../../../evaluation/calls/measurement.ts';

describe('truth and findings of a call', () => {
  const sameWord = (truth: string, found: string) =>
    truth[0] === found[0] ? -Math.abs(truth.length - found.length) : null;

  it('are matched one to one, each truth with the finding that agrees best', () => {
    const { pairs, missed, extra } = match(['aa', 'a', 'b', 'b'], ['a', 'aaa', 'b', 'c'], sameWord);
    expect(pairs).toEqual([
      ['aa', 'a'],
      ['a', 'aaa'],
      ['b', 'b'],
    ]);
    expect(missed).toEqual(['b']);
    expect(extra).toEqual(['c']);
  });

  it('are added up over calls', () => {
    const found = (call: string, truths: string[], findings: string[]) => ({
      call,
      measurement: detection('word', match(truths, findings, sameWord)),
    });
    const figures = figuresOf('all', [found('one', ['a', 'b'], ['a']), found('two', ['c'], ['c', 'd'])]);
    const values = Object.fromEntries(figures.map(({ name, value }) => [name, value]));
    expect(values['all: word precision']).toBeCloseTo(2 / 3);
    expect(values['all: word recall']).toBeCloseTo(2 / 3);
  });

  it('give the mean of errors with unit and target, and no value where there are none', () => {
    const mean = (values: number[]) => ({
      call: 'one',
      measurement: { kind: 'mean' as const, name: 'error', values, unit: 'ms', target: { atMost: 80 } },
    });
    expect(figuresOf('one', [mean([10, 30])])).toMatchObject([{ value: 20, unit: 'ms', n: 2, target: { atMost: 80 } }]);
    expect(figuresOf('one', [mean([])])).toMatchObject([{ value: null, n: 0 }]);
  });
});
