import { describe, expect, it } from 'vitest';
import { objectionsIn } from '../../../pipelines/objection-rules.ts';
import { objectionsPipeline } from '../../../pipelines/objections.ts';
import { CUSTOMER, ofType, REP, runPipeline, utterance } from '../../support/signals.ts';

describe('an objection', () => {
  it.each([
    ['To be honest, that is too expensive for a company of our size.', 'price'],
    ["it's way more than we planned", 'price'],
    ['the budget approval takes months here', 'budget-process'],
    ['we have no budget for this', 'budget-process'],
    ["It's just not the right time for us.", 'timing'],
    ["that's not my decision", 'authority'],
    ['I have to check with my boss first', 'authority'],
    ["we don't really see the need", 'need'],
    ['our current tool works fine', 'need'],
    ["I've never heard of you before", 'trust'],
    ['we already use another vendor', 'competitor'],
    ["it doesn't integrate with our ERP", 'technical-fit'],
  ])('is in "%s" (%s)', (text, type) => {
    expect(objectionsIn(text, 'en')).toContain(type);
  });

  it.each([
    ['你们这个太贵了', 'price'],
    ['已经超出我们的预算了', 'price'],
    ['我们审批流程特别复杂', 'budget-process'],
    ['今年没有这块预算', 'budget-process'],
    ['等明年再说吧', 'timing'],
    ['这个我做不了主', 'authority'],
    ['还得请示一下领导', 'authority'],
    ['目前我们用不上', 'need'],
    ['没听说过你们公司', 'trust'],
    ['我们也在看别家', 'competitor'],
    ['跟我们的老系统不兼容', 'technical-fit'],
  ])('is in "%s" (%s)', (text, type) => {
    expect(objectionsIn(text, 'zh')).toContain(type);
  });

  it.each([
    ['Is that too expensive?', 'en'],
    ['That is not too expensive.', 'en'],
    ['We have forty sites and two warehouses.', 'en'],
    ['When could you start?', 'en'],
    ['how does the budget approval usually work', 'en'],
    ['这个贵吗？', 'zh'],
    ['不算太贵', 'zh'],
    ['我们有四十个站点', 'zh'],
    ['需要审批吗', 'zh'],
  ])('is not in "%s" (%s)', (text, language) => {
    expect(objectionsIn(text, language)).toEqual([]);
  });

  it('is raised once per segment and type, with the words and their span', async () => {
    const first = utterance(CUSTOMER, 's1', 1_000, 2_000, 'that is too expensive');
    const again = utterance(CUSTOMER, 's1', 1_000, 2_000, "that's too expensive, and we have no budget", {
      revision: 1,
    });
    const raised = ofType(await runPipeline(objectionsPipeline, [first, again]), 'objection.raised');
    expect(raised.map(({ objection }) => objection)).toEqual(['price', 'budget-process']);
    expect(raised[0]).toMatchObject({
      atMs: 2_000,
      startMs: 1_000,
      endMs: 2_000,
      text: 'that is too expensive',
      causedBy: [1],
    });
  });

  it('is a customer’s: a rep who speaks of one raises none', async () => {
    expect(await runPipeline(objectionsPipeline, [utterance(REP, 's1', 0, 1, 'you said it is too expensive')])).toEqual(
      [],
    );
  });
});
