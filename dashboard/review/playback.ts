// Moves the cursor as time passes. Forwards with sound where the recording has been fetched: then the sound is the clock
// and the cursor follows it, and goes where the cursor is set. Otherwise the cursor and the transcript go in step alone.

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
  useEffect(() => effect(() => begin(review)), [review]);
  useEffect(() => review.sound.close, [review]);
}

function begin(review: Review): (() => void) | undefined {
  const sound = review.sound.element.value;
  const rate = review.rate.value;
  if (rate === 0) return undefined;
  return sound && rate > 0 ? playSound(review, sound) : move(review);
}

function move(review: Review): () => void {
  let before = performance.now();
  return everyFrame((now) => {
    const atMs = review.cursorMs.peek() + (now - before) * review.rate.peek();
    before = now;
    return go(review, atMs);
  });
}

function playSound(review: Review, sound: HTMLAudioElement): () => void {
  let placedMs = Number.NaN;
  sound.playbackRate = review.rate.peek();
  sound.play().catch(() => review.setRate(0));
  const stop = everyFrame(() => {
    // Somebody else has set the cursor: the sound goes there.
    if (review.cursorMs.peek() !== placedMs) sound.currentTime = review.cursorMs.peek() / 1000;
    const goesOn = go(review, sound.currentTime * 1000) && !sound.ended;
    placedMs = review.cursorMs.peek();
    if (!goesOn) review.setRate(0);
    return goesOn;
  });
  return () => {
    stop();
    sound.pause();
  };
}

/** False at either end of the call. */
function go(review: Review, atMs: number): boolean {
  review.playTo(atMs);
  const isInside = atMs > 0 && atMs < review.timeline.durationMs;
  const begins = atMs <= 0 && review.rate.peek() > 0;
  if (!isInside && !begins) review.setRate(0);
  return isInside || begins;
}

function everyFrame(step: (now: number) => boolean): () => void {
  let frame = requestAnimationFrame(function next(now) {
    if (step(now)) frame = requestAnimationFrame(next);
  });
  return () => cancelAnimationFrame(frame);
}
