import { describe, expect, test } from 'vitest';
import type { EventDraft } from '../../../engine/events.ts';
import { speechPipeline } from '../../../pipelines/speech.ts';
import {
  CUSTOMER,
  callContext,
  event,
  merged,
  ms,
  participant,
  REP,
  runPipeline,
  segment,
  segmentFinalized,
  TWO_TEXTS,
  tick,
  windows,
} from '../../support/signals.ts';

const texts = callContext({ participants: TWO_TEXTS });
const probabilities = (channel: number, fromMs: number, list: readonly number[]) =>
  windows(channel, fromMs, list.length, (index) => ({ speechProbability: list[index] ?? 0 }));
const times = (count: number, probability: number): number[] => Array(count).fill(probability);
const brief = (drafts: readonly EventDraft[]) =>
  drafts.map((draft) =>
    draft.type === 'speech.ended'
      ? ['ended', draft.participantId, draft.startMs, draft.endMs, draft.atMs]
      : draft.type === 'speech.started'
        ? ['started', draft.participantId, draft.startMs, draft.atMs]
        : [],
  );

const revised = (text: string, startMs: number, endMs: number, atMs: number, isFinal = false) =>
  event({
    type: 'segment.revised',
    participantId: CUSTOMER,
    segmentId: segment('s1'),
    startMs: ms(startMs),
    endMs: ms(endMs),
    text,
    isFinal,
    atMs: ms(atMs),
  });
const activity = (atMs: number, isSpeaking: boolean, participantId = CUSTOMER) =>
  event({ type: 'activity.changed', participantId, isSpeaking, atMs: ms(atMs) });

describe('speech from a voice', () => {
  test('opens with the second window of voice and begins in the window before the first, which the probability follows', async () => {
    const signals = probabilities(0, 0, [0, 0.1, 0.9, 0.9, 0.9, ...times(12, 0.1)]);
    expect(brief(await runPipeline(speechPipeline, signals))).toEqual([
      ['started', REP, 32, 128],
      ['ended', REP, 32, 160, 480],
    ]);
  });

  test('begins with its first window where digital silence was before', async () => {
    const signals = windows(0, 0, 20, (index) => ({
      speechProbability: index >= 2 && index < 6 ? 0.9 : 0,
      rmsDb: index < 2 ? -100 : -30,
    }));
    expect(brief(await runPipeline(speechPipeline, signals))[0]).toEqual(['started', REP, 64, 128]);
  });

  test('does not begin for one loud window', async () => {
    const signals = probabilities(0, 0, [0, 0.9, 0.1, 0.9, 0.1, ...times(12, 0.1)]);
    expect(await runPipeline(speechPipeline, signals)).toEqual([]);
  });

  test('goes on through a pause shorter than 320 ms and ends where it was last surely voice', async () => {
    const signals = probabilities(0, 0, [0.9, 0.9, ...times(9, 0.1), 0.9, 0.4, ...times(10, 0.3)]);
    const ended = brief(await runPipeline(speechPipeline, signals)).at(-1);
    expect(ended).toEqual(['ended', REP, 0, 12 * 32, 22 * 32]);
  });

  test('ends where the level falls to the background, which the probability trails', async () => {
    const levels = [-20, -22, -21, -20, -24, -26, -55, -57, ...times(10, -60)];
    const signals = windows(0, 0, levels.length, (index) => ({
      speechProbability: index < 8 ? 0.9 : 0.1,
      rmsDb: levels[index] ?? -60,
    }));
    expect(brief(await runPipeline(speechPipeline, signals)).at(-1)).toEqual(['ended', REP, 0, 6 * 32, 16 * 32]);
  });

  test('counts the silence from where the voice ended, but closes on nothing less than 192 ms of low probability', async () => {
    const tail = [...times(4, 0.95), ...times(7, 0.6), ...times(20, 0.1)];
    const ended = brief(await runPipeline(speechPipeline, probabilities(0, 0, tail))).at(-1);
    expect(ended).toEqual(['ended', REP, 0, 4 * 32, 17 * 32]);
  });

  test('keeps a quiet voice whole that is never surely voice', async () => {
    const signals = probabilities(0, 0, [...times(30, 0.6), ...times(12, 0.1)]);
    expect(brief(await runPipeline(speechPipeline, signals)).at(-1)).toEqual(['ended', REP, 0, 30 * 32, 40 * 32]);
  });

  test('ends where the probability does, when the background is as loud as the voice', async () => {
    const signals = windows(0, 0, 18, (index) => ({
      speechProbability: index < 8 ? 0.9 : 0.1,
      rmsDb: -30 + (index % 3),
    }));
    expect(brief(await runPipeline(speechPipeline, signals)).at(-1)).toEqual(['ended', REP, 0, 8 * 32, 18 * 32]);
  });

  test('is held through windows that no model could read', async () => {
    const before = probabilities(0, 0, times(5, 0.9));
    const after = probabilities(0, 2_000, [0.1, ...times(4, 0.9), ...times(10, 0)]);
    expect(brief(await runPipeline(speechPipeline, [...before, ...after]))).toEqual([
      ['started', REP, 0, 64],
      ['ended', REP, 0, 2_160, 2_480],
    ]);
  });

  test('does not count windows before and after a gap as one run', async () => {
    const signals = [...probabilities(0, 0, [0.9]), ...probabilities(0, 5_000, [0.9, 0.9])];
    expect(brief(await runPipeline(speechPipeline, signals))[0]).toEqual(['started', REP, 5_000, 5_064]);
  });

  test('keeps two channels apart', async () => {
    const signals = merged(
      probabilities(0, 0, [...times(5, 0.9), ...times(20, 0)]),
      probabilities(1, 96, [...times(5, 0.9), ...times(20, 0)]),
    );
    const ended = brief(await runPipeline(speechPipeline, signals)).filter(([kind]) => kind === 'ended');
    expect(ended).toEqual([
      ['ended', REP, 0, 160, 480],
      ['ended', CUSTOMER, 96, 256, 576],
    ]);
  });

  test('ends at the last voice when the call ends in the middle of it', async () => {
    const signals = probabilities(0, 0, [0.9, 0.9, 0.9, 0.1, 0.1]);
    expect(brief(await runPipeline(speechPipeline, signals)).at(-1)).toEqual(['ended', REP, 0, 96, 160]);
  });

  test('is never made from segments or activity of somebody who has a channel', async () => {
    const signals = [activity(10, true), segmentFinalized(CUSTOMER, 's1', 0, 900, 'hello'), activity(950, false)];
    expect(await runPipeline(speechPipeline, signals)).toEqual([]);
  });

  test('ends for the former speaker when the channel turns out to be another one’s', async () => {
    const joined = event({
      type: 'participant.joined',
      participant: participant('colleague', 'colleague', 0),
      atMs: ms(100),
    });
    const signals = [...probabilities(0, 0, times(3, 0.9)), joined, ...probabilities(0, 128, times(3, 0.9))];
    expect(brief(await runPipeline(speechPipeline, signals)).map((each) => each.slice(0, 3))).toEqual([
      ['started', REP, 0],
      ['ended', REP, 0],
      ['started', 'colleague', 128],
      ['ended', 'colleague', 128],
    ]);
  });
});

describe('speech without a voice', () => {
  test('is what the feed says of activity, and its segments then say nothing', async () => {
    const signals = [
      activity(1_000, true),
      activity(1_200, true),
      segmentFinalized(CUSTOMER, 's1', 1_000, 2_000, 'hello'),
      activity(2_500, false),
      activity(2_600, false),
    ];
    expect(brief(await runPipeline(speechPipeline, signals, texts))).toEqual([
      ['started', CUSTOMER, 1_000, 1_000],
      ['ended', CUSTOMER, 1_000, 2_500, 2_500],
    ]);
  });

  test('is each final segment where there is no activity, under the id of the segment', async () => {
    const drafts = await runPipeline(
      speechPipeline,
      [
        segmentFinalized(CUSTOMER, 's1', 1_000, 2_000, 'hello'),
        segmentFinalized(CUSTOMER, 's1', 1_000, 2_300, 'hello?'),
      ],
      texts,
    );
    expect(drafts).toEqual([
      {
        type: 'speech.ended',
        atMs: 2_000,
        participantId: CUSTOMER,
        speechId: 's1',
        segmentId: 's1',
        startMs: 1_000,
        endMs: 2_000,
        basis: 'segment',
        text: 'hello',
      },
    ]);
  });

  test('starts once with the first partial and ends with the final', async () => {
    const signals = [
      revised('hel', 1_000, 1_300, 1_400),
      revised('hello', 1_000, 1_700, 1_800),
      revised('hello.', 1_050, 1_900, 2_000, true),
      revised('Hello.', 1_050, 1_950, 2_500, true),
    ];
    expect(brief(await runPipeline(speechPipeline, signals, texts))).toEqual([
      ['started', CUSTOMER, 1_000, 1_400],
      ['ended', CUSTOMER, 1_050, 1_900, 2_000],
    ]);
  });

  test('ends where a partial was last heard when the transcriber gives it up', async () => {
    const signals = [revised('hel', 1_000, 1_300, 1_400), tick(31_300), tick(31_400), tick(31_500)];
    expect(brief(await runPipeline(speechPipeline, signals, texts)).at(-1)).toEqual([
      'ended',
      CUSTOMER,
      1_000,
      1_300,
      31_400,
    ]);
  });

  test('closes whatever is open when the participant gets a channel', async () => {
    const joined = event({
      type: 'participant.joined',
      participant: participant('customer', 'customer', 1),
      atMs: ms(3_000),
    });
    const drafts = await runPipeline(speechPipeline, [activity(1_000, true), joined, activity(3_500, false)], texts);
    expect(brief(drafts).at(-1)).toEqual(['ended', CUSTOMER, 1_000, 3_000, 3_000]);
  });

  test('closes whatever is open when the call ends', async () => {
    const signals = [revised('hel', 1_000, 1_300, 1_400), activity(2_000, true, REP), tick(2_600)];
    const ended = brief(await runPipeline(speechPipeline, signals, texts)).filter(([kind]) => kind === 'ended');
    expect(ended).toEqual([
      ['ended', CUSTOMER, 1_000, 1_300, 2_600],
      ['ended', REP, 2_000, 2_600, 2_600],
    ]);
  });
});
