import { expect, it } from 'vitest';
import { onceForEach } from '../../../engine/once-for-each.ts';

it('makes a thing once for each object, nothing among them, and not for another that looks the same', () => {
  const made: object[] = [];
  const of = onceForEach((source: { readonly a: number }) => {
    made.push(source);
    return source.a === 0 ? undefined : source.a;
  });
  const [one, nothing] = [{ a: 1 }, { a: 0 }];
  expect([of(one), of(one), of(nothing), of(nothing), of({ a: 1 })]).toEqual([1, 1, undefined, undefined, 1]);
  expect(made).toHaveLength(3);
});
