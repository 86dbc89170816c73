import { describe, expect, it } from 'vitest';
import type { Signal } from '../../../engine/observations.ts';
import { Playbook } from '../../../engine/playbook.ts';
import { competitorsPipeline } from '../../../pipelines/competitors.ts';
import {
  CUSTOMER,
  callContext,
  merged,
  ofType,
  REP,
  runPipeline,
  speechEnded,
  ticks,
  utterance,
} from '../../support/signals.ts';
import { fakeTextModel } from '../../support/text-model-fake.ts';

const playbook = Playbook.parse({
  id: 'p',
  title: 'P',
  language: 'en',
  baselines: { competitorMentionsPer10Min: 2 },
  competitors: [{ name: 'Acme', aliases: ['Acme Cloud', '艾克美'] }, { name: 'Corvanta' }],
  evidence: { case: ['case study'], number: [], certificate: [], demo: [] },
});
async function run(signals: Signal[], context = callContext({ playbook })) {
  const outputs = await runPipeline(competitorsPipeline, signals, context);
  const samples = ofType(outputs, 'metric.sampled');
  return {
    mentioned: ofType(outputs, 'competitor.mentioned'),
    evidenced: ofType(outputs, 'competitor.evidenced'),
    last: (metric: string) => samples.findLast((each) => each.metric === metric)?.value,
    samples,
  };
}
const names = utterance(CUSTOMER, 's1', 10_000, 12_000, 'Acme does that');

describe('a mention', () => {
  it('has the canonical name for whatever alias was said', async () => {
    const { mentioned } = await run([
      utterance(CUSTOMER, 's1', 0, 2_000, 'Acme Cloud is cheaper'),
      utterance(CUSTOMER, 's2', 3_000, 4_000, '艾克美便宜', { language: 'zh' }),
    ]);
    expect(mentioned.map(({ mentionId, name, matched }) => [mentionId, name, matched])).toEqual([
      ['m1', 'Acme', 'Acme Cloud'],
      ['m2', 'Acme', '艾克美'],
    ]);
  });

  it('takes in the possessive, and says who, when and in what words', async () => {
    const { mentioned } = await run([utterance(CUSTOMER, 's1', 0, 2_000, "and Acme's price")]);
    expect(mentioned).toMatchObject([
      {
        matched: "Acme's",
        participantId: 'customer',
        role: 'customer',
        startChar: 4,
        endChar: 10,
        saidAtMs: 500,
        context: "and Acme's price",
      },
    ]);
  });

  it('counts under negation too', async () => {
    expect((await run([utterance(CUSTOMER, 's1', 0, 2_000, "we don't use Acme")])).mentioned).toHaveLength(1);
  });

  it('shows whole words around it in a long text', async () => {
    const { mentioned } = await run([
      utterance(CUSTOMER, 's1', 0, 60_000, `${'fabulous '.repeat(30)}Acme ${'marvellous '.repeat(30)}`),
    ]);
    const context = mentioned[0]?.context ?? '';
    expect(context).toMatch(/^(fabulous )+Acme( marvellous)+$/);
    expect(context.length).toBeLessThan(180);
  });

  it('keeps its id over the revisions of its segment, and goes when it is corrected away', async () => {
    const { mentioned, last } = await run([
      names,
      utterance(CUSTOMER, 's1', 10_000, 12_000, 'Acme and Corvanta do that', { revision: 1, atMs: 13_000 }),
      utterance(CUSTOMER, 's1', 10_000, 12_000, 'Corvanta does that', { revision: 2, atMs: 14_000 }),
    ]);
    expect(mentioned.map(({ mentionId, revision }) => [mentionId, revision])).toEqual([
      ['m1', 0],
      ['m1', 1],
      ['m2', 1],
      ['m2', 2],
    ]);
    expect(last('competitor-mentions')).toBe(1);
  });

  it('is known again where another one of its segment is corrected away', async () => {
    const { mentioned } = await run([
      utterance(CUSTOMER, 's1', 10_000, 12_000, 'Acme and Corvanta'),
      utterance(CUSTOMER, 's1', 10_000, 12_000, 'Acme', { revision: 1, atMs: 13_000 }),
    ]);
    expect(mentioned.at(-1)).toMatchObject({ mentionId: 'm1', name: 'Acme', revision: 1 });
  });
});

describe('evidence beside a mention', () => {
  const proof = (id: string, startMs: number, who = REP) =>
    utterance(who, id, startMs, startMs + 2_000, 'We cut alarms by 38%');

  it('is told of as soon as it is there', async () => {
    const { evidenced } = await run(merged([names, proof('s2', 40_000)], ticks(0, 90_000)));
    expect(evidenced).toMatchObject([
      {
        atMs: 42_000,
        mentionId: 'm1',
        name: 'Acme',
        evidence: true,
        kind: 'number',
        evidenceSegmentId: 's2',
        evidenceText: 'We cut alarms by 38%',
      },
    ]);
  });

  it('counts from 10 s before to 45 s after, and not beyond', async () => {
    const verdict = async (startMs: number) =>
      (await run(merged([names, proof('s2', startMs)], ticks(0, 90_000)))).evidenced[0]?.evidence;
    expect(await verdict(1_000)).toBe(true);
    expect(await verdict(54_000)).toBe(true);
    expect(await verdict(56_000)).toBe(false);
    const before = utterance(REP, 's0', 0, 1_000, 'We cut alarms by 38%');
    const late = utterance(CUSTOMER, 's1', 20_000, 22_000, 'Acme does that');
    expect((await run(merged([before, late], ticks(0, 90_000)))).evidenced[0]?.evidence).toBe(false);
  });

  it('is missing when its window, and the wait for its words, have passed', async () => {
    const { evidenced } = await run(merged([names], ticks(0, 90_000)));
    expect(evidenced).toMatchObject([
      { atMs: 60_100, evidence: false, kind: null, evidenceSegmentId: null, evidenceText: null },
    ]);
  });

  it('is missing at the end of the call at the latest', async () => {
    expect((await run([names])).evidenced).toMatchObject([{ evidence: false }]);
  });

  it('is ours: what a customer says is none', async () => {
    const { evidenced } = await run(merged([names, proof('s2', 20_000, CUSTOMER)], ticks(0, 90_000)));
    expect(evidenced).toMatchObject([{ evidence: false }]);
  });
});

describe('the figures of competitors', () => {
  const speech = [speechEnded(REP, 'v1', 0, 200_000), speechEnded(CUSTOMER, 'v2', 200_000, 300_000)];
  const late = [310_000, 320_000].map((startMs, n) => utterance(CUSTOMER, `s${n}`, startMs, startMs + 100, 'Acme'));

  it('are mentions per 10 minutes of everybody’s speech, and that against the baseline', async () => {
    const { last } = await run([...speech, ...late]);
    expect(last('competitor-mentions')).toBe(2);
    expect(last('competitor-mentions-per-10-min')).toBeCloseTo(4);
    expect(last('competitor-ratio')).toBeCloseTo(2);
  });

  it('take the industry’s baseline where there is one', async () => {
    const { last } = await run(
      [...speech, ...late],
      callContext({ playbook, baselines: { competitorMentions: { per10Min: 8, basis: 'industry' } } }),
    );
    expect(last('competitor-ratio')).toBeCloseTo(0.5);
  });

  it('take at least three minutes of speech, so that one early mention is no torrent', async () => {
    expect((await run([names])).last('competitor-mentions-per-10-min')).toBeCloseTo(10 / 3);
  });

  it('count a mention as bare until evidence is found', async () => {
    const proof = utterance(REP, 's9', 325_000, 326_000, 'our case study shows it');
    const { samples } = await run([...speech, ...late, proof]);
    const shares = samples.filter(({ metric }) => metric === 'competitor-evidence-share').map(({ value }) => value);
    expect(shares[0]).toBe(0);
    expect(shares.at(-1)).toBe(1);
  });

  it('are sampled every 30 s once there is a mention, as the ratio falls with more speech', async () => {
    const { samples } = await run(merged([names], ticks(0, 100_000)));
    const times = samples.filter(({ metric }) => metric === 'competitor-ratio').map(({ atMs }) => atMs);
    expect(times).toEqual([12_000, 42_000, 60_100, 90_100, 100_000]);
  });

  it('are none where nobody spoke of a competitor, but for the count of zero', async () => {
    const { samples } = await run([utterance(REP, 's1', 0, 1_000, 'hello')]);
    expect(samples.map(({ metric, value }) => [metric, value])).toEqual([
      ['competitor-mentions', 0],
      ['competitor-mentions-per-10-min', 0],
      ['competitor-ratio', 0],
    ]);
  });

  it('take the playbook’s baseline where calls of the industry name nobody', async () => {
    const none = { competitorMentions: { per10Min: 0, basis: 'industry' as const } };
    const { samples } = await run([names], callContext({ playbook, baselines: none }));
    const ratio = samples.find(({ metric }) => metric === 'competitor-ratio');
    expect([ratio?.dimension, Number.isFinite(ratio?.value)]).toEqual(['playbook', true]);
  });

  it('says in the ratio what it was compared with', async () => {
    const basisOf = async (context = callContext({ playbook })) =>
      (await run([names], context)).samples.find(({ metric }) => metric === 'competitor-ratio')?.dimension;
    const learned = { competitorMentions: { per10Min: 8, basis: 'industry-and-stage' as const } };
    expect(await basisOf()).toBe('playbook');
    expect(await basisOf(callContext({ playbook, baselines: learned }))).toBe('industry-and-stage');
  });
});

describe('how sure a verdict is', () => {
  const LABELS = ['evidence', 'case', 'number', 'certificate', 'demo'];
  const verdict = async (text: string, evidence: number) => {
    const model = fakeTextModel('evidence', LABELS, { [text]: { evidence, case: evidence } });
    const signals = [names, utterance(REP, 's2', 13_000, 15_000, text), ...ticks(16_000, 70_000)];
    const context = callContext({ playbook, textModels: { evidence: model } });
    return (await run(merged(signals), context)).evidenced[0];
  };

  it('is the classifier’s probability where evidence was found', async () => {
    expect(await verdict('Oakline runs it', 0.8)).toMatchObject({
      evidence: true,
      kind: 'case',
      confidence: 0.8,
      isCalibrated: true,
    });
  });

  it('that there was none falls with how near our words came to it', async () => {
    const verdicts = await Promise.all([verdict('nothing of the kind', 0), verdict('nearly so', 0.4)]);
    expect(verdicts.map((each) => [each?.evidence, each?.confidence, each?.isCalibrated])).toEqual([
      [false, 0.95, false],
      [false, 0.6, false],
    ]);
  });
});
