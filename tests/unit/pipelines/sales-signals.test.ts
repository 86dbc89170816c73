import { describe, expect, it } from 'vitest';
import { decisionPerson } from '../../../pipelines/decision-person.ts';
import { salesSignalsPipeline } from '../../../pipelines/sales-signals.ts';
import { CUSTOMER, callContext, REP, runPipeline, TWO_TEXTS, utterance } from '../../support/signals.ts';
import { fakeTextModel } from '../../support/text-model-fake.ts';

const textModels = {
  buyingSignal: fakeTextModel('buyingSignal', ['weak', 'strong'], {
    'what does it cost?': { weak: 0.8, strong: 0.1 },
    'send me the contract.': { weak: 0.125, strong: 0.75 },
    'and where do i pay?': { weak: 0.25, strong: 0.375 },
    'what is that?': { weak: 0.25, strong: 0.125 },
  }),
  pain: fakeTextModel('pain', ['pain'], { 'we lose ten orders a week.': { pain: 0.7 } }),
  decisionRole: fakeTextModel('decisionRole', ['decision-maker', 'user'], {
    'our cfo has the last word.': { 'decision-maker': 0.75 },
    'i sign myself.': { 'decision-maker': 0.65 },
  }),
};
const context = callContext({ participants: TWO_TEXTS, textModels });
const shown = (text: string, who = CUSTOMER) =>
  runPipeline(salesSignalsPipeline, [utterance(who, 's1', 1_000, 3_000, text)], context);

describe('what a customer lets show', () => {
  it('is graded: the likeliest strength, with the probability that there is any', async () => {
    expect(await shown('What does it cost?')).toMatchObject([
      {
        type: 'buying-signal.shown',
        strength: 'weak',
        confidence: 0.9,
        isCalibrated: true,
        text: 'What does it cost?',
      },
    ]);
    expect(await shown('Good. Send me the contract.')).toMatchObject([
      { strength: 'strong', confidence: 0.875, text: 'Send me the contract.' },
    ]);
  });

  it('is said where its strength is in doubt, though neither is likely by itself', async () => {
    expect(await shown('And where do I pay?')).toMatchObject([{ strength: 'strong', confidence: 0.625 }]);
    expect(await shown('What is that?')).toEqual([]);
  });

  it('may be a pain with its words, beside others in the same utterance', async () => {
    const found = await shown('We lose ten orders a week. What does it cost?');
    expect(found.map(({ type }) => type)).toEqual(['buying-signal.shown', 'pain.named']);
    expect(found[1]).toMatchObject({ text: 'We lose ten orders a week.', confidence: 0.7 });
  });

  it('may tell of the part of somebody in the decision', async () => {
    expect(await shown('Our CFO has the last word.')).toMatchObject([
      { type: 'decision-role.revealed', part: 'decision-maker', isSpeaker: false, who: 'Our CFO' },
    ]);
    expect(await shown('I sign myself.')).toMatchObject([{ part: 'decision-maker', isSpeaker: true, who: null }]);
  });

  it('is not looked for in the words of our own side, nor without a model', async () => {
    expect(await shown('What does it cost?', REP)).toEqual([]);
    expect(
      await runPipeline(salesSignalsPipeline, [utterance(CUSTOMER, 's1', 1_000, 3_000, 'What does it cost?')]),
    ).toEqual([]);
  });
});

describe('whom a line about the decision speaks of', () => {
  it.each([
    ['I sign off anything under fifty thousand', 'en', true, null],
    ['Mr Hansen decides, he owns the budget', 'en', false, 'Mr Hansen'],
    ['everything goes through procurement', 'en', false, 'procurement'],
    ['五万以下我自己就能签', 'zh', true, null],
    ['这个得我们王总拍板', 'zh', false, '我们王总'],
    ['要上会才能定', 'zh', false, null],
  ])('"%s" (%s): the speaker %s, else "%s"', (text, language, isSpeaker, who) => {
    expect(decisionPerson(text, language)).toEqual({ isSpeaker, who });
  });
});
