// What the review looks at: the cursor, the view, the moment that was chosen, the speed. The time line paints itself from
// these signals; the rest of the page reads them where it needs to.

import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { inOrderOfSpeech } from '../parts/spoken-order.ts';
import type { Timeline, Utterance } from '../state/wire.ts';
import { clampView, panBy, type View, viewWith, zoomAt } from './geometry.ts';
import { type Marks, marksOf } from './marks.ts';
import { type Moment, momentAt, momentsOf, nextMoment, previousMoment } from './moments.ts';
import { createSound, type Sound } from './sound.ts';
import { firstWhere } from './span-index.ts';

export interface Review {
  readonly timeline: Timeline;
  readonly marks: Marks;
  readonly moments: readonly Moment[];
  readonly utterances: readonly Utterance[];
  readonly cursorMs: ReadonlySignal<number>;
  readonly view: ReadonlySignal<View>;
  readonly chosen: ReadonlySignal<Moment | null>;
  /** 0 stands still; negative goes back. */
  readonly rate: ReadonlySignal<number>;
  /** The utterance at or last before the cursor; −1 before the first. */
  readonly row: ReadonlySignal<number>;
  readonly seek: (atMs: number) => void;
  /** The cursor moves on by playing: what was chosen stays chosen. */
  readonly playTo: (atMs: number) => void;
  readonly choose: (moment: Moment) => void;
  readonly chooseNext: () => void;
  readonly choosePrevious: () => void;
  readonly look: (view: View) => void;
  readonly zoom: (factor: number, atMs?: number) => void;
  readonly pan: (byMs: number) => void;
  readonly setRate: (rate: number) => void;
  readonly sound: Sound;
}

interface Start {
  readonly atMs: number | null;
  readonly zoom: View | null;
}

export function createReview(timeline: Timeline, start: Start): Review {
  const durationMs = Math.max(timeline.durationMs, 1);
  const moments = momentsOf(timeline);
  const utterances = inOrderOfSpeech(timeline.utterances);
  const inCall = (atMs: number) => Math.min(Math.max(0, atMs), durationMs);
  const cursorMs = signal(inCall(start.atMs ?? 0));
  const view = signal(clampView(start.zoom ?? { fromMs: 0, toMs: durationMs }, durationMs));
  const chosen = signal(start.atMs === null ? null : momentAt(moments, start.atMs));
  const rate = signal(0);
  const row = computed(
    () => firstWhere(utterances.length, (at) => (utterances[at]?.startMs ?? 0) > cursorMs.value) - 1,
  );

  const moveTo = (atMs: number) => {
    cursorMs.value = inCall(atMs);
    view.value = viewWith(view.value, cursorMs.value, durationMs);
  };
  const choose = (moment: Moment | null) => {
    if (!moment) return;
    batch(() => {
      chosen.value = moment;
      moveTo(moment.atMs);
    });
  };
  return {
    sound: createSound(timeline.callId),
    timeline,
    marks: marksOf(timeline),
    moments,
    utterances,
    cursorMs,
    view,
    chosen,
    rate,
    row,
    seek: (atMs) =>
      batch(() => {
        chosen.value = null;
        moveTo(atMs);
      }),
    playTo: (atMs) => batch(() => moveTo(atMs)),
    choose,
    chooseNext: () => choose(nextMoment(moments, cursorMs.value)),
    choosePrevious: () => choose(previousMoment(moments, cursorMs.value)),
    look(next) {
      view.value = clampView(next, durationMs);
    },
    zoom(factor, atMs) {
      const { fromMs, toMs } = view.value;
      const isInView = cursorMs.value >= fromMs && cursorMs.value <= toMs;
      const aroundMs = atMs ?? (isInView ? cursorMs.value : (fromMs + toMs) / 2);
      view.value = zoomAt(view.value, factor, inCall(aroundMs), durationMs);
    },
    pan(byMs) {
      view.value = panBy(view.value, byMs, durationMs);
    },
    setRate(next) {
      rate.value = next;
    },
  };
}
