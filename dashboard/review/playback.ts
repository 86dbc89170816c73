// Moves the cursor as time passes. There is no sound: the cursor and the transcript go in step.

import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Review } from './review-state.ts';

const FORWARDS = [1, 1.5, 2, 4];
const BACKWARDS = [-1, -2, -4];

/** `L`: forwards, and faster each time. */
export const faster = (rate: number) => FORWARDS.find((each) => each > rate) ?? rate;
/** `J`: backwards, and faster each time. */
export const backwards = (rate: number) => (rate > 0 ? -1 : (BACKWARDS.find((each) => each < rate) ?? rate));

export function usePlayback(review: Review): void {
  useEffect(() => effect(() => (review.rate.value === 0 ? undefined : play(review))), [review]);
}

function play(review: Review): () => void {
  const { durationMs } = review.timeline;
  let before = performance.now();
  let frame = requestAnimationFrame(function move(now) {
    const atMs = review.cursorMs.peek() + (now - before) * review.rate.peek();
    before = now;
    review.playTo(atMs);
    if (atMs <= 0 || atMs >= durationMs) review.setRate(0);
    else frame = requestAnimationFrame(move);
  });
  return () => cancelAnimationFrame(frame);
}
