import { Subject, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { foldMachine, type Machine, runMachine } from '../../../engine/machine.ts';

const pairs: Machine<number | undefined, number, string> = {
  initial: undefined,
  step: (held, input) => (held === undefined ? [input, []] : [undefined, [`${held}+${input}`]]),
  flush: (held) => (held === undefined ? [] : [`${held} alone`]),
};

function run(machine: Machine<number | undefined, number, string>) {
  const source = new Subject<number>();
  const seen: string[] = [];
  let error: unknown;
  source.pipe(runMachine(machine)).subscribe({
    next: (output) => seen.push(output),
    error: (thrown) => {
      error = thrown;
    },
    complete: () => seen.push('complete'),
  });
  return { source, seen, error: () => error };
}

describe('runMachine', () => {
  it('puts outputs out in the same turn as the input that caused them', () => {
    const { source, seen } = run(pairs);
    source.next(1);
    expect(seen).toEqual([]);
    source.next(2);
    expect(seen).toEqual(['1+2']);
  });

  it('flushes what is owed before it completes', () => {
    const { source, seen } = run(pairs);
    source.next(7);
    source.complete();
    expect(seen).toEqual(['7 alone', 'complete']);
  });

  it('turns a throwing step into an error and stops', () => {
    const { source, seen, error } = run({
      ...pairs,
      step: () => {
        throw new Error('broken');
      },
    });
    source.next(1);
    source.next(2);
    expect(error()).toEqual(new Error('broken'));
    expect(seen).toEqual([]);
  });

  it('keeps one state per subscription', () => {
    const source = new Subject<number>();
    const results: string[][] = [];
    const shared = source.pipe(runMachine(pairs), toArray());
    shared.subscribe((all) => results.push(all));
    source.next(1);
    shared.subscribe((all) => results.push(all));
    source.next(2);
    source.complete();
    expect(results).toEqual([['1+2'], ['2 alone']]);
  });

  it('gives what foldMachine gives over the same list', () => {
    const { source, seen } = run(pairs);
    for (const input of [1, 2, 3]) source.next(input);
    source.complete();
    expect(seen.slice(0, -1)).toEqual(foldMachine(pairs, [1, 2, 3]));
  });
});
