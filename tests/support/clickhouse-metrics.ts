// Figures of calls as the pipelines put them out: ticks every second, others when something was said; walks, ratios of
// counts, latencies. Seeded, so every run has the same.

import type { CallEvent } from '../../engine/events.ts';
import { logOf, started } from './clickhouse-call.ts';
import { TEST_NOW_MS } from './clickhouse-clock.ts';

interface SeriesPlan {
  readonly metric: string;
  readonly participantId: string | null;
  readonly dimension: string | null;
  readonly unit: string;
  readonly windowMs: number | null;
  readonly everyMs: number;
  /** On the tick of the call clock, or when something happens. */
  readonly onTick: boolean;
  readonly value: (walk: number, index: number) => number;
}

const ratio = (walk: number, index: number) => ((walk % 100) + index) / (index + 137);
const whole = (walk: number) => Math.round(walk * 50);
const PEOPLE = ['9f0c6f6e-rep', 'b7d51a20-customer'];

const PLANS: readonly SeriesPlan[] = [
  ...PEOPLE.flatMap((participantId) => [
    plan('talk.ratio', participantId, null, 'ratio', null, 1_000, true, ratio),
    plan('speech.rate', participantId, null, 'perMinute', 30_000, 2_000, false, (walk) => walk * 1.7),
    plan('filler.rate', participantId, null, 'per100Tokens', 60_000, 4_000, false, ratio),
    ...['price', 'technical', 'security', 'roi'].map((category) =>
      plan(
        'keyword.density',
        participantId,
        category,
        'perMinute',
        60_000,
        5_000,
        false,
        (walk, index) => Math.floor(walk / 10) / ((index % 60) + 1),
      ),
    ),
  ]),
  plan('interest', PEOPLE[1] ?? null, null, 'points', 90_000, 1_000, true, (walk) => walk),
  plan('response.latency', PEOPLE[0] ?? null, null, 'ms', null, 20_000, false, whole),
  ...['technical', 'business', 'price'].map((topic) =>
    plan('topic.share', PEOPLE[0] ?? null, topic, 'ratio', null, 5_000, true, ratio),
  ),
];

function plan(
  metric: string,
  participantId: string | null,
  dimension: string | null,
  unit: string,
  windowMs: number | null,
  everyMs: number,
  onTick: boolean,
  value: SeriesPlan['value'],
): SeriesPlan {
  return { metric, participantId, dimension, unit, windowMs, everyMs, onTick, value };
}

/** Numerical Recipes' linear congruence: enough for test data. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** The log of a call that holds its start, end and figures alone. Three of four events of a log are something else. */
export function metricLog(index: number, durationMs = 1_800_000): readonly CallEvent[] {
  const random = seededRandom(index + 1);
  const callId = `0192f${index.toString(16).padStart(3, '0')}-7c3a-7e21-9b1d-${Math.floor(random() * 2 ** 47)
    .toString(16)
    .padStart(12, '0')}`;
  const samples = PLANS.flatMap((series) => seriesOf(series, durationMs, random)).sort((a, b) => a.atMs - b.atMs);
  const startedAtMs = TEST_NOW_MS - (1 + (index % 60)) * 86_400_000 + index * 1_234_567;
  const [first, last] = logOf(callId, [started({ callId, startedAtMs }), { type: 'call.ended', atMs: durationMs }]);
  if (first === undefined || last === undefined) throw new Error('A call has a start and an end.');
  // The samples are many and well-formed by construction: they are not checked one by one.
  const placed = samples.map((sample) => ({ callId: first.callId, seq: 1, ...sample }) as CallEvent);
  return withOthersBetween([first, ...placed, last], random);
}

function seriesOf(series: SeriesPlan, durationMs: number, random: () => number) {
  const { everyMs, onTick, value, ...fields } = series;
  const samples = [];
  let walk = random() * 100;
  for (let atMs = everyMs, index = 0; atMs < durationMs; index++) {
    walk = Math.abs(walk + random() - 0.5);
    const confidence = onTick ? 1 : Math.round(random() * 100) / 100;
    samples.push({ type: 'metric.sampled' as const, atMs, ...fields, value: value(walk, index), confidence });
    atMs += onTick ? everyMs : Math.round(everyMs * (0.3 + 1.4 * random()));
  }
  return samples;
}

/** Leaves room in the numbering for the events that stand between figures in a real log. */
function withOthersBetween(events: readonly CallEvent[], random: () => number): readonly CallEvent[] {
  let seq = 0;
  return events.map((event, index) => {
    seq += index === 0 ? 1 : 1 + Math.floor(random() * 4);
    return { ...event, seq };
  });
}
