import { describe, expect, it } from 'vitest';
import type { Signal } from '../../../engine/observations.ts';
import { interestPipeline } from '../../../pipelines/interest.ts';
import { turnsPipeline } from '../../../pipelines/turns.ts';
import {
  CUSTOMER,
  callContext,
  merged,
  ofType,
  participant,
  REP,
  runGraph,
  speechEnded,
  speechStarted,
  ticks,
} from '../../support/signals.ts';

const MIN = 60_000;

interface Manner {
  readonly lengthMs: number;
  readonly pauseMs: number;
}
const LIVELY: Manner = { lengthMs: 5_000, pauseMs: 500 };
/** Short answers that come late. */
const CURT: Manner = { lengthMs: 1_300, pauseMs: 2_500 };

/** Turns from one minute to another, every `nth` the customer's, in their manner; a small swing in length. */
function talk(fromMin: number, toMin: number, nth: number, manner = LIVELY): Signal[] {
  const signals: Signal[] = [];
  let turn = 0;
  for (let atMs = fromMin * MIN; atMs < toMin * MIN - 8_000; turn += 1) {
    const who = turn % nth === nth - 1 ? CUSTOMER : REP;
    const { lengthMs, pauseMs } = who === CUSTOMER ? manner : LIVELY;
    const startMs = atMs + pauseMs;
    const endMs = startMs + lengthMs * (1 + (turn % 3) * 0.14);
    signals.push(speechStarted(who, `${who}-${atMs}`, startMs), speechEnded(who, `${who}-${atMs}`, startMs, endMs));
    atMs = endMs;
  }
  return signals;
}

function run(...parts: readonly Signal[][]) {
  const signals = merged(...parts, ticks(0, 31 * MIN));
  return runGraph([turnsPipeline, interestPipeline], signals as Parameters<typeof runGraph>[1]);
}
const scores = (log: ReturnType<typeof run>) =>
  ofType(log, 'metric.sampled').filter(({ metric }) => metric === 'interest');

describe('the score', () => {
  it('comes every 15 s after the first three minutes of the customer, and stays near 50 while nothing changes', () => {
    const told = scores(run(talk(0, 12, 2)));
    expect(told[0]?.atMs).toBeGreaterThan(3 * MIN);
    expect(told[0]?.atMs).toBeLessThanOrEqual(3.5 * MIN);
    for (const { value, participantId, windowMs } of told.filter(({ atMs }) => atMs < 12 * MIN)) {
      expect([participantId, windowMs]).toEqual([CUSTOMER, 90_000]);
      expect(Math.abs(value - 50)).toBeLessThan(12);
    }
  });

  it('falls when the customer speaks much less, and is less sure where there is hardly any speech', () => {
    const log = run(talk(0, 10, 2), talk(10, 20, 6, CURT));
    const at = (min: number) => scores(log).find(({ atMs }) => atMs >= min * MIN);
    expect(at(18)?.value).toBeLessThan((at(9)?.value ?? 0) - 15);
    expect(at(25)?.confidence).toBeLessThan((at(18)?.confidence ?? 0) / 2);
  });
});

describe('a decline', () => {
  it('is told as a change, with when it began, once, and followed by the recovery', () => {
    const log = run(talk(0, 10, 2), talk(10, 20, 6, CURT), talk(20, 31, 2));
    const [declined, ...others] = ofType(log, 'interest.declined');
    expect(others).toEqual([]);
    expect(declined).toMatchObject({ participantId: CUSTOMER, isCalibrated: false, calibratedOn: 'joined-calls' });
    expect(declined?.confidence).toBeGreaterThanOrEqual(0.6);
    expect(declined?.atMs).toBeLessThan(20 * MIN);
    expect(Math.abs((declined?.sinceMs ?? 0) - 10 * MIN)).toBeLessThanOrEqual(2 * MIN);
    expect(declined?.toScore).toBeLessThan(declined?.fromScore ?? 0);
    const [recovered] = ofType(log, 'interest.recovered');
    expect(recovered?.atMs).toBeGreaterThan(20 * MIN);
  });

  it('is not told while nothing changes, nor a recovery without one', () => {
    const log = run(talk(0, 12, 6, CURT), talk(12, 31, 2));
    expect(ofType(log, 'interest.recovered')).toEqual([]);
    expect(ofType(run(talk(0, 31, 2)), 'interest.declined')).toEqual([]);
  });
});

it('has no score for reps, colleagues and unknown voices', () => {
  const participants = [participant('rep', 'rep', 0), participant('customer', 'unknown', 1)];
  const signals = merged(talk(0, 10, 2), ticks(0, 10 * MIN)) as Parameters<typeof runGraph>[1];
  expect(scores(runGraph([turnsPipeline, interestPipeline], signals, callContext({ participants })))).toEqual([]);
});
