// From what was said to the card on the page: the card that an objection raises shows how the reply covers its script.

import { expect, it } from 'vitest';
import { matchOfCard } from '../../dashboard/parts/script-points.tsx';
import { analyzeCall } from '../../gateway/calls/analyze-call.ts';
import { callContext } from '../../gateway/calls/call-context.ts';
import { choosePlaybooks } from '../../gateway/cli/choose-playbooks.ts';
import { emptyTimeline } from '../../gateway/protocol/timeline.ts';
import { foldTimeline } from '../../gateway/protocol/timeline-fold.ts';
import { loadTextModels } from '../../models/text/shipped-weights.ts';
import { ALL_PIPELINES } from '../../pipelines/index.ts';
import { smallCall } from '../support/call-inputs.ts';
import { CUSTOMER, ms, REP, segment } from '../support/signals.ts';
import { createFakeVoiceModel } from '../support/voice-model-fake.ts';

const said = (id: string, participantId: typeof REP, startMs: number, text: string) => {
  const span = { startMs: ms(startMs), endMs: ms(startMs + 2_000), atMs: ms(startMs + 2_300) };
  return { type: 'segment.finalized', segmentId: segment(id), participantId, text, ...span } as const;
};

it('the points of the reply stand on the card', async () => {
  const call = smallCall({
    events: [
      said('o', CUSTOMER, 500, 'Honestly this is too expensive for us.'),
      said('r', REP, 3_000, 'May I ask what you compare it with?'),
    ],
  });
  const playbookFor = await choosePlaybooks(undefined, undefined);
  const context = await callContext(call.started, { playbookFor, profile: 'default', textModels: loadTextModels() });
  const log = await analyzeCall({ call, context, definitions: ALL_PIPELINES, voice: createFakeVoiceModel() });
  const timeline = emptyTimeline('c');
  for (const event of log) foldTimeline(timeline, event);
  const card = timeline.cards.find(({ ruleId }) => ruleId === 'price-objection');
  expect(card && matchOfCard(timeline, card)).toMatchObject({ matchedPoints: ['ask what it is compared with'] });
});
