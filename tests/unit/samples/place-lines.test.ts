import { describe, expect, it } from 'vitest';
import { placed } from './invented-script.ts';

describe('lines on the time line of a sample call', () => {
  it('begin their pause after the end of the line before, and overlap where the pause is negative', () => {
    const call = placed([
      { id: 'a', by: 'rep', pauseMs: 0, lastsMs: 3_000 },
      { id: 'b', by: 'customer', pauseMs: 500, lastsMs: 1_000 },
      { id: 'c', by: 'rep', pauseMs: -200, lastsMs: 1_000 },
    ]);
    expect(call.lines.map(({ startMs }) => startMs)).toEqual([1_000, 4_500, 5_300]);
    expect(call.durationMs).toBe(9_300);
  });

  it('count from the line they name, and come by rising start', () => {
    const call = placed([
      { id: 'a', by: 'rep', pauseMs: 0, lastsMs: 3_000 },
      { id: 'b', by: 'customer', pauseMs: -1_500, lastsMs: 400, isBackchannel: true },
      { id: 'c', by: 'customer', after: 'a', pauseMs: 300, lastsMs: 1_000 },
    ]);
    expect(call.lines.map(({ line, startMs }) => [line.id, startMs])).toEqual([
      ['a', 1_000],
      ['b', 2_500],
      ['c', 4_300],
    ]);
  });

  it('are refused where one voice would say two of them at once', () => {
    const lines = [
      { id: 'a', by: 'rep', pauseMs: 0, lastsMs: 3_000 },
      { id: 'b', by: 'rep', pauseMs: -100, lastsMs: 1_000 },
    ] as const;
    expect(() => placed(lines)).toThrow('lines a and b: one voice cannot say both at once');
  });

  it('are refused where they name a line that is not before them', () => {
    expect(() => placed([{ id: 'a', by: 'rep', after: 'z', pauseMs: 0, lastsMs: 10 }])).toThrow('there is no line z');
  });
});
