import { describe, expect, it } from 'vitest';
import { actionOf } from '../../../pipelines/commitment-action.ts';
import { isOwedByTheOther } from '../../../pipelines/commitment-owner.ts';
import { commitmentsPipeline } from '../../../pipelines/commitments.ts';
import {
  CUSTOMER,
  callContext,
  ofType,
  participant,
  REP,
  runPipeline,
  TWO_TEXTS,
  utterance,
} from '../../support/signals.ts';
import { fakeTextModel } from '../../support/text-model-fake.ts';

const made = async (signals: Parameters<typeof runPipeline>[1], context = callContext({ participants: TWO_TEXTS })) =>
  ofType(await runPipeline(commitmentsPipeline, signals, context), 'commitment.made');

const line = (text: string, startMs = 1_000) => {
  const language = /[一-龥]/.test(text) ? 'zh' : 'en';
  return utterance(REP, `s${startMs}`, startMs, startMs + 2_000, text, { language });
};

// The call of callContext begins on Monday, 2 March 2026.
describe('a commitment', () => {
  it('has an owner, an action and the day by which it is done', async () => {
    const [found] = await made([line("Sure. I'll send you the proposal by Friday.")]);
    expect(found).toMatchObject({
      participantId: REP,
      role: 'rep',
      ownerParticipantId: REP,
      ownerRole: 'rep',
      action: 'send you the proposal by Friday',
      dueDate: '2026-03-06',
      dateText: 'Friday',
      text: "I'll send you the proposal by Friday.",
      isCalibrated: false,
    });
  });

  it('of the other side is owned by the one who is there for it', async () => {
    const [found] = await made([line("Great, so you'll send me the user list by Monday.")]);
    expect(found).toMatchObject({ ownerRole: 'customer', ownerParticipantId: CUSTOMER, dueDate: '2026-03-09' });
  });

  it('of the other side has nobody by name where several are there', async () => {
    const participants = [...TWO_TEXTS, participant('second', 'customer')];
    const signals = [line("so you'll send me the user list by Monday")];
    const [found] = await made(signals, callContext({ participants }));
    expect(found).toMatchObject({ ownerRole: 'customer', ownerParticipantId: null });
  });

  it('takes its day from the short sentence behind it', async () => {
    const [found] = await made([line("I'll send you the contract. By Thursday.")]);
    expect(found).toMatchObject({ dueDate: '2026-03-05' });
  });

  it.each([
    ["Let's meet on Thursday, I'll send the invite today.", '2026-03-02'],
    ["Once we have your list on Wednesday, we'll set it up by Friday.", '2026-03-06'],
    ["By Friday, I'll send you the deck.", '2026-03-06'],
    ['周四咱们开会，我今天把报价发您', '2026-03-02'],
    ['周五我把报价发您，下周一再对一遍', '2026-03-06'],
  ])('takes its day from the clause that promises, before those around it: "%s"', async (text, dueDate) => {
    const [found] = await made([line(text)]);
    expect(found).toMatchObject({ dueDate });
  });

  it('without a day has none', async () => {
    const [found] = await made([line('我尽快把合同发您')]);
    expect(found).toMatchObject({ action: '尽快把合同发您', dueDate: null, dateText: null });
  });

  it('is said for each sentence that promises, in the order of the words', async () => {
    const found = await made([line('我周三把报价发您。发票我明天寄给您。')]);
    expect(found.map(({ dueDate, commitmentId }) => [commitmentId.slice(-1), dueDate])).toEqual([
      ['1', '2026-03-04'],
      ['2', '2026-03-03'],
    ]);
  });

  it.each([
    ['could you send me the contract by Friday', 'en'],
    ["I'll try to get you a better price", 'en'],
    ['we usually send the invoice on Monday', 'en'],
    ['I sent you the proposal last week', 'en'],
    ["I'll show you two screens", 'en'],
    ['您周五之前把名单发我行吗', 'zh'],
    ['我尽量帮您申请', 'zh'],
    ['我们一般三个工作日发货', 'zh'],
    ['我上周五把方案发您了', 'zh'],
  ])('is not in "%s" (%s), by the rules alone', async (text) => {
    expect(await made([line(text)])).toEqual([]);
  });

  it('is decided by the model where there is one, with its calibrated confidence', async () => {
    const commitment = fakeTextModel('commitment', ['commitment'], { 'invoice tomorrow, done': { commitment: 0.81 } });
    const context = callContext({ participants: TWO_TEXTS, textModels: { commitment } });
    const signals = [line('Invoice tomorrow, done'), line("I'll send you the plan", 4_000)];
    const found = await made(signals, context);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ confidence: 0.81, isCalibrated: true, dueDate: '2026-03-03' });
  });
});

describe('the owner', () => {
  it.each([
    ["you'll have the contract from me by Friday", 'en', false],
    ['our engineer will call you on Monday', 'en', false],
    ["so you're going to set up the VPN by Friday", 'en', true],
    ["then you'll get the drawings to us by Thursday", 'en', true],
    ['您放心，这个我来跟财务确认', 'zh', false],
    ['您要的样品我今天寄给您', 'zh', false],
    ['那您这边周三前把名单发给我', 'zh', true],
    ['好，贵司下周一前把服务器准备好', 'zh', true],
    ['好嘞刘哥那就这么定了你周四把钥匙送过来', 'zh', true],
    ['那就这么办了您月底前把样布退回来我们有人签收', 'zh', true],
    ['行你们礼拜天把旧柜子拉走我们好腾地方', 'zh', true],
    ['刘哥我们礼拜天把旧柜子拉走您等着就好', 'zh', false],
    ["so we said you'd bring the meter readings on Monday", 'en', true],
    ['perfect then your crew collects the old boiler on Tuesday', 'en', true],
    ['okay then you measure the hall and share the sizes tomorrow', 'en', true],
    ["I'll run the numbers and show you tomorrow", 'en', false],
  ])('of "%s" (%s) is the other side: %s', (text, language, isTheirs) => {
    expect(isOwedByTheOther(text, language)).toBe(isTheirs);
  });
});

describe('the action', () => {
  it.each([
    ["okay so I'll rework the sizing and send it on Monday.", 'en', 'rework the sizing and send it on Monday'],
    [
      'the final report for your board, I will send it Friday',
      'en',
      'the final report for your board, I will send it Friday',
    ],
    ["your spare keys we'll post tonight", 'en', "your spare keys we'll post tonight"],
    ["the thing is I'll post them tonight", 'en', 'post them tonight'],
    ['好的，我明天把合同发您。', 'zh', '明天把合同发您'],
    ['好嘞我明天把合同发您', 'zh', '明天把合同发您'],
    ['嗯', 'zh', '嗯'],
  ])('of "%s" (%s) is "%s"', (text, language, action) => {
    expect(actionOf(text, language)).toBe(action);
  });
});
