import { type Observable, Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { type Inference, inferInOrder } from '../../../engine/infer-in-order.ts';

/** Answers are given by the test, in whatever order it likes. */
function scripted(maxPending: number) {
  const source = new Subject<string>();
  const answers = new Map<string, Subject<number>>();
  const asked: string[] = [];
  const seen: string[] = [];
  const infer = (input: string): Observable<number> => {
    asked.push(input);
    const answer = new Subject<number>();
    answers.set(input, answer);
    return answer;
  };
  const show = (each: Inference<string, number>) =>
    each.outcome === 'done' ? `${each.input}=${each.output}` : `${each.input}: ${each.error.code}`;
  source.pipe(inferInOrder(infer, { maxPending })).subscribe({
    next: (each) => seen.push(show(each)),
    complete: () => seen.push('complete'),
  });
  const answer = (input: string, value: number) => answers.get(input)?.next(value);
  const fail = (input: string) => answers.get(input)?.error(new Error('no'));
  return { source, asked, seen, answer, fail, answers };
}

describe('inferInOrder', () => {
  it('lets answers leave in the order of the inputs, whichever comes first', () => {
    const { source, seen, answer } = scripted(8);
    for (const input of ['a', 'b', 'c']) source.next(input);
    answer('c', 3);
    answer('b', 2);
    expect(seen).toEqual([]);
    answer('a', 1);
    expect(seen).toEqual(['a=1', 'b=2', 'c=3']);
  });

  it('asks all inputs at once and does not wait for answers', () => {
    const { source, asked } = scripted(8);
    for (const input of ['a', 'b']) source.next(input);
    expect(asked).toEqual(['a', 'b']);
  });

  it('does not ask what exceeds the bound and says so in its place', () => {
    const { source, asked, seen, answer } = scripted(2);
    for (const input of ['a', 'b', 'c']) source.next(input);
    answer('a', 1);
    answer('b', 2);
    expect(asked).toEqual(['a', 'b']);
    expect(seen).toEqual(['a=1', 'b=2', 'c: overload.inference']);
  });

  it('puts a failed answer in its place and goes on', () => {
    const { source, seen, answer, fail } = scripted(8);
    for (const input of ['a', 'b']) source.next(input);
    fail('a');
    answer('b', 2);
    expect(seen).toEqual(['a: model.failed', 'b=2']);
  });

  it('treats a model that completes without an answer as failed', () => {
    const { source, seen, answers } = scripted(8);
    source.next('a');
    answers.get('a')?.complete();
    expect(seen).toEqual(['a: model.failed']);
  });

  it('completes only when the last answer has left', () => {
    const { source, seen, answer } = scripted(8);
    source.next('a');
    source.complete();
    expect(seen).toEqual([]);
    answer('a', 1);
    expect(seen).toEqual(['a=1', 'complete']);
  });
});
