import { describe, expect, it } from 'vitest';
import type { KeyRegion } from '../../../engine/events/material.ts';
import type { Signal } from '../../../engine/observations.ts';
import { Playbook } from '../../../engine/playbook.ts';
import { POLICIES } from '../../../engine/policy.ts';
import { engagementPipeline } from '../../../pipelines/engagement.ts';
import { gaze, gazeAt, look, pageFlipped, slideShown, slidesHidden } from '../../support/gaze.ts';
import {
  CUSTOMER,
  callContext,
  event,
  merged,
  ms,
  ofType,
  participant,
  person,
  REP,
  runPipeline,
  tick,
  ticks,
  utterance,
} from '../../support/signals.ts';

const LEFT: KeyRegion = { regionId: 'saving', x: 0, y: 0, width: 0.5, height: 1, phrases: ['forty hours'] };
const RIGHT: KeyRegion = { regionId: 'chart', x: 0.5, y: 0, width: 0.5, height: 1 };
const run = (signals: readonly Signal[], context = callContext()) => runPipeline(engagementPipeline, signals, context);
const views = async (signals: readonly Signal[], context = callContext()) =>
  ofType(await run(signals, context), 'slide.viewed');
const maps = async (signals: readonly Signal[], context = callContext()) =>
  ofType(await run(signals, context), 'attention.mapped');
const figure = async (signals: readonly Signal[], metric: string) =>
  ofType(await run(signals), 'metric.sampled')
    .filter((each) => each.metric === metric)
    .map(({ value, windowMs, dimension }) => [value, windowMs ?? dimension]);

describe('showings', () => {
  it('tell how long each slide was on, how it came on, and how often', async () => {
    const shown = [
      slideShown(1_000, 'a', { index: 0 }),
      slideShown(11_000, 'b', { index: 1 }),
      slideShown(12_000, 'e', { index: 4 }),
      slideShown(30_000, 'a', { index: 0 }),
      slidesHidden(40_000),
    ];
    const told = await views(merged(shown, ticks(0, 60_000)));
    expect(
      told.map((each) => [each.slideId, each.endMs - each.startMs, each.move, each.showing, each.isSkimmed]),
    ).toEqual([
      ['a', 10_000, 'first', 1, false],
      ['b', 1_000, 'forward', 1, true],
      ['e', 18_000, 'skip', 1, false],
      ['a', 10_000, 'back', 2, false],
    ]);
    expect(told.map(({ atMs }) => atMs)).toEqual([41_000, 42_000, 60_000, 60_000]);
  });

  it('know the place in the deck of a slide that comes back without it', async () => {
    const shown = [
      slideShown(0, 'a', { index: 0 }),
      slideShown(10_000, 'c', { index: 2 }),
      slideShown(20_000, 'a'),
      slideShown(30_000, 'd', { index: 3 }),
      slideShown(40_000, 'c'),
    ];
    const told = await views(merged(shown, [tick(50_000)]));
    expect(told.map(({ slideId, index, move }) => [slideId, index, move])).toEqual([
      ['a', 0, 'first'],
      ['c', 2, 'skip'],
      ['a', 0, 'back'],
      ['d', 3, 'skip'],
      ['c', 2, 'back'],
    ]);
  });

  it('count flips, back-flips and slides passed over', async () => {
    const shown = [0, 1, 2, 5, 4].map((index, at) => slideShown(10_000 * at, `s${index}`, { index }));
    const signals = merged(shown, [tick(60_000)]);
    expect(await figure(signals, 'flips-per-min')).toEqual([
      [1, 60_000],
      [2, 60_000],
      [3, 60_000],
      [4, 60_000],
      [4, null],
    ]);
    expect((await figure(signals, 'back-flips')).map(([value]) => value)).toEqual([0, 0, 0, 1]);
    expect((await figure(signals, 'slides-passed-over')).map(([value]) => value)).toEqual([0, 0, 2, 2]);
    expect(await figure(signals, 'material-ms')).toEqual([[60_000, null]]);
  });

  it('take a slide that is sent again while it is on for the same showing', async () => {
    const told = await views(merged([slideShown(0, 'a'), slideShown(5_000, 'a')], [tick(9_000)]));
    expect(told.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([[0, 9_000]]);
  });

  it('know pages by file and number', async () => {
    const told = await views(merged([pageFlipped(0, 'f', 2), pageFlipped(4_000, 'f', 1)], [tick(9_000)]));
    expect(told.map(({ slideId, kind, move }) => [slideId, kind, move])).toEqual([
      ['f#2', 'page', 'first'],
      ['f#1', 'page', 'back'],
    ]);
  });

  it('end with the call', async () => {
    const told = await views([slideShown(1_000, 'a'), tick(5_000)]);
    expect(told.map(({ startMs, endMs, atMs }) => [startMs, endMs, atMs])).toEqual([[1_000, 5_000, 5_000]]);
  });
});

describe('what was said meanwhile', () => {
  it('links each utterance to the slide that had the larger part of it, also when the words come later', async () => {
    const said = [
      utterance(REP, 'u1', 1_000, 5_000, 'first'),
      utterance(CUSTOMER, 'u2', 9_000, 13_000, 'across', { atMs: 14_000 }),
      utterance(REP, 'u3', 13_500, 15_000, 'second', { atMs: 20_000 }),
    ];
    const told = await views(merged([slideShown(0, 'a'), slideShown(10_000, 'b')], said, ticks(0, 40_000)));
    expect(told.map(({ slideId, segmentIds }) => [slideId, segmentIds])).toEqual([
      ['a', ['u1']],
      ['b', ['u2', 'u3']],
    ]);
  });

  it('links a long utterance to every slide that it fills', async () => {
    const said = [utterance(REP, 'u1', 0, 30_000, 'on and on')];
    const told = await views(
      merged(
        [0, 10, 20].map((s) => slideShown(s * 1_000, `s${s}`)),
        said,
        ticks(0, 60_000),
      ),
    );
    expect(told.slice(0, 2).map(({ segmentIds }) => segmentIds)).toEqual([['u1'], ['u1']]);
  });
});

describe('heat map', () => {
  it('holds the time in each cell, and what was observed elsewhere', async () => {
    const samples = [
      look(1_000, 0, 0),
      look(1_040, 0, 0),
      look(1_080, 1, 1),
      look(1_120, null, null),
      look(1_160, 0, 0),
    ];
    const [map, ...none] = await maps([slideShown(0, 'a'), gaze(samples), tick(5_000)]);
    expect(map).toMatchObject({ slideId: 'a', cells: [0, 575], dwellMs: [80, 40], observedMs: 160 });
    expect(map).toMatchObject({ startMs: 1_000, endMs: 1_160, participantId: CUSTOMER });
    expect(none).toEqual([]);
  });

  it('counts a sample for 250 ms at most, so that a gap is no gaze', async () => {
    const [map] = await maps([slideShown(0, 'a'), gaze([look(1_000, 0, 0), look(9_000, 0, 0)]), tick(9_500)]);
    expect(map).toMatchObject({ dwellMs: [250], observedMs: 250 });
  });

  it('counts a batch once that is sent twice, and leaves unsure samples out', async () => {
    const batch = gaze([look(1_000, 0, 0), look(1_050, 0.9, 0.9, 0.1), look(1_100, 0, 0)]);
    const [map] = await maps([slideShown(0, 'a'), batch, batch, tick(2_000)]);
    expect(map).toMatchObject({ cells: [0], dwellMs: [100] });
  });

  it('goes to the slide that was on at the time of the sample, or that the feed names', async () => {
    const late = gaze([look(9_900, 0, 0), look(10_000, 0, 0), look(10_100, 0, 0)]);
    const named = gaze([look(11_000, 0, 0), look(11_040, 0, 0)], 'z');
    const told = await maps([slideShown(0, 'a'), slideShown(10_000, 'b'), late, named, tick(12_000)]);
    expect(told.map(({ slideId, observedMs }) => [slideId, observedMs])).toEqual([
      ['a', 100],
      ['b', 350],
      ['z', 40],
    ]);
  });

  it('says so where no slide is known', async () => {
    const [map] = await maps([gaze([look(0, 0, 0), look(40, 0, 0)]), tick(100)]);
    expect(map?.slideId).toBeNull();
  });
});

describe('key reception', () => {
  it('counts gaze on the very edge of the slide for a region that reaches it', async () => {
    const corner = { regionId: 'corner', x: 0.5, y: 0.5, width: 0.5, height: 0.5 };
    const samples = gaze([look(1_000, 1, 1), look(1_100, 0.5, 1), look(1_200, 0.49, 1), look(1_300, null, null)]);
    const [view] = await views([
      slideShown(0, 'a', { keyRegions: [corner] }),
      samples,
      slidesHidden(2_000),
      tick(40_000),
    ]);
    expect(view?.regions[0]).toMatchObject({ observedMs: 300, onRegionMs: 200 });
  });

  const said = utterance(REP, 'u1', 10_000, 20_000, 'that is forty hours a month', { atMs: 20_400 });
  /** On the left half for the first 4 s of what is said, on the right for the rest of the minute. */
  const eyes = gazeAt(0, 30_000, (atMs) => (atMs >= 10_000 && atMs < 14_000 ? [0.2, 0.5] : [0.8, 0.5]));
  const slide = slideShown(0, 'a', { keyRegions: [LEFT, RIGHT] });

  it('is the share of gaze on the region while its point was spoken, or over the slide where it names none', async () => {
    const [view] = await views(merged([slide], eyes, [said], [slidesHidden(30_000)], ticks(0, 50_000)));
    expect(view?.regions).toMatchObject([
      { regionId: 'saving', basis: 'words', observedMs: 10_000, onRegionMs: 4_000, reception: 0.4 },
      { regionId: 'chart', basis: 'slide', observedMs: 30_000, onRegionMs: 26_000 },
    ]);
    expect(view?.keyReception).toBeCloseTo(30_000 / 40_000, 6);
    expect(view).toMatchObject({ gazeMs: 30_000, gazeShare: 1 });
  });

  it('is not known without gaze, and without the point', async () => {
    const [blind] = await views(merged([slide], [said], [slidesHidden(30_000)], ticks(0, 50_000)));
    expect(blind).toMatchObject({ keyReception: null, gazeShare: null, gazeMs: 0 });
    const only = slideShown(0, 'a', { keyRegions: [LEFT] });
    const [unsaid] = await views(merged([only], eyes, [slidesHidden(30_000)], ticks(0, 50_000)));
    expect(unsaid).toMatchObject({ keyReception: null, gazeShare: 1 });
  });

  it('hears the point by its topic in the playbook, from our side only', async () => {
    const topics = [{ id: 'business', title: 'B', phrases: [{ text: 'front desk' }] }];
    const playbook = Playbook.parse({ id: 'p', title: 'P', language: 'en', topics });
    const { phrases: _, ...place } = LEFT;
    const topical = slideShown(0, 'a', { keyRegions: [{ ...place, topic: 'business' }] });
    const words = (who: typeof REP) => utterance(who, 'u1', 10_000, 20_000, 'at the front desk', { atMs: 20_400 });
    const end = merged([slidesHidden(30_000)], ticks(0, 50_000));
    const [ours] = await views(merged([topical], eyes, [words(REP)], end), callContext({ playbook }));
    expect(ours?.keyReception).toBeCloseTo(0.4, 6);
    const [theirs] = await views(merged([topical], eyes, [words(CUSTOMER)], end), callContext({ playbook }));
    expect(theirs?.keyReception).toBeNull();
  });

  it('follows a revision that no longer speaks of the point', async () => {
    const revised = utterance(REP, 'u1', 10_000, 20_000, 'that is four tea towels', { atMs: 22_000, revision: 1 });
    const only = slideShown(0, 'a', { keyRegions: [LEFT] });
    const [view] = await views(merged([only], eyes, [said, revised], [slidesHidden(30_000)], ticks(0, 50_000)));
    expect(view?.keyReception).toBeNull();
  });
});

describe('whose gaze', () => {
  const eyes = (who: string) => gaze([look(1_000, 0, 0), look(1_040, 0, 0)], undefined, person(who));
  const people = [participant('rep', 'rep'), participant('customer', 'customer'), participant('x', 'unknown')];
  const eu = callContext({ policy: POLICIES.eu, participants: people });

  it.each(['rep', 'x', 'nobody'])('is never read of %s', async (who) => {
    for (const policy of Object.values(POLICIES)) {
      const signals = [event({ type: 'notice.given', atMs: ms(0) }), eyes(who), tick(20_000)];
      expect(await run(signals, callContext({ policy, participants: people }))).toEqual([]);
    }
  });

  it('is read under eu only after a notice that reaches the customer', async () => {
    expect(await run([eyes('customer'), tick(20_000)], eu)).toEqual([]);
    const toRep = event({ type: 'notice.given', atMs: ms(0), participantIds: [REP] });
    expect(await run([toRep, eyes('customer'), tick(20_000)], eu)).toEqual([]);
    const toAll = event({ type: 'notice.given', atMs: ms(0) });
    expect(await maps([toAll, eyes('customer'), tick(20_000)], eu)).toHaveLength(1);
  });

  it('is forgotten when the customer turns out to be one of ours', async () => {
    const joined = event({
      type: 'participant.joined',
      atMs: ms(2_000),
      participant: participant('customer', 'colleague'),
    });
    expect(await run([eyes('customer'), joined, tick(20_000)])).toEqual([]);
  });
});

describe('gaze at 30 Hz', () => {
  it('keeps the log small: 1.5 MB in two hours', async () => {
    const halfHourMs = 1_800_000;
    let seed = 1;
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    let place: readonly [number, number] = [0.5, 0.5];
    const eyes = gazeAt(0, halfHourMs, () => (place = random() < 0.1 ? [random(), random()] : place), 1000 / 30);
    const shown = Array.from({ length: 15 }, (_, at) =>
      slideShown(at * 120_000, `s${at}`, { index: at, keyRegions: [LEFT, RIGHT] }),
    );
    const clock = Array.from({ length: 1_800 }, (_, at) => tick((at + 1) * 1_000));
    const log = await run(merged(shown, eyes, clock));
    expect(JSON.stringify(log).length).toBeLessThan(1_500_000 / 4);
    expect(ofType(log, 'slide.viewed')).toHaveLength(15);
    const dwellMs = ofType(log, 'attention.mapped')
      .flatMap((map) => map.dwellMs)
      .reduce((sum, ms) => sum + ms, 0);
    expect(Math.abs(dwellMs - halfHourMs)).toBeLessThan(halfHourMs * 0.001);
  });
});
