import { describe, expect, it } from 'vitest';
import type { CallEvent, EventDraft } from '../../../../engine/events.ts';
import { emptyTimeline } from '../../../../gateway/protocol/timeline.ts';
import { foldTimeline } from '../../../../gateway/protocol/timeline-fold.ts';
import { CUSTOMER, event, ms, segment, utterance } from '../../../support/signals.ts';

const at = { atMs: ms(3_000), participantId: CUSTOMER, segmentId: segment('s1'), startMs: ms(1_000), endMs: ms(3_000) };
const found = { revision: 0, text: 'We sign on Friday.', confidence: 0.8, isCalibrated: true };
const promised: EventDraft = {
  type: 'commitment.made',
  commitmentId: 's1-1',
  role: 'customer',
  ownerParticipantId: CUSTOMER,
  ownerRole: 'customer',
  action: 'sign on Friday',
  dueDate: '2026-03-06',
  dateText: 'Friday',
  ...at,
  ...found,
};
const folded = (...drafts: (EventDraft | CallEvent)[]) => {
  const timeline = emptyTimeline('call-1');
  drafts.forEach((draft, index) => {
    foldTimeline(timeline, { ...event(draft as EventDraft), seq: index + 1 });
  });
  return timeline;
};

describe('the time line of selling', () => {
  it('holds promises with their owner and day', () => {
    const { commitments } = folded(promised);
    expect(commitments).toMatchObject([{ ownerRole: 'customer', action: 'sign on Friday', dueDate: '2026-03-06' }]);
  });

  it('holds what customers let show, each by its kind', () => {
    const { salesSignals } = folded(
      { type: 'buying-signal.shown', strength: 'strong', ...at, ...found },
      { type: 'pain.named', ...at, ...found },
      { type: 'decision-role.revealed', part: 'decision-maker', isSpeaker: false, who: 'our CFO', ...at, ...found },
    );
    expect(salesSignals.map(({ kind }) => kind)).toEqual(['buying-signal', 'pain', 'decision-role']);
    expect(salesSignals[2]).toMatchObject({ part: 'decision-maker', who: 'our CFO' });
  });

  it('drops what an older revision of a segment said', () => {
    const said = (revision: number) => {
      return utterance(CUSTOMER, 's1', 1_000, 3_000, 'We sign.', { revision });
    };
    const timeline = folded(said(0), promised, { type: 'pain.named', ...at, ...found }, said(1));
    expect(timeline.commitments).toEqual([]);
    expect(timeline.salesSignals).toEqual([]);
  });
});
