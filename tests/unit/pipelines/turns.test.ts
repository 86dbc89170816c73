import { describe, expect, test } from 'vitest';
import type { Signal } from '../../../engine/observations.ts';
import { turnsPipeline } from '../../../pipelines/turns.ts';
import {
  CUSTOMER,
  callContext,
  event,
  merged,
  ms,
  ofType,
  participant,
  person,
  REP,
  runPipeline,
  speechEnded,
  speechStarted,
  ticks,
  utterance,
} from '../../support/signals.ts';

/** A voice from start to end, as it becomes known. */
const voice = (who: typeof REP, id: string, startMs: number, endMs: number) => [
  speechStarted(who, id, startMs),
  speechEnded(who, id, startMs, endMs),
];
const run = (untilMs: number, ...sources: readonly (readonly Signal[])[]) =>
  runPipeline(turnsPipeline, merged(...sources, ticks(0, untilMs)));
const spans = (list: readonly { participantId: string; startMs: number; endMs: number }[]) =>
  list.map(({ participantId, startMs, endMs }) => [participantId, startMs, endMs]);

describe('a turn', () => {
  test('joins stretches with less than 700 ms between them and counts the speech without the pauses', async () => {
    const drafts = await run(
      9_000,
      voice(REP, 'a', 0, 2_000),
      voice(REP, 'b', 2_699, 4_000),
      voice(REP, 'c', 4_700, 6_000),
    );
    const turns = ofType(drafts, 'turn.ended');
    expect(spans(turns)).toEqual([
      [REP, 0, 4_000],
      [REP, 4_700, 6_000],
    ]);
    expect(turns[0]).toMatchObject({ role: 'rep', speechMs: 3_301, turnId: 'turn-1' });
  });

  test('is not broken by a backchannel of the other side', async () => {
    const drafts = await run(
      9_000,
      voice(REP, 'a', 0, 2_000),
      voice(CUSTOMER, 'm', 2_100, 2_400),
      voice(REP, 'b', 2_500, 4_000),
    );
    expect(spans(ofType(drafts, 'turn.ended'))).toEqual([[REP, 0, 4_000]]);
    expect(spans(ofType(drafts, 'backchannel.given'))).toEqual([[CUSTOMER, 2_100, 2_400]]);
  });

  test('is broken where the other side says something between', async () => {
    const drafts = await run(
      9_000,
      voice(REP, 'a', 0, 2_000),
      voice(CUSTOMER, 'm', 2_100, 2_400),
      [utterance(CUSTOMER, 'u1', 2_100, 2_400, 'No, wait', { atMs: 3_500 })],
      voice(REP, 'b', 2_500, 4_000),
    );
    expect(spans(ofType(drafts, 'turn.ended'))).toEqual([
      [REP, 0, 2_000],
      [CUSTOMER, 2_100, 2_400],
      [REP, 2_500, 4_000],
    ]);
    expect(ofType(drafts, 'floor.transferred').map((each) => each.offsetMs)).toEqual([100, 100]);
  });

  test('is not broken by a colleague, who is on the same side', async () => {
    const participants = [participant('rep', 'rep', 0), participant('helper', 'colleague', 1)];
    const signals = merged(
      voice(REP, 'a', 0, 2_000),
      voice(person('helper'), 'h', 1_900, 3_500),
      voice(REP, 'b', 2_600, 4_000),
    );
    const drafts = await runPipeline(
      turnsPipeline,
      [...signals, ...ticks(4_400, 9_000)],
      callContext({ participants }),
    );
    expect(spans(ofType(drafts, 'turn.ended'))).toEqual([
      [person('helper'), 1_900, 3_500],
      [REP, 0, 4_000],
    ]);
    expect(ofType(drafts, 'overlap.heard')).toEqual([]);
  });

  test('carries the segments of which the larger part lies within it', async () => {
    const drafts = await run(9_000, voice(REP, 'a', 1_000, 4_000), [
      utterance(REP, 'u0', 0, 1_400, 'before'),
      utterance(REP, 'u1', 800, 2_000, 'first'),
      utterance(REP, 'u2', 2_000, 4_100, 'second'),
    ]);
    expect(ofType(drafts, 'turn.ended')[0]?.segmentIds).toEqual(['u1', 'u2']);
  });

  test('ends when the call ends, even in the middle of a voice', async () => {
    const drafts = await run(3_000, [speechStarted(REP, 'a', 1_000)]);
    expect(spans(ofType(drafts, 'turn.ended'))).toEqual([[REP, 1_000, 3_000]]);
  });

  test('of a segment that arrives after later ones were settled stands apart and moves no floor', async () => {
    const late = speechEnded(CUSTOMER, 's1', 1_000, 140_000, { basis: 'segment' });
    const early = speechEnded(REP, 's2', 5_000, 7_000, { basis: 'segment' });
    const drafts = await run(150_000, [early, late]);
    expect(spans(ofType(drafts, 'turn.ended'))).toEqual([
      [REP, 5_000, 7_000],
      [CUSTOMER, 1_000, 140_000],
    ]);
    expect(ofType(drafts, 'floor.transferred')).toEqual([]);
  });
});

describe('a backchannel', () => {
  const customer = voice(CUSTOMER, 'c', 0, 5_000);
  const given = async (...sources: readonly (readonly Signal[])[]) =>
    ofType(await run(9_000, customer, ...sources), 'backchannel.given').length;

  test('is within 300 ms of the other side', async () => {
    expect(await given(voice(REP, 'm', 5_300, 5_700))).toBe(1);
    expect(await given(voice(REP, 'm', 5_301, 5_700))).toBe(0);
  });

  test('is shorter than a second', async () => {
    expect(await given(voice(REP, 'm', 2_000, 2_999))).toBe(1);
    expect(await given(voice(REP, 'm', 2_000, 3_000))).toBe(0);
  });

  test('has no words but acknowledgements, where words are known', async () => {
    const short = voice(REP, 'm', 2_000, 2_500);
    expect(await given(short, [utterance(REP, 'u', 2_000, 2_500, 'Mm-hm, right.', { atMs: 3_400 })])).toBe(1);
    expect(await given(short, [utterance(REP, 'u', 2_000, 2_500, 'and the price?', { atMs: 3_400 })])).toBe(0);
  });

  test('is judged by the words spoken during it, where words have times', async () => {
    const words = [
      { text: 'right', startMs: ms(2_050), endMs: ms(2_400) },
      { text: 'tomorrow', startMs: ms(4_000), endMs: ms(4_600) },
    ];
    const said = utterance(REP, 'u', 2_050, 4_600, 'right tomorrow', { atMs: 3_400, words });
    expect(await given(voice(REP, 'm', 2_000, 2_500), [said])).toBe(1);
    expect(await given(voice(REP, 'm', 2_000, 2_500), [{ ...said, words: [] }])).toBe(0);
  });

  test('is told while the other side still speaks', async () => {
    const signals = merged([speechStarted(CUSTOMER, 'c', 0)], voice(REP, 'm', 2_000, 2_500), ticks(0, 30_000));
    const drafts = await runPipeline(turnsPipeline, signals);
    expect(ofType(drafts, 'backchannel.given')[0]?.atMs).toBe(4_000);
  });

  test('counts as overlap, which is time in which both sides speak', async () => {
    const [heard] = ofType(await run(9_000, customer, voice(REP, 'm', 4_800, 5_400)), 'overlap.heard');
    expect(heard).toMatchObject({ startMs: 4_800, endMs: 5_000, byParticipantId: REP, overParticipantId: CUSTOMER });
  });
});

describe('the floor', () => {
  test('passes with the time from the end of one turn to the start of the next', async () => {
    const drafts = await run(
      9_000,
      voice(CUSTOMER, 'c', 0, 2_000),
      voice(REP, 'a', 2_250, 5_000),
      voice(CUSTOMER, 'd', 4_700, 6_500),
    );
    expect(ofType(drafts, 'floor.transferred')).toMatchObject([
      { fromParticipantId: CUSTOMER, toParticipantId: REP, fromTurnId: 'turn-1', toTurnId: 'turn-2', offsetMs: 250 },
      { fromParticipantId: REP, toParticipantId: CUSTOMER, fromTurnId: 'turn-2', toTurnId: 'turn-3', offsetMs: -300 },
    ]);
  });

  test('does not pass to a turn that lies wholly within another', async () => {
    const drafts = await run(
      20_000,
      voice(CUSTOMER, 'c', 0, 9_000),
      voice(REP, 'a', 3_000, 5_000),
      voice(CUSTOMER, 'd', 9_200, 12_000),
    );
    expect(ofType(drafts, 'floor.transferred')).toEqual([]);
  });

  test('names the segments on both sides where speech comes from segments', async () => {
    const first = speechEnded(CUSTOMER, 's1', 0, 2_000, { basis: 'segment', text: 'How much?' });
    const second = speechEnded(REP, 's2', 2_400, 5_000, { basis: 'segment', text: 'Ten.' });
    const drafts = await run(6_000, [first, second]);
    expect(ofType(drafts, 'floor.transferred')).toMatchObject([
      { fromSegmentId: 's1', toSegmentId: 's2', offsetMs: 400 },
    ]);
  });
});

describe('an interruption', () => {
  const made = async (repStartMs: number, repEndMs: number, customerEndMs = 5_000) =>
    ofType(
      await run(12_000, voice(CUSTOMER, 'c', 0, customerEndMs), voice(REP, 'a', repStartMs, repEndMs)),
      'interruption.made',
    );

  test('makes the other stop within a second', async () => {
    expect(await made(4_000, 7_000)).toMatchObject([
      { byParticipantId: REP, interruptedParticipantId: CUSTOMER, startMs: 4_000, endMs: 5_000 },
    ]);
    expect(await made(3_999, 7_000)).toEqual([]);
  });

  test('is no backchannel', async () => {
    expect(await made(4_500, 4_900)).toEqual([]);
  });

  test('begins while the other speaks, not with them', async () => {
    expect(await made(0, 3_000, 900)).toEqual([]);
    expect(await made(5_000, 7_000)).toEqual([]);
  });
});

test('a role that becomes known changes whose side somebody is on', async () => {
  const participants = [participant('a', 'unknown', 0), participant('b', 'unknown', 1)];
  const both = merged(voice(person('a'), 'x', 0, 3_000), voice(person('b'), 'y', 2_000, 5_000), ticks(5_400, 9_000));
  const known = ['a', 'b'].map((id) =>
    event({ type: 'participant.joined', participant: participant(id, 'customer'), atMs: ms(0) }),
  );
  const apart = await runPipeline(turnsPipeline, both, callContext({ participants }));
  const together = await runPipeline(turnsPipeline, [...known, ...both], callContext({ participants }));
  expect(ofType(apart, 'overlap.heard')).toHaveLength(1);
  expect(ofType(together, 'overlap.heard')).toHaveLength(0);
});
