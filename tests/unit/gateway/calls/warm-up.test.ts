import { describe, expect, it } from 'vitest';
import { analyzeCall } from '../../../../gateway/calls/analyze-call.ts';
import { callContext } from '../../../../gateway/calls/call-context.ts';
import { WARM_UP_CALLS } from '../../../../gateway/calls/warm-up.ts';
import type { PlaybookSet } from '../../../../gateway/playbooks/set.ts';
import { loadPlaybookSet } from '../../../../gateway/playbooks/set.ts';
import { SHIPPED_PLAYBOOKS } from '../../../../gateway/playbooks/shipped.ts';
import { loadTextModels } from '../../../../models/text/shipped-weights.ts';
import { ALL_PIPELINES } from '../../../../pipelines/index.ts';
import { createFakeVoiceModel } from '../../../support/voice-model-fake.ts';

const logOf = async (set: PlaybookSet, call: (typeof WARM_UP_CALLS)[number]) =>
  analyzeCall({
    call,
    context: await callContext(call.started, {
      playbookFor: set.forLanguage,
      profile: 'default',
      textModels: loadTextModels(),
    }),
    definitions: ALL_PIPELINES,
    voice: createFakeVoiceModel(),
  });

describe('the calls that warm a process up', () => {
  it('use in each language the dates, the personal data, the questions and the objections, each at least twice', async () => {
    const set = await loadPlaybookSet(SHIPPED_PLAYBOOKS);
    expect(WARM_UP_CALLS.map(({ started }) => started.language)).toEqual(['en', 'zh']);
    for (const call of WARM_UP_CALLS) {
      const log = await logOf(set, call);
      const count = (type: string) => log.filter((event) => event.type === type).length;
      const dated = log.filter((event) => event.type === 'commitment.made' && event.dueDate !== undefined);
      const words = log.flatMap((event) => (event.type === 'segment.finalized' ? event.text : []));
      expect(dated.length, call.started.language).toBeGreaterThanOrEqual(2);
      for (const type of ['question.asked', 'objection.raised']) {
        expect(count(type), `${type} ${call.started.language}`).toBeGreaterThanOrEqual(2);
      }
      for (const removed of [/‹(?:phone|电话)›/, /‹(?:email|邮箱)›/, /‹(?:address|地址)›/]) {
        expect(words.filter((text) => removed.test(text)).length, String(removed)).toBeGreaterThanOrEqual(2);
      }
      expect(count('pipeline.degraded')).toBe(0);
    }
  });
});
