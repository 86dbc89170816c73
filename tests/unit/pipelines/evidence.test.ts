import { describe, expect, it } from 'vitest';
import { compileEvidence } from '../../../pipelines/evidence.ts';

const finder = compileEvidence(
  {
    case: ['case study', 'one of our customers', '客户案例', '我们有个客户'],
    number: ['down to', '缩短到'],
    certificate: ['ISO 27001', '等保三级证书'],
    demo: ['let me show you', '您看屏幕'],
  },
  [
    { name: 'Acme', aliases: [], soundsLike: false },
    { name: '云帆通', aliases: [], soundsLike: false },
  ],
);
const kinds = (text: string) => [...new Set(finder.read(text, 'en').found.map(({ kind }) => kind))].sort();

describe('evidence', () => {
  it.each([
    ['One of our customers, a hospital, runs it in forty wards.', 'case'],
    ['We cut their false alarms by 38 percent.', 'number'],
    ['the setup went from nine days down to two days', 'number'],
    ['Unlike Acme, our uptime was 99.98% last year.', 'number'],
    ['They saved $2 million a year in downtime.', 'number'],
    ["I'll open the case study right now.", 'case'],
    ['We have held ISO 27001 since 2019.', 'certificate'],
    ['Let me show you that on the screen.', 'demo'],
    ['我们有个客户，也是三甲医院，去年换过来的。', 'case'],
    ['误报率降低了百分之三十八', 'number'],
    ['审批时间从九天缩短到两天', 'number'],
    ['我们有等保三级证书', 'certificate'],
    ['您看屏幕，这里直接就能点', 'demo'],
  ])('is in "%s" (%s)', (text, kind) => {
    expect(kinds(text)).toEqual([kind]);
  });

  it.each([
    ['a promise', "I'll send you the case study tomorrow."],
    ['a promise', 'you will cut false alarms by 30 percent'],
    ['a promise', '我回头把客户案例发给您'],
    ['a promise', '上线以后我们保证效率提升30%'],
    ['an offer', 'Would you like to see a case study?'],
    ['an offer', '您想看一下客户案例吗？'],
    ['a lack', "we don't have a case study for that yet"],
    ['a lack', '这个我们还没有客户案例'],
    ['a price', 'we can reduce the price by 20%'],
    ['a price', '价格可以降低百分之十'],
    ['a slogan', 'we are simply the fastest and improve everything'],
    ['a slogan', '我们的产品能大幅提升效率'],
    ['a plain figure', 'we have 40 sites in three countries, 12 days apart'],
    ['the competitor’s own merit', 'Acme has reduced its latency by 20 percent'],
    ['the competitor’s own merit', 'They also hold ISO 27001'],
    ['the competitor’s own merit', '云帆通也有等保三级证书'],
  ])('is not in %s: "%s"', (_what, text) => {
    expect(kinds(text)).toEqual([]);
  });

  it('comes with its place and its sentence', () => {
    const text = 'Good point. We cut alarms by 38%. Shall we go on?';
    expect(finder.read(text, 'en')).toEqual({
      found: [{ kind: 'number', startChar: 15, sentence: 'We cut alarms by 38%.', probability: null }],
      highestProbability: null,
    });
  });

  it('in one sentence is not undone by a promise in another', () => {
    expect(kinds('We cut alarms by 38%. I will send you the report.')).toEqual(['number']);
  });
});
