// A call looked back at: facts and moments, time line, the chosen moment, transcript. The address holds moment and zoom.

import { effect } from '@preact/signals';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { KeyList, type KeyMap, type KeyRow, useKeys } from '../parts/keys.tsx';
import { useTitle } from '../parts/page-title.ts';
import { noteAddress, route, type Stretch } from '../state/route.ts';
import type { Timeline } from '../state/wire.ts';
import { text } from '../text/messages.ts';
import { lengthOf } from './geometry.ts';
import { MomentPanel } from './moment-panel.tsx';
import { Facts, MomentsList } from './moments-list.tsx';
import { backwards, faster, usePlayback } from './playback.ts';
import { createReview, type Review } from './review-state.ts';
import { ReviewTranscript, SEARCH_ID } from './review-transcript.tsx';
import { TimelineView } from './timeline-view.tsx';

interface ReviewPageProps {
  readonly timeline: Timeline;
  readonly atMs: number | null;
  readonly zoom: Stretch | null;
}

export function ReviewPage({ timeline, atMs, zoom }: ReviewPageProps) {
  // A link to another moment of the same call begins anew; the page's own notes in the address do not.
  const review = useMemo(() => createReview(timeline, { atMs, zoom }), [timeline, atMs, zoom]);
  const [keysAreShown, showKeys] = useState(false);
  useTitle(timeline.title ?? timeline.accountName);
  usePlayback(review);
  useAddress(review);
  useKeys(reviewKeys(review, () => showKeys(true)));
  return (
    <div class="review">
      <div class="review-left">
        <Facts timeline={timeline} />
        <MomentsList review={review} />
      </div>
      <TimelineView review={review} showKeys={() => showKeys(true)} />
      <MomentPanel review={review} />
      <ReviewTranscript review={review} />
      <KeyList rows={keyRows()} isOpen={keysAreShown} close={() => showKeys(false)} />
    </div>
  );
}

const STEP_MS = 5_000;
const ZOOM_STEP = 1.6;

function reviewKeys(review: Review, showKeys: () => void): KeyMap {
  const { cursorMs, rate } = review;
  return {
    n: review.chooseNext,
    p: review.choosePrevious,
    ArrowLeft: () => review.seek(cursorMs.peek() - STEP_MS),
    ArrowRight: () => review.seek(cursorMs.peek() + STEP_MS),
    ' ': () => review.setRate(rate.peek() === 0 ? 1 : 0),
    j: () => review.setRate(backwards(rate.peek())),
    k: () => review.setRate(0),
    l: () => review.setRate(faster(Math.max(0, rate.peek()))),
    '+': () => review.zoom(1 / ZOOM_STEP),
    '=': () => review.zoom(1 / ZOOM_STEP),
    '-': () => review.zoom(ZOOM_STEP),
    '0': () => review.look({ fromMs: 0, toMs: review.marks.durationMs }),
    '/': () => document.getElementById(SEARCH_ID)?.focus(),
    '?': showKeys,
  };
}

const ADDRESS_PAUSE_MS = 250;

/** Writes moment and zoom into the address, once things have come to rest. */
function useAddress(review: Review): void {
  useEffect(() => {
    let isFirst = true;
    let timer = 0;
    const stop = effect(() => {
      const view = review.view.value;
      const atMs = review.cursorMs.value;
      if (isFirst) {
        isFirst = false;
        return;
      }
      const isWhole = lengthOf(view) >= review.marks.durationMs;
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        const shown = route.peek();
        if (shown.view === 'call') noteAddress({ ...shown, atMs, zoom: isWhole ? null : view });
      }, ADDRESS_PAUSE_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [review]);
}

function keyRows(): readonly KeyRow[] {
  const t = text.value.keys;
  return [
    [['N'], t.nextMoment],
    [['P'], t.previousMoment],
    [['←', '→'], t.step],
    [[t.space], t.play],
    [['J', 'K', 'L'], t.shuttle],
    [['+', '−', '0'], t.zoom],
    [[t.wheelKey], t.wheel],
    [[t.dragKey], t.drag],
    [['/'], t.search],
    [['?'], t.list],
  ];
}
