import { describe, expect, test } from 'vitest';
import type { EventDraft, Participant } from '../../../engine/events.ts';
import { foldMachine } from '../../../engine/machine.ts';
import type { Signal, WindowRead } from '../../../engine/observations.ts';
import { POLICIES } from '../../../engine/policy.ts';
import type { EmotionReading } from '../../../engine/ports.ts';
import { EmotionOptions, emotionMachine, emotionPipeline } from '../../../pipelines/emotion.ts';
import {
  CUSTOMER,
  callContext,
  event,
  merged,
  ms,
  ofType,
  participant,
  REP,
  runPipeline,
  speechEnded,
  speechStarted,
  ticks,
  utterance,
  WINDOW_MS,
  windows,
} from '../../support/signals.ts';

type Manner = Pick<EmotionReading, 'arousal' | 'valence' | 'confidence'>;
const NEUTRAL: Manner = { arousal: 0.2, valence: 0.1, confidence: 0.8 };
const AGITATED: Manner = { arousal: 0.9, valence: -0.5, confidence: 0.9 };

/** Speech that is read for emotion every 31 windows. */
function spoken(channel: number, fromMs: number, toMs: number, manner: Manner): WindowRead[] {
  return windows(channel, fromMs, Math.floor((toMs - fromMs) / WINDOW_MS), (index) => ({
    speechProbability: 0.95,
    ...(index % 31 === 30 ? { emotion: { ...manner, isAgainstOwn: true } } : {}),
  }));
}
const silence = (channel: number, fromMs: number, toMs: number) =>
  windows(channel, fromMs, Math.floor((toMs - fromMs) / WINDOW_MS), () => ({}));

const sampled = (drafts: readonly EventDraft[]) => ofType(drafts, 'emotion.sampled');
const at = (drafts: readonly EventDraft[], atMs: number) => sampled(drafts).find((each) => each.atMs === atMs);

describe('a voice that rises', () => {
  const signals = merged(
    [speechStarted(CUSTOMER, 'a', 0)],
    spoken(1, 0, 30_000, NEUTRAL),
    spoken(1, 30_000, 40_000, AGITATED),
    spoken(1, 40_000, 50_000, NEUTRAL),
    ticks(0, 50_000),
  );

  test('raises arousal within 3 s, and falls back within 6 s', async () => {
    const drafts = await runPipeline(emotionPipeline, signals);
    expect(at(drafts, 30_000)?.arousal).toBe(0.2);
    expect(at(drafts, 33_000)?.arousal).toBe(0.9);
    expect(at(drafts, 46_000)?.arousal).toBe(0.2);
  });

  test('moves the smoothed curve half of the way in 6 s', async () => {
    const drafts = await runPipeline(emotionPipeline, signals);
    const from = at(drafts, 30_000)?.smoothedArousal ?? 0;
    const raw = at(drafts, 40_000)?.arousal ?? 0;
    const reached = ((at(drafts, 37_000)?.smoothedArousal ?? 0) - from) / (raw - from);
    expect(reached).toBeGreaterThan(0.42);
    expect(reached).toBeLessThan(0.6);
  });

  test('is sampled once a second while it lasts', async () => {
    const times = sampled(await runPipeline(emotionPipeline, signals)).map((each) => each.atMs);
    expect(times).toEqual(Array.from({ length: 50 }, (_, index) => (index + 1) * 1_000));
  });

  test('is as sure as the reading of the voice', async () => {
    const drafts = await runPipeline(emotionPipeline, signals);
    expect(at(drafts, 25_000)?.confidence).toBe(0.8);
    expect(at(drafts, 35_000)?.confidence).toBe(0.9);
  });

  test('tells nothing any more once its last reading is 2 s old', async () => {
    const unread = windows(1, 10_000, 100, () => ({ speechProbability: 0.95 }));
    const drafts = await runPipeline(
      emotionPipeline,
      merged([speechStarted(CUSTOMER, 'a', 0)], spoken(1, 0, 10_000, NEUTRAL), unread, ticks(0, 13_000)),
    );
    expect(at(drafts, 11_000)?.isHeld).toBe(false);
    expect(at(drafts, 13_000)).toBeUndefined();
  });
});

describe('silence', () => {
  test('holds the last sample every 5 s for a minute, half as sure every 10 s', async () => {
    const drafts = await runPipeline(
      emotionPipeline,
      merged(
        [speechStarted(CUSTOMER, 'a', 0), speechEnded(CUSTOMER, 'a', 0, 25_000)],
        spoken(1, 0, 25_000, NEUTRAL),
        silence(1, 25_000, 120_000),
        ticks(0, 120_000),
      ),
    );
    const held = sampled(drafts).filter((each) => each.isHeld);
    const last = sampled(drafts)
      .filter((each) => !each.isHeld)
      .at(-1);
    expect(last?.atMs).toBe(26_000);
    expect(held.map((each) => each.atMs)).toEqual(Array.from({ length: 12 }, (_, index) => 31_000 + index * 5_000));
    expect(held[1]?.confidence).toBeCloseTo((last?.confidence ?? 0) / 2);
    expect(held[1]).toMatchObject({ valence: last?.valence, arousal: last?.arousal });
  });
});

describe('words', () => {
  test('give valence, and leave arousal where it usually is', async () => {
    const said = utterance(REP, 's1', 0, 2_000, 'This is terrible, a complete disaster.');
    const drafts = await runPipeline(emotionPipeline, merged([said], ticks(0, 4_000)));
    expect(at(drafts, 2_000)).toMatchObject({ evidence: 'words', arousal: 0.5, isHeld: false, role: 'rep' });
    expect(at(drafts, 2_000)?.valence).toBeLessThan(-0.5);
  });

  test('count for more than the voice in valence, and both are named', async () => {
    const said = utterance(CUSTOMER, 's1', 24_000, 26_000, 'I really love this, it is excellent.');
    const drafts = await runPipeline(
      emotionPipeline,
      merged([speechStarted(CUSTOMER, 'a', 0), said], spoken(1, 0, 27_000, NEUTRAL), ticks(0, 27_000)),
    );
    expect(at(drafts, 25_000)?.evidence).toBe('voice');
    expect(at(drafts, 26_000)?.evidence).toBe('both');
    expect(at(drafts, 26_000)?.valence).toBeGreaterThan(0.4);
  });

  test('are replaced by their correction', async () => {
    const first = utterance(REP, 's1', 0, 2_000, 'This is bad.');
    const second = utterance(REP, 's1', 0, 2_000, 'This is great.', { revision: 1, atMs: 2_400 });
    const drafts = await runPipeline(emotionPipeline, merged([first, second], ticks(0, 4_000)));
    expect(at(drafts, 3_000)?.valence).toBeGreaterThan(0.3);
  });
});

describe('policy', () => {
  const participants: Participant[] = [
    participant('rep', 'rep', 0),
    participant('customer', 'customer', 1),
    participant('helper', 'colleague', 2),
    participant('guest', 'unknown', 3),
  ];
  const context = callContext({ participants, policy: POLICIES.eu });
  const machine = emotionMachine(context, EmotionOptions.parse({}));
  const notice = event({ type: 'notice.given', atMs: ms(0) });
  const stateAfter = (signals: readonly Signal[]) =>
    signals.reduce(
      (state, signal) => machine.step(state, signal as Parameters<typeof machine.step>[1])[0],
      machine.initial,
    );
  const everybody = merged(...[0, 1, 2, 3].map((channel) => spoken(channel, 0, 30_000, AGITATED)), ticks(0, 30_000));

  test('that forbids a voice leaves no acoustic state of it at all', () => {
    const state = stateAfter([notice, ...everybody]);
    const heard = [...state.people].filter(([, person]) => person.voice !== null).map(([id]) => id);
    expect(heard).toEqual([CUSTOMER]);
  });

  test('that wants a notice leaves no acoustic state of anybody before it', () => {
    expect(stateAfter(everybody.slice(0, 100)).people.size).toBe(0);
    expect([...stateAfter(everybody).people.values()].every((person) => person.voice === null)).toBe(true);
  });

  test('hears only those who were given notice', () => {
    const others = event({ type: 'notice.given', atMs: ms(0), participantIds: [REP] });
    expect(stateAfter([others, ...everybody]).people.get(CUSTOMER)?.voice ?? null).toBeNull();
    const them = event({ type: 'notice.given', atMs: ms(0), participantIds: [CUSTOMER] });
    expect(stateAfter([them, ...everybody]).people.get(CUSTOMER)?.voice).not.toBeNull();
  });

  test('forgets a voice whose owner turns out to have another role', () => {
    const corrected = event({
      type: 'participant.joined',
      participant: participant('customer', 'colleague', 1),
      atMs: ms(30_000),
    });
    const person = stateAfter([notice, ...everybody, corrected]).people.get(CUSTOMER);
    expect(person).toMatchObject({ voice: null, curve: null });
  });

  test('that forbids a voice still reads the words', () => {
    const said = utterance(REP, 's1', 0, 2_000, 'This is excellent.');
    const signals = merged([speechStarted(REP, 'a', 0), said], everybody);
    const samples = sampled(foldMachine(machine, signals as Parameters<typeof machine.step>[1][]));
    expect(samples.length).toBeGreaterThan(0);
    expect(samples.every((each) => each.evidence === 'words' && each.arousal === 0.5)).toBe(true);
  });
});
