import { expect, it } from 'vitest';
import { CallEvent } from '../../../../engine/events.ts';
import { emptyTimeline, Timeline } from '../../../../gateway/protocol/timeline.ts';
import { foldTimeline } from '../../../../gateway/protocol/timeline-fold.ts';

function folded(...bodies: readonly Record<string, unknown>[]): Timeline {
  const timeline = emptyTimeline('c');
  bodies.forEach((body, at) => {
    foldTimeline(timeline, CallEvent.parse({ callId: 'c', seq: at + 1, ...body }));
  });
  return Timeline.parse(timeline);
}

const region = { regionId: 'r', x: 0, y: 0, width: 0.5, height: 0.5 };
const viewed = {
  kind: 'slide',
  index: 0,
  showing: 1,
  move: 'first',
  isSkimmed: false,
  segmentIds: ['g1'],
  gazeMs: 400,
  gazeShare: 0.5,
  regions: [{ regionId: 'r', basis: 'slide', observedMs: 400, onRegionMs: 100, reception: 0.25 }],
  keyReception: 0.25,
};

it('knows the place in the deck of a slide that comes back without it', () => {
  const { slides } = folded(
    { type: 'slide.shown', atMs: 0, slideId: 'c', index: 2 },
    { type: 'slide.shown', atMs: 5_000, slideId: 'a' },
    { type: 'slide.shown', atMs: 9_000, slideId: 'c' },
  );
  expect(slides.map(({ index }) => index)).toEqual([2, null, 2]);
});

it('keeps showings in order, each with what became known of it later', () => {
  const { slides } = folded(
    { type: 'slide.shown', atMs: 0, slideId: 'a', index: 0, title: 'A' },
    { type: 'slide.shown', atMs: 500, slideId: 'a', index: 0, title: 'A' },
    { type: 'page.flipped', atMs: 9_000, fileId: 'f', pageIndex: 3 },
    { type: 'slides.hidden', atMs: 12_000 },
    { type: 'slide.viewed', atMs: 39_000, slideId: 'a', startMs: 0, endMs: 9_000, ...viewed },
  );
  expect(slides.map(({ slideId, kind, startMs, endMs }) => [slideId, kind, startMs, endMs])).toEqual([
    ['a', 'slide', 0, 9_000],
    ['f#3', 'page', 9_000, 12_000],
  ]);
  expect(slides[0]?.viewed).toMatchObject({ segmentIds: ['g1'], keyReception: 0.25 });
  expect(slides[1]?.viewed).toBeNull();
});

it('remembers how a slide looks when it comes back without saying so', () => {
  const image = 'data:image/png;base64,AAAA';
  const { materials } = folded(
    { type: 'slide.shown', atMs: 0, slideId: 'a', title: 'A', outline: ['one'], image, keyRegions: [region] },
    { type: 'slide.shown', atMs: 5_000, slideId: 'b' },
    { type: 'slide.shown', atMs: 9_000, slideId: 'a' },
  );
  expect(materials).toEqual([
    { slideId: 'a', title: 'A', outline: ['one'], image, keyRegions: [region] },
    { slideId: 'b', title: null, outline: [], image: null, keyRegions: [] },
  ]);
});

it('adds heat maps of one slide up, over customers and time', () => {
  const map = { type: 'attention.mapped', startMs: 0, endMs: 900 };
  const { attention } = folded(
    { ...map, atMs: 1_000, participantId: 'kim', slideId: 'a', cells: [0, 575], dwellMs: [300, 200], observedMs: 600 },
    { ...map, atMs: 1_000, participantId: 'lee', slideId: 'a', cells: [575], dwellMs: [50], observedMs: 50 },
    { ...map, atMs: 1_000, participantId: 'lee', slideId: null, cells: [], dwellMs: [], observedMs: 70 },
  );
  expect(attention.map(({ slideId, observedMs }) => [slideId, observedMs])).toEqual([
    ['a', 650],
    [null, 70],
  ]);
  expect([attention[0]?.dwellMs[0], attention[0]?.dwellMs[1], attention[0]?.dwellMs[575]]).toEqual([300, 0, 250]);
});

it('tells the path through slides, files and annotations', () => {
  const { path } = folded(
    { type: 'slide.shown', atMs: 0, slideId: 'a', title: 'A' },
    { type: 'annotation.made', atMs: 4_000, participantId: 'kim', kind: 'text', text: 'by May?' },
    { type: 'file.opened', atMs: 5_000, fileId: 'offer', title: 'Offer', participantId: 'kim' },
  );
  expect(path.map(({ kind, itemId, text }) => [kind, itemId, text])).toEqual([
    ['slide', 'a', null],
    ['annotation', 'a', 'by May?'],
    ['file', 'offer', null],
  ]);
});
