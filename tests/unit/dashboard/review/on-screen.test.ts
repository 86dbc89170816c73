import { describe, expect, it } from 'vitest';
import { heatOf, mostLookedAt, onScreenAt, regionsOf } from '../../../../dashboard/review/on-screen.ts';
import { emptyTimeline } from '../../../../gateway/protocol/timeline.ts';
import { createPageCall } from '../../../support/page-calls.ts';
import { englishScript } from '../../../support/page-script-en.ts';

const call = createPageCall(englishScript, 'call-1', { withFate: true });
call.advanceTo(call.scripted.durationMs);
const timeline = call.timeline();
const second = timeline.slides[1];
const at = (atMs: number) => onScreenAt(timeline, atMs);

describe('what was on screen', () => {
  it('is the slide, its look, where customers looked, and what was said over it', () => {
    const shown = at((second?.startMs ?? 0) + 1);
    expect(shown).toMatchObject({ number: 2, slide: { title: 'City Hospital: one letter, one tap' } });
    expect(shown?.material?.outline).toHaveLength(3);
    expect(shown?.said[0]?.text).toContain('Let me show you');
    expect(shown?.attention?.observedMs).toBeGreaterThan(0);
    expect(shown && regionsOf(shown).map(({ reception }) => reception)).toEqual([0.62, null]);
  });

  it('has what was marked on it and which files were opened meanwhile', () => {
    const marked = emptyTimeline('c');
    const shown = { slideId: 'a', kind: 'slide', index: 0, title: null, viewed: null } as const;
    marked.slides = [{ ...shown, startMs: 0, endMs: 100 }];
    const step = { itemId: 'a', title: 'ink', participantId: null, text: null };
    marked.path = [
      { ...step, kind: 'slide', atMs: 0 },
      { ...step, kind: 'annotation', atMs: 40 },
      { ...step, kind: 'file', atMs: 60 },
      { ...step, kind: 'annotation', atMs: 100 },
    ];
    expect(onScreenAt(marked, 5)?.steps.map(({ atMs }) => atMs)).toEqual([40, 60]);
  });

  it('is nothing before the first slide', () => {
    expect(at(0)).toBeNull();
  });

  it('is gaze alone where the feed sends no slides', () => {
    const blind = emptyTimeline('c');
    expect(onScreenAt(blind, 5)).toBeNull();
    blind.attention.push({ slideId: null, dwellMs: new Array<number>(576).fill(1), observedMs: 576 });
    expect(onScreenAt(blind, 5)).toMatchObject({ slide: null, number: null, attention: { observedMs: 576 } });
  });

  it('counts slides by their first showing where the deck gives no place', () => {
    const unplaced = emptyTimeline('c');
    unplaced.slides = ['a', 'b', 'a'].map((slideId, place) => {
      const span = { startMs: place * 10, endMs: place * 10 + 10 };
      return { slideId, kind: 'slide', index: null, title: null, ...span, viewed: null };
    });
    expect([5, 15, 25].map((atMs) => onScreenAt(unplaced, atMs)?.number)).toEqual([1, 2, 1]);
  });
});

describe('a heat map in words and strength', () => {
  it('names the ninth that was looked at most', () => {
    const dwellMs = new Array<number>(576).fill(0);
    dwellMs[0] = 300;
    dwellMs[575] = 100;
    expect(mostLookedAt({ slideId: 'a', dwellMs, observedMs: 500 })).toEqual({ row: 0, column: 0, ratio: 0.75 });
    expect(heatOf({ slideId: 'a', dwellMs, observedMs: 500 })[575]).toBeCloseTo(Math.sqrt(1 / 3));
  });

  it('has no such place where the eyes were elsewhere', () => {
    expect(mostLookedAt({ slideId: 'a', dwellMs: new Array<number>(576).fill(0), observedMs: 500 })).toBeNull();
  });
});
