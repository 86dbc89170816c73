import { describe, expect, test } from 'vitest';
import type { WindowRead } from '../../../engine/observations.ts';
import { speechPipeline } from '../../../pipelines/speech.ts';
import {
  CUSTOMER,
  callContext,
  merged,
  ofType,
  REP,
  runPipeline,
  TWO_VOICES,
  tick,
  windows,
} from '../../support/signals.ts';

type Reading = Partial<WindowRead>;
const COUNT = 400;
const QUIET: Reading = { speechProbability: 0.02, rmsDb: -70 };

/** Two voices: level and pitch move as syllables do, each in its own rhythm. */
function voiceAt(index: number, phase: number): Reading {
  const [fast, slow] = phase === 0 ? [0.9, 0.37] : [0.63, 0.21];
  const syllable = Math.sin((index + phase) * fast) + Math.sin((index + phase) * slow);
  const f0Hz = syllable > -0.8 ? (phase === 0 ? 210 : 118) * (1 + 0.12 * Math.sin(index * 0.11 + phase)) : null;
  return { speechProbability: 0.97, rmsDb: -24 + 6 * syllable, f0Hz };
}
const within = (index: number, spans: readonly (readonly [number, number])[]) =>
  spans.some(([from, to]) => index >= from && index < to);
const customerAt = (spans: readonly (readonly [number, number])[]) => (index: number) =>
  within(index, spans) ? voiceAt(index, 0) : QUIET;

/** The rep's channel: an own voice in `own`, and the customer's voice `lossDb` weaker and `lag` windows late. */
function repHearing(
  customer: (index: number) => Reading,
  lossDb: number,
  lag: number,
  own: readonly (readonly [number, number])[] = [],
) {
  return (index: number): Reading => {
    const leaked = customer(index - lag);
    const leak = { ...leaked, rmsDb: Math.max(-70, (leaked.rmsDb ?? -70) - lossDb) };
    if (!within(index, own)) return leak;
    const voice = voiceAt(index, 50);
    return (voice.rmsDb ?? 0) > leak.rmsDb ? voice : leak;
  };
}

const heard = async (rep: (index: number) => Reading, customer: (index: number) => Reading) =>
  runPipeline(speechPipeline, merged(windows(0, 0, COUNT, rep), windows(1, 0, COUNT, customer)));
const speechMs = (drafts: Awaited<ReturnType<typeof heard>>, who: typeof REP) =>
  ofType(drafts, 'speech.ended')
    .filter(({ participantId }) => participantId === who)
    .reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);

const TALK = [
  [20, 90],
  [140, 200],
  [250, 330],
] as const;
const customer = customerAt(TALK);

describe('the customer’s voice in the rep’s channel', () => {
  test.each([
    [12, 0],
    [18, 1],
    [25, 2],
    [35, 1],
  ])('%i dB weaker and %i windows late is no speech of the rep once it is known', async (lossDb, lag) => {
    const drafts = await heard(repHearing(customer, lossDb, lag), customer);
    const late = ofType(drafts, 'speech.ended').filter(
      ({ participantId, startMs }) => participantId === REP && startMs > 1_500,
    );
    expect(late).toEqual([]);
    expect(speechMs(drafts, REP)).toBeLessThan(700);
    expect(speechMs(drafts, CUSTOMER)).toBe(speechMs(await heard(() => QUIET, customer), CUSTOMER));
  });

  test('is told once for each stretch, with the channel that it came from', async () => {
    const told = ofType(await heard(repHearing(customer, 18, 1), customer), 'crosstalk.removed');
    expect(told).toHaveLength(TALK.length);
    for (const { channel, sourceChannel, startMs, endMs } of told) {
      expect([channel, sourceChannel]).toEqual([0, 1]);
      expect(TALK.some(([from, to]) => startMs >= from * 32 && endMs <= (to + 2) * 32)).toBe(true);
    }
  });

  test('does not hide what the rep says meanwhile', async () => {
    const own = [
      [60, 120],
      [270, 310],
    ] as const;
    const clean = await heard(
      repHearing(() => QUIET, 0, 0, own),
      customer,
    );
    const drafts = await heard(repHearing(customer, 20, 1, own), customer);
    expect(Math.abs(speechMs(drafts, REP) / speechMs(clean, REP) - 1)).toBeLessThan(0.15);
    expect(ofType(drafts, 'speech.ended').filter(({ participantId }) => participantId === REP).length).toBeGreaterThan(
      1,
    );
  });
});

test('two voices that are really there are both kept whole, however loud', async () => {
  for (const softerDb of [0, 8, 15]) {
    const rep = (index: number): Reading => {
      if (
        !within(index, [
          [40, 160],
          [240, 320],
        ])
      )
        return QUIET;
      const voice = voiceAt(index, 50);
      return { ...voice, rmsDb: (voice.rmsDb ?? 0) - softerDb };
    };
    const drafts = await heard(rep, customer);
    const alone = await heard(rep, () => QUIET);
    expect(ofType(drafts, 'crosstalk.removed')).toEqual([]);
    expect(speechMs(drafts, REP)).toBe(speechMs(alone, REP));
  }
});

test('a channel that stops being read is not waited for longer than a tick', async () => {
  const rep = windows(0, 0, 20, (index) => voiceAt(index, 50));
  const other = windows(1, 0, 1, () => QUIET);
  const signals = merged(rep.slice(0, 2), other, [tick(100)], rep.slice(2));
  const drafts = await runPipeline(speechPipeline, signals, callContext({ participants: TWO_VOICES }));
  expect(ofType(drafts, 'speech.started')).toMatchObject([{ participantId: REP, startMs: 0, atMs: 96 }]);
});
