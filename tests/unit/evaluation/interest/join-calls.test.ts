import { expect, it } from 'vitest';
import { joinCalls, type TalkSource } from '../../../../evaluation/interest/join-calls.ts';
import { seededRandom } from '../../../../evaluation/statistics.ts';
import { EMPTY_BIN } from '../../../../pipelines/interest-bins.ts';

/** Every bin has so many turns, by which a look tells whose it is. */
const speaker = (series: string, turns: number): TalkSource => ({
  group: `${series}${turns}`,
  series,
  bins: Array.from({ length: 30 }, () => ({ ...EMPTY_BIN, turns })),
});

it('joins speakers of one series only, as many calls of each, and every other with a change', () => {
  const sources = [speaker('a', 1), speaker('b', 100), speaker('a', 2), speaker('b', 200)];
  const calls = joinCalls(sources, seededRandom(1), 400);
  const seriesIn = calls.map(({ looks }) => new Set(looks.map(({ turns }) => (turns < 100 ? 'a' : 'b'))));
  expect(seriesIn.every(({ size }) => size === 1)).toBe(true);
  expect(seriesIn.filter((series) => series.has('a'))).toHaveLength(200);
  const changed = calls.filter(({ changeLook }) => changeLook !== null);
  expect(changed.length).toBeGreaterThan(80);
  expect(calls.filter((_, at) => at % 2 === 0).every(({ changeLook }) => changeLook === null)).toBe(true);
});
