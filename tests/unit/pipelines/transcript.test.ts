import { describe, expect, it } from 'vitest';
import type { EventOf } from '../../../engine/events.ts';
import { transcriptPipeline } from '../../../pipelines/transcript.ts';
import {
  CUSTOMER,
  callContext,
  event,
  ms,
  ofType,
  participant,
  REP,
  runPipeline,
  segment,
  segmentFinalized,
} from '../../support/signals.ts';

const revised = (id: string, text: string, isFinal: boolean, atMs = 3_000): EventOf<'segment.revised'> =>
  event({
    type: 'segment.revised',
    atMs: ms(atMs),
    participantId: CUSTOMER,
    segmentId: segment(id),
    startMs: ms(1_000),
    endMs: ms(2_000),
    text,
    isFinal,
  });
const run = async (signals: Parameters<typeof runPipeline>[1], context = callContext()) =>
  ofType(await runPipeline(transcriptPipeline, signals, context), 'utterance.finalized');

describe('the transcript', () => {
  it('gives a final segment as an utterance with role, language and tokens, at the moment it came', async () => {
    const [utterance] = await run([segmentFinalized(CUSTOMER, 's1', 1_000, 2_000, ' How much is it? ')]);
    expect(utterance).toMatchObject({
      atMs: 2_000,
      role: 'customer',
      revision: 0,
      startMs: 1_000,
      endMs: 2_000,
      text: 'How much is it?',
      language: 'en',
      tokens: 4,
      causedBy: [1],
    });
  });

  it('numbers the corrections of a segment from 0', async () => {
    const utterances = await run([
      segmentFinalized(CUSTOMER, 's1', 1_000, 2_000, 'how mud'),
      revised('s1', 'how much', true),
      revised('s1', 'how much?', true),
    ]);
    expect(utterances.map(({ revision, text }) => [revision, text])).toEqual([
      [0, 'how mud'],
      [1, 'how much'],
      [2, 'how much?'],
    ]);
  });

  it('says nothing where a correction changes nothing', async () => {
    expect(
      await run([segmentFinalized(CUSTOMER, 's1', 1_000, 2_000, 'hello'), revised('s1', 'hello ', true)]),
    ).toHaveLength(1);
  });

  it('says nothing of partial results, not even of one that comes after the final text', async () => {
    const signals = [
      revised('s1', 'how', false),
      segmentFinalized(CUSTOMER, 's1', 1_000, 2_000, 'hello'),
      revised('s1', 'hell', false),
    ];
    expect((await run(signals)).map(({ text }) => text)).toEqual(['hello']);
  });

  it('gives a text that is taken back as an empty revision, and an empty segment not at all', async () => {
    const signals = [
      segmentFinalized(CUSTOMER, 's1', 1_000, 2_000, 'noise'),
      revised('s1', '', true),
      segmentFinalized(REP, 's2', 0, 1, ' '),
    ];
    expect(
      (await run(signals)).map(({ segmentId, revision, text, tokens }) => [segmentId, revision, text, tokens]),
    ).toEqual([
      ['s1', 0, 'noise', 1],
      ['s1', 1, '', 0],
    ]);
  });

  it('takes the language from the segment, then from the call, and from the text where that is plain', async () => {
    const own = { ...segmentFinalized(REP, 's1', 0, 500, 'we use SAP'), language: 'en-GB' };
    const utterances = await run([
      own,
      segmentFinalized(REP, 's2', 500, 900, '多少钱'),
      segmentFinalized(REP, 's3', 900, 999, 'ok'),
    ]);
    expect(utterances.map(({ language }) => language)).toEqual(['en-GB', 'zh', 'en']);
  });

  it('knows a role from the moment somebody joins, and calls a stranger unknown', async () => {
    const joined = event({ type: 'participant.joined', atMs: ms(600), participant: participant('eve', 'colleague') });
    const eve = joined.participant.participantId;
    const utterances = await run([
      segmentFinalized(eve, 's1', 0, 500, 'hi'),
      joined,
      segmentFinalized(eve, 's2', 700, 900, 'hi'),
    ]);
    expect(utterances.map(({ role }) => role)).toEqual(['unknown', 'colleague']);
  });
});
