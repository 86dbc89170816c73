import { afterEach, describe, expect, it } from 'vitest';
import { layOut } from '../../../../dashboard/review/lanes.ts';
import { momentUnder } from '../../../../dashboard/review/moment-under.ts';
import { kindName, momentNote, momentTitle } from '../../../../dashboard/review/moment-words.ts';
import { momentsOf, wordsSpan } from '../../../../dashboard/review/moments.ts';
import { createReview } from '../../../../dashboard/review/review-state.ts';
import { language } from '../../../../dashboard/state/preferences.ts';
import { emptyTimeline, type Timeline } from '../../../../gateway/protocol/timeline.ts';

const said = {
  participantId: 'dana',
  startMs: 1_000,
  endMs: 4_000,
  text: 'words',
  confidence: 0.8,
  isCalibrated: true,
};
const timeline: Timeline = {
  ...emptyTimeline('call-1'),
  durationMs: 10_000,
  commitments: [
    {
      ...said,
      commitmentId: 's3-1',
      segmentId: 's3',
      startMs: 8_000,
      ownerParticipantId: 'alex',
      ownerRole: 'rep',
      action: 'send the contract',
      dueDate: '2026-11-27',
      dateText: 'Friday',
    },
  ],
  salesSignals: [
    { ...said, kind: 'pain', segmentId: 's1' },
    {
      ...said,
      kind: 'decision-role',
      segmentId: 's2',
      startMs: 5_000,
      part: 'decision-maker',
      isSpeaker: false,
      who: 'our CFO',
    },
  ],
};

afterEach(() => {
  language.value = 'en';
});

describe('promises and signals of a call', () => {
  it('are moments in order of time, with their words', () => {
    const moments = momentsOf(timeline);
    expect(moments.map(({ kind }) => kind)).toEqual(['pain', 'decision-role', 'next-step']);
    expect(moments.map(wordsSpan)[0]).toEqual({ fromMs: 1_000, toMs: 4_000 });
    expect(moments.map(momentNote)).toEqual(['words', 'words', 'send the contract']);
  });

  it.each([
    ['en', ['Says what hurts', 'Decides: our CFO', 'Rep, by Nov 27'], 'Next steps'],
    ['zh', ['说到难处', '拍板的人：our CFO', '销售 · 11月27日前'], '下一步'],
  ] as const)('are named in the language that was chosen (%s)', (chosen, titles, heading) => {
    language.value = chosen;
    expect(momentsOf(timeline).map(momentTitle)).toEqual(titles);
    expect(kindName('next-step')).toBe(heading);
  });

  it('are found again under their dot on the customer lane', () => {
    const review = createReview(timeline, { atMs: null, zoom: null });
    const layout = layOut(review.marks);
    const lane = layout.lanes.find(({ id }) => id === 'customer');
    const place = { x: 500, y: (lane?.top ?? 0) + 1 };
    expect(momentUnder(review, layout, 1_000, place)?.kind).toBe('decision-role');
  });
});
