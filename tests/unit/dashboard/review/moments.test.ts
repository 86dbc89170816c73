import { describe, expect, it } from 'vitest';
import { laneAt, layOut } from '../../../../dashboard/review/lanes.ts';
import { marksOf } from '../../../../dashboard/review/marks.ts';
import { momentUnder } from '../../../../dashboard/review/moment-under.ts';
import {
  MOMENT_KINDS,
  momentAt,
  momentsOf,
  nextMoment,
  previousMoment,
  wordsSpan,
} from '../../../../dashboard/review/moments.ts';
import { backwards, faster } from '../../../../dashboard/review/playback.ts';
import { createReview } from '../../../../dashboard/review/review-state.ts';
import { emptyTimeline, type Timeline } from '../../../../gateway/protocol/timeline.ts';
import { createPageCall } from '../../../support/page-calls.ts';
import { englishScript } from '../../../support/page-script-en.ts';

const ended = () => {
  const call = createPageCall(englishScript, 'call-1', { withFate: true });
  call.advanceTo(call.scripted.durationMs);
  return call.timeline();
};
const timeline = ended();
const moments = momentsOf(timeline);

describe('the moments of a call', () => {
  it('are long answers, competitors, objections, what customers let show, interest, cards, next steps, in order of time', () => {
    const count = (wanted: string) => moments.filter(({ kind }) => kind === wanted).length;
    expect(MOMENT_KINDS.map(count)).toEqual([2, 2, 2, 0, 0, 0, 1, 4, 0]);
    expect(moments.map(({ atMs }) => atMs)).toEqual(moments.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
  });

  it('are stepped through from wherever the cursor is', () => {
    const [first, second] = moments;
    expect(nextMoment(moments, 0)).toBe(first);
    expect(nextMoment(moments, first?.atMs ?? 0)).toBe(second);
    expect(previousMoment(moments, second?.atMs ?? 0)).toBe(first);
    expect(previousMoment(moments, 0)).toBeNull();
    expect(nextMoment(moments, timeline.durationMs)).toBeNull();
  });

  it('are found again by the time in a link, rounded to the millisecond', () => {
    for (const moment of moments) expect(momentAt(moments, Math.round(moment.atMs))).toBe(moment);
  });

  it('take in the question and the first words of its answer', () => {
    const answer = moments.find(({ kind }) => kind === 'answer');
    expect(answer && wordsSpan(answer)).toEqual({ fromMs: 47_724, toMs: 56_119 });
  });
});

describe('the lanes', () => {
  const marks = marksOf(timeline);
  const layout = layOut(marks);
  it('stand one below the other without a gap', () => {
    layout.lanes.forEach((lane, at) => {
      const next = layout.lanes[at + 1];
      expect(lane.top + lane.height).toBe(next?.top ?? layout.height);
    });
    expect(laneAt(layout, 5)).toBeNull();
  });

  it('leave out what a call does not have, but for voices and answers', () => {
    expect(layOut(marksOf(emptyTimeline('call-1'))).lanes.map(({ id }) => id)).toEqual([
      'rep',
      'customer',
      'questions',
    ]);
  });

  it('show what leaked into a channel under the role that is heard there', () => {
    const leak = { channel: 1, sourceChannel: 0, startMs: 300, endMs: 800 };
    const customer = { participantId: 'kim', role: 'customer', channel: 1 } as Timeline['participants'][number];
    const leaky = marksOf({ ...emptyTimeline('call-1'), participants: [customer], crosstalk: [leak] });
    expect(leaky.crosstalk.items).toEqual([{ startMs: 300, endMs: 800, role: 'customer' }]);
    expect(layOut(leaky).lanes.map(({ id }) => id)).toEqual(['rep', 'customer', 'crosstalk', 'questions']);
  });

  it('lead from a place to its moment', () => {
    const review = createReview(timeline, { atMs: null, zoom: null });
    const lane = layout.lanes.find(({ id }) => id === 'questions');
    const x = (53_000 / timeline.durationMs) * 1_000;
    const under = (y: number) => momentUnder(review, layout, 1_000, { x, y });
    expect(under((lane?.top ?? 0) + 10)?.id).toBe('question-9');
    expect(under(5)).toBeNull();
  });
});

describe('looking back', () => {
  it('begins at the moment and the stretch of the link', () => {
    const review = createReview(timeline, { atMs: 50_018, zoom: { fromMs: 40_000, toMs: 80_000 } });
    expect(review.chosen.value?.id).toBe('question-9');
    expect(review.view.value).toEqual({ fromMs: 40_000, toMs: 80_000 });
    expect(review.utterances[review.row.value]?.text).toBe('How long would it take us to go live?');
  });

  it('keeps the cursor inside the call and in view', () => {
    const review = createReview(timeline, { atMs: 0, zoom: { fromMs: 0, toMs: 20_000 } });
    review.seek(-5);
    expect(review.cursorMs.value).toBe(0);
    review.seek(100_000);
    expect(review.view.value.toMs).toBeGreaterThan(100_000);
    expect(review.row.value).toBeGreaterThan(10);
  });

  it('goes faster with each L, and back with J', () => {
    expect([0, 1, 1.5, 4].map(faster)).toEqual([1, 1.5, 2, 4]);
    expect([0, 2, -1, -4].map(backwards)).toEqual([-1, -1, -2, -4]);
  });
});
