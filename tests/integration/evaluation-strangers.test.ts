// What a stranger brings, through the real engine: small files whose figures were worked out by hand.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureCalls } from '../../evaluation/calls/index.ts';
import { type EvaluatedEngine, openEngine } from '../../evaluation/engine.ts';
import { measureLines } from '../../evaluation/lines/index.ts';

let directory: string;
let engine: EvaluatedEngine;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sotto-stranger-'));
  engine = await openEngine();
});
afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true });
});

const jsonLines = (lines: readonly object[]) => lines.map((line) => JSON.stringify(line)).join('\n');

async function measuredLines(kind: string, lines: readonly object[]) {
  const path = join(directory, `${kind}.jsonl`);
  await writeFile(path, jsonLines(lines.map((line, index) => ({ id: `${index + 1}`, ...line }))));
  const set = await measureLines(`${kind}=${path}`, engine);
  return { set, figureOf: (name: string) => set.figures.find((figure) => figure.name === name)?.value };
}

describe('labelled lines', () => {
  it('counts questions found, missed and made up, over all and by language', async () => {
    const { set, figureOf } = await measuredLines('questions', [
      { lang: 'en', text: 'What does it cost?', isQuestion: true },
      { lang: 'en', text: 'How long does delivery take?', isQuestion: true },
      { lang: 'en', text: 'We have three vans.', isQuestion: true },
      { lang: 'zh', text: '这个多少钱？', isQuestion: false },
      { lang: 'zh', text: '我们有三辆车。', isQuestion: false },
      { lang: 'zh', text: '你们什么时候能送到？', isQuestion: true },
    ]);
    expect(figureOf('question precision')).toBeCloseTo(3 / 4);
    expect(figureOf('question recall')).toBeCloseTo(3 / 4);
    expect(figureOf('question F1')).toBeCloseTo(3 / 4);
    expect(figureOf('question en F1')).toBeCloseTo(4 / 5);
    expect(figureOf('question zh precision')).toBeCloseTo(1 / 2);
    expect(set.errors).toEqual([
      '3 [en] a question, not found: We have three vans.',
      '4 [zh] no question, found as one: 这个多少钱？',
    ]);
    expect(set.isKept).toBe(false);
  });

  it('judges the type of an objection with missed ones as wrong, and of those found', async () => {
    const { figureOf } = await measuredLines('objections', [
      { lang: 'en', text: 'That is too expensive for us.', isObjection: true, type: 'price' },
      { lang: 'en', text: 'That is way too expensive.', isObjection: true, type: 'Technical fit' },
      { lang: 'en', text: 'Yes, thank you very much.', isObjection: true, type: 'need' },
      { lang: 'en', text: 'Good morning.', isObjection: false, type: null },
    ]);
    expect(figureOf('objection precision')).toBe(1);
    expect(figureOf('objection recall')).toBeCloseTo(2 / 3);
    expect(figureOf('objection type, missed ones count, accuracy')).toBeCloseTo(1 / 3);
    expect(figureOf('objection type of those found accuracy')).toBeCloseTo(1 / 2);
  });

  it('says which line is wrong and what was expected, and measures the others', async () => {
    const { set } = await measuredLines('objections', [
      { lang: 'en', text: 'That is too expensive for us.', isObjection: true, type: 'price' },
      { lang: 'en', text: 'I do not like it.', isObjection: true, type: 'taste' },
    ]);
    expect(set.problems).toEqual([
      expect.stringMatching(/objections\.jsonl:2: type: "taste"; expected one of price, /),
    ]);
    expect(set.figures.find(({ name }) => name === 'objection F1')).toMatchObject({ n: 1, value: 1 });
  });

  it('refuses a kind that there is not', async () => {
    await expect(measureLines('poems=x.jsonl', engine)).rejects.toThrow(/KIND one of questions, objections/);
    await expect(measureLines('questions', engine)).rejects.toThrow(/expected KIND=FILE/);
  });
});

describe('whole calls', () => {
  const participants = [
    { participantId: 'rep', role: 'rep' },
    { participantId: 'ann', role: 'customer' },
  ];
  const said = (segmentId: string, participantId: string, startMs: number, endMs: number, text: string) => {
    return { type: 'segment.finalized', atMs: endMs + 200, participantId, segmentId, startMs, endMs, text };
  };
  const call = [
    { type: 'call.started', callId: 'small', startedAt: '2026-03-02T09:00:00Z', language: 'en', participants },
    said('a', 'rep', 1_000, 4_000, 'Our hull paint lasts five seasons.'),
    said('b', 'ann', 4_500, 6_500, 'What does a litre cost?'),
    { ...said('c', 'rep', 7_000, 7_400, 'Forty'), type: 'segment.revised', isFinal: false },
    said('c', 'rep', 7_000, 9_000, 'Forty pounds, and hull paint keeps.'),
    said('d', 'ann', 9_400, 11_400, 'Seabrite is cheaper. When can you deliver?'),
    said('e', 'rep', 15_400, 17_000, 'On Monday.'),
    { type: 'call.ended', atMs: 20_000 },
  ];
  const truth = {
    callId: 'small',
    language: 'en',
    competitors: ['Seabrite'],
    keywords: ['hull paint'],
    latencyLimitMs: 3_000,
    durationMs: 20_000,
    questions: [
      { questionSegmentId: 'b', questionEndMs: 6_500, answerSegmentId: 'c', latencyMs: 600, filled: false },
      {
        questionSegmentId: 'd',
        questionEndMs: 11_400,
        answerSegmentId: 'e',
        latencyMs: 3_900,
        filled: false,
        crossedAtMs: 14_400,
      },
    ],
    unanswered: [],
    competitorMentions: [{ segmentId: 'd', name: 'Seabrite', by: 'ann', evidence: false }],
    keywordHits: [
      { segmentId: 'a', participantId: 'rep', keyword: 'hull paint', count: 1 },
      { segmentId: 'c', participantId: 'rep', keyword: 'hull paint', count: 2 },
    ],
    talkTimeMs: { rep: 7_000, ann: 4_000 },
    turns: [{ participantId: 'rep', startMs: 1_100, endMs: 4_000 }],
    floorTransfers: [{ fromSegmentId: 'a', toSegmentId: 'b', ftoMs: 450 }],
    interruptions: [],
  };

  it('compares each part of the truth with what was found, names and limit being those of the truth', async () => {
    const folder = await mkdtemp(join(directory, 'calls-'));
    await writeFile(join(folder, 'small.jsonl'), jsonLines(call));
    await writeFile(join(folder, 'small.truth.json'), JSON.stringify(truth));
    await writeFile(join(folder, 'alone.jsonl'), jsonLines(call));
    const { figures, problems } = await measureCalls(folder, engine);
    const figureOf = (name: string) => figures.find((figure) => figure.name === `small: ${name}`)?.value;
    expect(problems).toEqual([expect.stringMatching(/alone\.truth\.json: cannot be read/)]);
    expect(figureOf('question F1')).toBe(1);
    expect(figureOf('latency, mean absolute error')).toBe(100);
    expect(figureOf('latency within 80 ms, missed ones count')).toBe(0);
    expect(figureOf('answer is the right segment')).toBe(1);
    expect(figureOf('crossing of the limit F1')).toBe(1);
    expect(figureOf('crossing told while the question waits')).toBe(1);
    expect(figureOf('crossing, delay until it is told')).toBe(0);
    expect(figureOf('competitor mention F1')).toBe(1);
    expect(figureOf('evidence beside a mention')).toBe(0);
    expect(figureOf('keyword hit precision')).toBe(1);
    expect(figureOf('keyword hit recall')).toBeCloseTo(2 / 3);
    expect(figureOf('keyword counts that are exact')).toBeCloseTo(1 / 2);
    expect(figureOf('talk time, absolute error')).toBe((400 + 0) / 2);
    expect(figureOf('turn precision')).toBeCloseTo(1 / 5);
    expect(figureOf('turn start, absolute error')).toBe(100);
    expect(figureOf('floor transfer recall')).toBe(1);
    expect(figureOf('floor transfer precision')).toBeCloseTo(1 / 4);
    expect(figureOf('floor transfer offset, absolute error')).toBe(50);
    expect(figures.some(({ name }) => name.includes('commitment'))).toBe(false);
  });

  it('refuses a directory without any call that can be used', async () => {
    await expect(measureCalls(await mkdtemp(join(directory, 'none-')), engine)).rejects.toThrow(/no call can be used/);
    await expect(measureCalls(join(directory, 'absent'), engine)).rejects.toThrow(/no such directory/);
  });
});
