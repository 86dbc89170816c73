import { describe, expect, it } from 'vitest';
import type { EventOf, Role } from '../../../engine/events.ts';
import type { Signal } from '../../../engine/observations.ts';
import { Playbook } from '../../../engine/playbook.ts';
import { responseLatencyPipeline } from '../../../pipelines/response-latency.ts';
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
  segment,
  speechEnded,
  speechStarted,
  TWO_TEXTS,
  TWO_VOICES,
  ticks,
  utterance,
} from '../../support/signals.ts';

const TEXT_FEED = callContext({ participants: TWO_TEXTS });

interface QuestionChanges {
  readonly atMs?: number;
  readonly form?: EventOf<'question.asked'>['form'];
  readonly basis?: 'words' | 'turn';
  readonly role?: Role;
}
function question(
  id: string,
  startMs: number,
  endMs: number,
  changes: QuestionChanges = {},
): EventOf<'question.asked'> {
  const { atMs = endMs + 400, form = 'wh', basis = 'words', role = 'customer' } = changes;
  return event({
    type: 'question.asked',
    atMs: ms(atMs),
    questionId: id,
    participantId: role === 'customer' ? CUSTOMER : REP,
    role,
    ...(basis === 'words' ? { segmentId: segment(id) } : {}),
    startMs: ms(startMs),
    endMs: ms(endMs),
    text: `text of ${id}`,
    form,
    isOpen: true,
    confidence: 0.9,
    basis,
  });
}
const voice = (who: typeof REP, id: string, startMs: number, endMs: number): Signal[] => [
  speechStarted(who, id, startMs),
  speechEnded(who, id, startMs, endMs),
];
const partial = (
  who: typeof REP,
  id: string,
  startMs: number,
  endMs: number,
  text: string,
): EventOf<'segment.revised'> => {
  const span = { startMs: ms(startMs), endMs: ms(endMs) };
  return event({
    type: 'segment.revised',
    atMs: ms(endMs),
    participantId: who,
    segmentId: segment(id),
    ...span,
    text,
    isFinal: false,
  });
};

async function run(signals: Signal[], context = callContext(), options?: unknown) {
  const outputs = await runPipeline(responseLatencyPipeline, signals, context, options);
  return {
    measured: ofType(outputs, 'response.measured'),
    overdue: ofType(outputs, 'response.overdue'),
    extended: ofType(outputs, 'question.extended'),
  };
}

describe('the latency of an answer', () => {
  it('runs from the end of the question to the beginning of the voice that answers', async () => {
    const { measured, overdue } = await run(
      merged(
        voice(CUSTOMER, 'c1', 1_000, 3_000),
        [question('q1', 1_000, 3_000)],
        voice(REP, 'r1', 3_900, 9_000),
        ticks(0, 12_000),
      ),
    );
    expect(overdue).toEqual([]);
    expect(measured).toHaveLength(1);
    expect(measured[0]).toMatchObject({
      questionId: 'q1',
      questionSegmentIds: ['q1'],
      questionEndMs: 3_000,
      outcome: 'answered',
      answerParticipantId: 'rep',
      answerStartMs: 3_900,
      latencyMs: 900,
      filled: false,
      crossedAtMs: null,
      basis: 'voice',
    });
    expect(measured[0]?.atMs).toBeLessThan(5_500);
  });

  it('is negative where the rep begins before the end and goes on', async () => {
    const { measured } = await run(
      merged(
        voice(CUSTOMER, 'c1', 1_000, 3_000),
        [question('q1', 1_000, 3_000)],
        voice(REP, 'r1', 2_600, 9_000),
        ticks(0, 12_000),
      ),
    );
    expect(measured.map(({ latencyMs }) => latencyMs)).toEqual([-400]);
  });

  it('is not that of a rep who begins too early and gives way', async () => {
    const reps = [...voice(REP, 'r1', 1_500, 2_700), ...voice(REP, 'r2', 4_000, 9_000)];
    const { measured } = await run(
      merged(voice(CUSTOMER, 'c1', 1_000, 3_000), [question('q1', 1_000, 3_000)], reps, ticks(0, 12_000)),
    );
    expect(measured.map(({ latencyMs }) => latencyMs)).toEqual([1_000]);
  });

  it('is not that of a rep who was speaking already when the question began', async () => {
    const reps = [...voice(REP, 'r1', 500, 3_900), ...voice(REP, 'r2', 4_500, 9_000)];
    const { measured } = await run(
      merged(voice(CUSTOMER, 'c1', 1_000, 3_000), [question('q1', 1_000, 3_000)], reps, ticks(0, 12_000)),
    );
    expect(measured.map(({ latencyMs }) => latencyMs)).toEqual([1_500]);
  });

  it('is found in what was said before the words of the question came', async () => {
    const late = question('q1', 1_000, 3_000, { atMs: 8_000 });
    const { measured, overdue } = await run(
      merged(voice(CUSTOMER, 'c1', 1_000, 3_000), voice(REP, 'r1', 3_500, 6_000), [late], ticks(0, 12_000)),
    );
    expect(measured.map(({ latencyMs, atMs }) => [latencyMs, atMs])).toEqual([[500, 8_000]]);
    expect(overdue).toEqual([]);
  });

  it('counts a colleague as one of us, and nobody whose role is unknown', async () => {
    const people = [...TWO_VOICES, participant('eve', 'colleague', 2), participant('x', 'unknown', 3)];
    const { measured } = await run(
      merged(
        [question('q1', 1_000, 3_000)],
        voice(person('x'), 'x1', 3_500, 6_000),
        voice(person('eve'), 'e1', 7_000, 9_000),
        ticks(0, 12_000),
      ),
      callContext({ participants: people }),
    );
    expect(measured.map(({ answerParticipantId, latencyMs }) => [answerParticipantId, latencyMs])).toEqual([
      ['eve', 4_000],
    ]);
  });

  it('is of no interest where the rep asks', async () => {
    const asked = question('q1', 1_000, 3_000, { role: 'rep' });
    const { measured } = await run(merged([asked], voice(CUSTOMER, 'c1', 9_000, 12_000), ticks(0, 15_000)));
    expect(measured).toEqual([]);
  });

  it('is floor transfer where there are only turns', async () => {
    const asked = question('q1', 1_000, 3_000, { basis: 'turn', form: 'turn', atMs: 6_000 });
    const { measured } = await run(
      merged(voice(CUSTOMER, 'c1', 1_000, 3_000), voice(REP, 'r1', 3_200, 6_000), [asked], ticks(0, 9_000)),
    );
    expect(measured.map(({ latencyMs, basis }) => [latencyMs, basis])).toEqual([[200, 'turn']]);
  });
});

describe('a rep backchannel', () => {
  const asked = merged(voice(CUSTOMER, 'c1', 1_000, 3_000), [question('q1', 1_000, 3_000, { form: 'yes-no' })]);
  const answer = voice(REP, 'r2', 6_000, 9_000);
  const latencies = async (...reps: Signal[][]) =>
    (await run(merged(asked, answer, ...reps, ticks(0, 12_000)))).measured.map(({ latencyMs }) => latencyMs);

  it('is no answer where its words only acknowledge, even if they come a second later', async () => {
    const words = utterance(REP, 's1', 4_500, 4_900, 'mm-hm, right', { atMs: 5_900 });
    expect(await latencies(voice(REP, 'r1', 4_500, 4_900), [words])).toEqual([3_000]);
  });

  it('is no answer where it has no words and stands by the customer voice', async () => {
    expect(await latencies(voice(REP, 'r1', 3_200, 3_600))).toEqual([3_000]);
  });

  it('is none, but the answer, where it has no words and stands apart', async () => {
    expect(await latencies(voice(REP, 'r1', 4_500, 4_900))).toEqual([1_500]);
  });

  it('is none, but the answer, where it says something', async () => {
    const words = utterance(REP, 's1', 3_200, 3_600, 'forty', { atMs: 4_000 });
    expect(await latencies(voice(REP, 'r1', 3_200, 3_600), [words])).toEqual([200]);
  });

  it('is none where it says yes to a question that asks for it', async () => {
    const words = utterance(REP, 's1', 3_200, 3_600, 'yes, absolutely', { atMs: 4_000 });
    expect(await latencies(voice(REP, 'r1', 3_200, 3_600), [words])).toEqual([200]);
  });

  it('is told apart from an answer by word times where an utterance covers both', async () => {
    const words = [
      { text: 'right', startMs: ms(3_210), endMs: ms(3_500) },
      { text: 'forty', startMs: ms(6_000), endMs: ms(6_500) },
    ];
    const said = utterance(REP, 's1', 3_200, 9_000, 'right forty', { atMs: 4_500, words });
    expect(await latencies(voice(REP, 'r1', 3_200, 3_600), [said])).toEqual([3_000]);
  });

  it('does not stop the clock for longer than it takes to know what it is', async () => {
    const words = utterance(REP, 's1', 6_900, 7_250, 'mm-hm', { atMs: 8_000 });
    const { overdue } = await run(merged(asked, voice(REP, 'r1', 6_900, 7_250), [words], ticks(0, 12_000)));
    expect(overdue.map(({ crossedAtMs, atMs }) => [crossedAtMs, atMs])).toEqual([[7_200, 8_000]]);
  });
});

describe('a filled pause', () => {
  it('begins the answer and is flagged', async () => {
    const words = utterance(REP, 's1', 3_500, 3_900, 'um, so', { atMs: 4_300 });
    const { measured } = await run(
      merged(
        [question('q1', 1_000, 3_000)],
        voice(REP, 'r1', 3_500, 3_900),
        [words],
        voice(REP, 'r2', 8_000, 9_000),
        ticks(0, 12_000),
      ),
    );
    expect(measured).toMatchObject([{ latencyMs: 500, filled: true, answerSegmentId: 's1' }]);
  });

  it('is heard in Chinese too, from a transcript alone', async () => {
    const words = utterance(REP, 's1', 5_000, 8_000, '嗯……这个，我们一般是按年', { language: 'zh' });
    const { measured } = await run(merged([question('q1', 1_000, 3_000)], [words], ticks(0, 9_000)), TEXT_FEED);
    expect(measured).toMatchObject([{ latencyMs: 2_000, filled: true, basis: 'segment' }]);
  });
});

describe('an addition', () => {
  it('moves the end of the question', async () => {
    const theirs = [...voice(CUSTOMER, 'c1', 1_000, 3_000), ...voice(CUSTOMER, 'c2', 5_000, 6_000)];
    const { measured, extended, overdue } = await run(
      merged(theirs, [question('q1', 1_000, 3_000)], voice(REP, 'r1', 8_000, 12_000), ticks(0, 12_000)),
    );
    expect(extended.map(({ questionId, endMs, atMs }) => [questionId, endMs, atMs])).toEqual([['q1', 6_000, 6_320]]);
    expect(measured.map(({ latencyMs }) => latencyMs)).toEqual([2_000]);
    expect(overdue).toEqual([]);
  });

  it('that asks again is part of the one question', async () => {
    const theirs = [...voice(CUSTOMER, 'c1', 1_000, 3_000), ...voice(CUSTOMER, 'c2', 5_000, 6_000)];
    const { measured } = await run(
      merged(
        theirs,
        [question('q1', 1_000, 3_000), question('q2', 5_000, 6_000)],
        voice(REP, 'r1', 8_000, 12_000),
        ticks(0, 12_000),
      ),
    );
    expect(measured).toMatchObject([
      { questionId: 'q1', questionSegmentIds: ['q1', 'q2'], questionEndMs: 6_000, latencyMs: 2_000 },
    ]);
  });

  it('whose words come after the answer has begun is part of it still', async () => {
    const theirs = [...voice(CUSTOMER, 'c1', 1_000, 3_000), ...voice(CUSTOMER, 'c2', 3_500, 4_000)];
    const { measured } = await run(
      merged(
        theirs,
        [question('q1', 1_000, 3_000), question('q2', 3_500, 4_000, { atMs: 9_000 })],
        voice(REP, 'r1', 4_500, 12_000),
        ticks(0, 12_000),
      ),
    );
    expect(measured).toMatchObject([{ questionId: 'q1', latencyMs: 500 }]);
  });

  it('after the answer has begun is none', async () => {
    const theirs = [...voice(CUSTOMER, 'c1', 1_000, 3_000), ...voice(CUSTOMER, 'c2', 3_800, 4_200)];
    const { measured, extended } = await run(
      merged(theirs, [question('q1', 1_000, 3_000)], voice(REP, 'r1', 3_500, 9_000), ticks(0, 12_000)),
    );
    expect(extended).toEqual([]);
    expect(measured.map(({ latencyMs }) => latencyMs)).toEqual([500]);
  });
});

describe('a silence', () => {
  it('is overdue on the first tick at which it has lasted for the threshold', async () => {
    const { overdue, measured } = await run(
      merged(
        voice(CUSTOMER, 'c1', 1_000, 3_050),
        [question('q1', 1_000, 3_050)],
        voice(REP, 'r1', 9_000, 12_000),
        ticks(0, 12_000),
      ),
    );
    expect(overdue).toHaveLength(1);
    expect(overdue[0]).toMatchObject({
      atMs: 7_300,
      crossedAtMs: 7_250,
      thresholdMs: 4_200,
      questionEndMs: 3_050,
      text: 'text of q1',
    });
    expect(measured).toMatchObject([{ latencyMs: 5_950, crossedAtMs: 7_250 }]);
  });

  it('is not overdue at exactly the threshold when the answer begins in time', async () => {
    const { overdue, measured } = await run(
      merged([question('q1', 1_000, 3_000)], voice(REP, 'r1', 7_000, 12_000), ticks(0, 12_000)),
    );
    expect(overdue).toEqual([]);
    expect(measured).toMatchObject([{ latencyMs: 4_000, crossedAtMs: null }]);
  });

  it('takes its threshold from the playbook, or from the option', async () => {
    const playbook = Playbook.parse({ id: 'p', title: 'P', language: 'en', thresholds: { responseLatencyMs: 2_000 } });
    const signals = merged([question('q1', 1_000, 3_000)], ticks(0, 12_000));
    const crossedAt = async (options?: unknown) =>
      (await run(signals, callContext({ playbook }), options)).overdue[0]?.crossedAtMs;
    expect(await crossedAt()).toBe(5_000);
    expect(await crossedAt({ thresholdMs: 1_000 })).toBe(4_000);
  });

  it('crosses when the words that make it a question come, if that is later', async () => {
    const { overdue } = await run(merged([question('q1', 1_000, 3_000, { atMs: 8_050 })], ticks(0, 12_000)));
    expect(overdue).toMatchObject([{ atMs: 8_050, crossedAtMs: 7_200 }]);
  });

  it('is none while the customer or the rep speaks', async () => {
    const theirs = [...voice(CUSTOMER, 'c1', 1_000, 3_000), ...voice(CUSTOMER, 'c2', 6_000, 11_000)];
    const { overdue } = await run(merged(theirs, [question('q1', 1_000, 3_000)], ticks(0, 12_000)));
    expect(overdue).toEqual([]);
    const talkingOn = merged(voice(REP, 'r0', 0, 11_000), [question('q1', 1_000, 3_000)], ticks(0, 11_000));
    expect((await run(talkingOn)).overdue).toEqual([]);
  });

  it('until the end of the call leaves the question unanswered', async () => {
    const { measured } = await run(merged([question('q1', 1_000, 3_000)], ticks(0, 9_000)));
    expect(measured).toMatchObject([
      { outcome: 'unanswered', latencyMs: null, answerStartMs: null, crossedAtMs: 7_200, atMs: 9_000 },
    ]);
    const short = await run(merged([question('q1', 1_000, 3_000)], ticks(0, 5_000)));
    expect(short.measured).toMatchObject([{ outcome: 'unanswered', crossedAtMs: null }]);
  });
});

describe('a feed that tells of our words only when they have ended', () => {
  const asked = [utterance(CUSTOMER, 'q1', 1_000, 3_000, 'how long'), question('q1', 1_000, 3_000, { atMs: 3_000 })];

  it('does not take a rep who is talking for a silence', async () => {
    const answer = utterance(REP, 's1', 4_000, 15_000, 'about forty days');
    const { overdue, measured } = await run(merged(asked, [answer], ticks(0, 20_000)), TEXT_FEED);
    expect(overdue).toEqual([]);
    expect(measured).toMatchObject([{ latencyMs: 1_000, crossedAtMs: null, answerSegmentId: 's1', basis: 'segment' }]);
  });

  it('only measures a silence that is over when it is proved', async () => {
    const answer = utterance(REP, 's1', 9_000, 12_000, 'about forty days');
    const { overdue, measured } = await run(merged(asked, [answer], ticks(0, 20_000)), TEXT_FEED);
    expect(overdue).toEqual([]);
    expect(measured).toMatchObject([{ latencyMs: 6_000, crossedAtMs: 7_200 }]);
  });

  it('tells of a silence that a later backchannel of ours proves', async () => {
    const { overdue } = await run(
      merged(asked, [utterance(REP, 's1', 9_000, 9_400, 'mm-hm')], ticks(0, 20_000)),
      TEXT_FEED,
    );
    expect(overdue).toMatchObject([{ atMs: 9_400, crossedAtMs: 7_200, basis: 'segment' }]);
  });

  it('tells of a silence when no words of ours have come for long', async () => {
    const { overdue } = await run(merged(asked, ticks(0, 20_000)), TEXT_FEED);
    expect(overdue).toMatchObject([{ atMs: 17_200, crossedAtMs: 7_200 }]);
  });

  it('crosses on the clock once partial words of ours were seen', async () => {
    const before = [partial(REP, 's0', 0, 500, 'good'), utterance(REP, 's0', 0, 900, 'good morning')];
    const { overdue } = await run(merged(before, asked, ticks(0, 20_000)), TEXT_FEED);
    expect(overdue).toMatchObject([{ atMs: 7_200 }]);
  });

  it('takes the first partial words for the answer', async () => {
    const words = [partial(REP, 's1', 5_000, 5_600, 'about'), utterance(REP, 's1', 5_000, 15_000, 'about forty days')];
    const { measured, overdue } = await run(merged(asked, words, ticks(0, 20_000)), TEXT_FEED);
    expect(measured).toMatchObject([{ latencyMs: 2_000, atMs: 5_600 }]);
    expect(overdue).toEqual([]);
  });

  it('does not wait for partial words that were never finished', async () => {
    const before = [partial(REP, 's1', 3_100, 3_300, 'mm')];
    const { overdue } = await run(merged(asked, before, ticks(0, 20_000)), TEXT_FEED);
    expect(overdue).toMatchObject([{ atMs: 7_200 }]);
  });

  it('is recognised where a channel was declared and no voice ever came', async () => {
    const greeting = utterance(REP, 's0', 0, 900, 'good morning');
    const answer = utterance(REP, 's1', 4_000, 15_000, 'about forty days');
    const { overdue } = await run(merged([greeting], asked, [answer], ticks(0, 20_000)));
    expect(overdue).toEqual([]);
  });
});
