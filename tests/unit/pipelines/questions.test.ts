import { describe, expect, it } from 'vitest';
import type { EventOf } from '../../../engine/events.ts';
import type { Signal } from '../../../engine/observations.ts';
import { questionsPipeline } from '../../../pipelines/questions.ts';
import {
  CUSTOMER,
  callContext,
  event,
  merged,
  ms,
  ofType,
  REP,
  runPipeline,
  segment,
  speechEnded,
  speechStarted,
  ticks,
  utterance,
  windows,
} from '../../support/signals.ts';
import { fakeTextModel } from '../../support/text-model-fake.ts';

const run = async (...sources: Signal[][]) =>
  ofType(await runPipeline(questionsPipeline, merged(...sources)), 'question.asked');
const turn = (
  id: string,
  startMs: number,
  endMs: number,
  role: 'rep' | 'customer' = 'customer',
): EventOf<'turn.ended'> =>
  event({
    type: 'turn.ended',
    atMs: ms(endMs + 700),
    turnId: id,
    participantId: role === 'customer' ? CUSTOMER : REP,
    role,
    startMs: ms(startMs),
    endMs: ms(endMs),
    speechMs: endMs - startMs,
    segmentIds: [],
  });

describe('a question', () => {
  it('is asked at once, with the span of its segment, where there is no audio', async () => {
    const [asked, ...rest] = await run([
      utterance(CUSTOMER, 's1', 1_000, 3_000, 'how long does it take', { atMs: 3_400 }),
    ]);
    expect(rest).toEqual([]);
    expect(asked).toMatchObject({
      atMs: 3_400,
      questionId: 'q1',
      segmentId: 's1',
      startMs: 1_000,
      endMs: 3_000,
      form: 'wh',
      basis: 'words',
    });
  });

  it('ends where the voice ends, not where the transcriber says', async () => {
    const voice = [speechStarted(CUSTOMER, 'v1', 1_000), speechEnded(CUSTOMER, 'v1', 1_000, 2_700)];
    const [asked] = await run(voice, [
      utterance(CUSTOMER, 's1', 1_000, 3_000, 'how long does it take', { atMs: 3_400 }),
    ]);
    expect(asked).toMatchObject({ startMs: 1_000, endMs: 2_700 });
  });

  it('waits for the end of a voice that goes on when its words come', async () => {
    const voice = [speechStarted(CUSTOMER, 'v1', 1_000), speechEnded(CUSTOMER, 'v1', 1_000, 2_900)];
    const [asked] = await run(
      voice,
      [utterance(CUSTOMER, 's1', 1_000, 2_800, 'how long does it take')],
      ticks(0, 5_000),
    );
    expect(asked).toMatchObject({ atMs: 3_220, endMs: 2_900 });
  });

  it('does not wait for ever where the voice never ends', async () => {
    const [asked] = await run(
      [speechStarted(CUSTOMER, 'v1', 1_000)],
      [utterance(CUSTOMER, 's1', 1_000, 2_800, 'how long does it take')],
      ticks(0, 9_000),
    );
    expect(asked).toMatchObject({ atMs: 4_300, endMs: 2_800 });
  });

  it('does not take the end of a neighbouring voice that the segment only touches', async () => {
    const voice = [
      speechStarted(CUSTOMER, 'v1', 1_000),
      speechEnded(CUSTOMER, 'v1', 1_000, 2_700),
      speechStarted(CUSTOMER, 'v2', 3_250),
      speechEnded(CUSTOMER, 'v2', 3_250, 9_000),
    ];
    const [asked] = await run(voice, [
      utterance(CUSTOMER, 's1', 1_000, 3_300, 'how long does it take', { atMs: 9_500 }),
    ]);
    expect(asked).toMatchObject({ endMs: 2_700 });
  });

  it('is asked once per segment, whatever the corrections say', async () => {
    const first = utterance(CUSTOMER, 's1', 0, 900, 'how long is it');
    const again = utterance(CUSTOMER, 's1', 0, 900, 'how long is that', { revision: 1, atMs: 1_500 });
    expect(await run([first, again])).toHaveLength(1);
  });

  it('is asked by a correction that makes a question of what was none', async () => {
    const first = utterance(CUSTOMER, 's1', 0, 900, 'no long wait');
    const again = utterance(CUSTOMER, 's1', 0, 900, 'how long is it', { revision: 1, atMs: 1_500 });
    expect((await run([first, again])).map(({ atMs, text }) => [atMs, text])).toEqual([[1_500, 'how long is it']]);
  });

  it('tells whose it is, and asks more certainty of a rep than of a customer', async () => {
    const asked = await run([
      utterance(REP, 's1', 0, 900, 'how many sites do you have'),
      utterance(CUSTOMER, 's2', 1_000, 1_900, 'so the data stays in frankfurt'),
      utterance(REP, 's3', 2_000, 2_900, 'so the data stays in frankfurt'),
    ]);
    expect(asked.map(({ questionId, role, segmentId }) => [questionId, role, segmentId])).toEqual([
      ['q1', 'rep', 's1'],
      ['q2', 'customer', 's2'],
    ]);
  });
});

describe('a call without words', () => {
  it('takes each customer turn for an unsure question, once it is sure that no words come', async () => {
    const turns = [turn('t1', 0, 2_000), turn('t2', 5_000, 6_000, 'rep'), turn('t3', 7_000, 8_000)];
    const asked = await run(turns, ticks(0, 10_000));
    expect(asked.map(({ atMs, startMs, endMs, form, basis }) => ({ atMs, startMs, endMs, form, basis }))).toEqual([
      { atMs: 5_000, startMs: 0, endMs: 2_000, form: 'turn', basis: 'turn' },
      { atMs: 8_700, startMs: 7_000, endMs: 8_000, form: 'turn', basis: 'turn' },
    ]);
    expect(asked[0]?.confidence).toBeLessThan(0.5);
  });

  it('is none as soon as anybody has words, even partial ones', async () => {
    const partial = event({
      type: 'segment.revised',
      atMs: ms(2_900),
      participantId: CUSTOMER,
      segmentId: segment('s1'),
      startMs: ms(0),
      endMs: ms(2_000),
      text: 'we have',
      isFinal: false,
    });
    expect(await run([turn('t1', 0, 2_000), partial], ticks(0, 9_000))).toEqual([]);
  });

  it('still has its last turn when it ends before that is sure', async () => {
    expect(await run([turn('t1', 0, 2_000)])).toHaveLength(1);
  });
});

describe('a question that a trained classifier decides', () => {
  const TEXT = 'the badge readers stay as they are';
  const askedWith = async (probability: number, fromHz = 150, toHz = 150) => {
    const question = fakeTextModel('question', ['question'], { [TEXT]: { question: probability } });
    const voice = windows(1, 0, 30, (index) => ({
      speechProbability: 1,
      f0Hz: fromHz + ((toHz - fromHz) * index) / 29,
    }));
    const said = [utterance(CUSTOMER, 's1', 0, 960, TEXT, { atMs: 1_200 })];
    const context = callContext({ textModels: { question } });
    return ofType(await runPipeline(questionsPipeline, merged(voice, said), context), 'question.asked');
  };

  it('is asked with its probability, as a statement that was put as one where no rule knows the form', async () => {
    expect(await askedWith(0.7)).toMatchObject([{ confidence: 0.7, form: 'declarative', isOpen: false }]);
    expect(await askedWith(0.3)).toEqual([]);
  });

  it('is tipped by a final rise where the words leave it open, the same way each time', async () => {
    const rising = await askedWith(0.45, 100, 300);
    expect(rising).toHaveLength(1);
    expect(await askedWith(0.45)).toEqual([]);
    expect(await askedWith(0.45, 100, 300)).toEqual(rising);
    expect(await askedWith(0.1, 100, 300)).toEqual([]);
  });

  it('is as sure after a statement that was corrected often as after one that was said once', async () => {
    const confidenceAfter = async (corrections: number) => {
      const question = fakeTextModel('question', ['question'], { [TEXT]: { question: 0.7 } });
      const stated = Array.from({ length: corrections + 1 }, (_, revision) =>
        utterance(REP, 's1', 0, 900, `we have ${revision} vans`, { revision, atMs: 1_000 + revision }),
      );
      const said = [...stated, utterance(CUSTOMER, 's2', 2_000, 2_960, TEXT, { atMs: 3_200 })];
      const context = callContext({ textModels: { question } });
      const asked = ofType(await runPipeline(questionsPipeline, merged(said), context), 'question.asked');
      return asked.map(({ confidence }) => confidence);
    };
    const once = await confidenceAfter(0);
    expect(once).toHaveLength(1);
    expect(await confidenceAfter(9)).toEqual(once);
  });
});
