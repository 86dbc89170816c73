import { describe, expect, it } from 'vitest';
import { loadTextModels } from '../../../models/text/shipped-weights.ts';
import { compileEvidence } from '../../../pipelines/evidence.ts';
import { evidenceCues, meritsOf } from '../../../pipelines/evidence-cues.ts';
import { fakeTextModel } from '../../support/text-model-fake.ts';

const competitors = [{ name: 'Acme', aliases: ['艾克美'], soundsLike: false }];
const LABELS = ['evidence', 'case', 'number', 'certificate', 'demo'];
const finder = compileEvidence({ case: ['lighthouse client'], number: [], certificate: [], demo: [] }, competitors);
const read = (text: string, probabilities: Record<string, number>) =>
  finder.read(text, 'en', fakeTextModel('evidence', LABELS, { [text]: probabilities }));

describe('evidence that a classifier weighs', () => {
  it('is of the likeliest kind, with the classifier’s probability', () => {
    const text = 'Oakline runs it in eleven plants';
    expect(read(text, { evidence: 0.8, case: 0.7, number: 0.2 })).toEqual({
      found: [{ kind: 'case', startChar: 0, sentence: text, probability: 0.8 }],
      highestProbability: 0.8,
    });
  });

  it('is not there under the threshold, and it says how near it came', () => {
    expect(read('we are simply great', { evidence: 0.4, case: 0.3 })).toEqual({ found: [], highestProbability: 0.4 });
  });

  it('needs less where the words are the playbook’s own', () => {
    const text = 'that is our lighthouse client';
    expect(read(text, { evidence: 0.3, demo: 0.2 }).found).toMatchObject([{ kind: 'case', startChar: 12 }]);
    expect(read(text, { evidence: 0.1 }).found).toEqual([]);
    expect(read('I will send you the lighthouse client story', { evidence: 0.3 }).found).toEqual([]);
  });

  it('is looked for sentence by sentence', () => {
    const model = fakeTextModel('evidence', LABELS, { ' We hold it since 2019.': { evidence: 0.9, certificate: 0.9 } });
    expect(finder.read('Good point. We hold it since 2019.', 'en', model).found).toMatchObject([
      { kind: 'certificate', sentence: 'We hold it since 2019.' },
    ]);
  });
});

describe('the cues', () => {
  const merits = meritsOf(competitors);

  it('say what speaks against evidence: a promise, a price, a lack, a question, the rival’s own merit', () => {
    const against = (text: string) => evidenceCues(text, merits).filter((cue) => cue.startsWith('against: '));
    expect(against("I'll send you the case study")).toEqual(['against: future']);
    expect(against('这个价格可以优惠')).toEqual(['against: price']);
    expect(against('we have not been certified')).toEqual(['against: lack']);
    expect(against('艾克美有等保证书')).toEqual(['against: rival']);
    expect(against('有没有客户在用')).toEqual(['against: asks']);
    expect(against('Northfield runs it in nine wards')).toEqual(['against: nothing']);
  });

  it('are the same in traditional characters and full width', () => {
    expect(evidenceCues('我們通過了ＩＳＯ認證', merits)).toEqual(evidenceCues('我们通过了ISO认证', merits));
  });
});

describe('the shipped classifier', () => {
  const model = loadTextModels().evidence;

  it.each([
    ['en', 'One of our clients, Meridian Paper, moved all six mills over last year', 'case'],
    ['en', 'ticket backlog went from nine hundred down to two hundred in a quarter', 'number'],
    ['en', 'we hold ISO 27001, the certificate is on page four', 'certificate'],
    ['en', 'let me show you, I click here and the order is booked', 'demo'],
    ['zh', '我们有个做轮胎的客户，也是三个厂，去年换过来的', 'case'],
    ['zh', '上线之后返工率从百分之六降到了百分之二', 'number'],
    ['zh', '我们拿到了等保三级的备案证明，您看编号', 'certificate'],
    ['zh', '您看屏幕，我现在点提交，单子就到您手机上了', 'demo'],
  ])('knows evidence (%s): %s', (language, text, kind) => {
    const { found } = finder.read(text, language, model);
    expect(found.map((each) => each.kind)).toEqual([kind]);
  });

  it.each([
    ['en', "I'll email you the reference next week"],
    ['en', 'we are the leading platform in the market'],
    ['en', 'Acme has ISO 27001 and a hospital on board'],
    ['zh', '我们下周给您安排一次演示'],
    ['zh', '我们是行业领先的品牌，您放心'],
    ['zh', '艾克美也有等保三级证书'],
  ])('knows what is none (%s): %s', (language, text) => {
    expect(finder.read(text, language, model).found).toEqual([]);
  });
});
