// The time line as a canvas island: paints what is in view, at most once a frame; wheel zooms at the pointer, drag pans,
// a click goes there. The cursor is an element of its own, so that it moves without a paint.

import { effect, type ReadonlySignal } from '@preact/signals';
import { readColours, watchTheme } from '../parts/theme-colours.ts';
import { lengthOf, msAt, xOf } from './geometry.ts';
import { type LaneLayout, laneAt } from './lanes.ts';
import { momentUnder } from './moment-under.ts';
import { paintTimeline } from './paint.ts';
import type { PaintedWords } from './painting.ts';
import type { Review } from './review-state.ts';

export interface TimelineSource {
  readonly review: Review;
  readonly layout: LaneLayout;
  readonly words: ReadonlySignal<PaintedWords>;
}

const ZOOM_PER_WHEEL_PX = 0.0022;
/** A press that moves less than this is a click. */
const CLICK_PX = 4;

export function mountTimeline(element: HTMLElement, { review, layout, words }: TimelineSource): () => void {
  const canvas = element.appendChild(document.createElement('canvas'));
  const cursor = element.appendChild(document.createElement('div'));
  cursor.className = 'cursor';
  element.style.height = `${layout.height}px`;
  const ctx = canvas.getContext('2d');
  const { fontFamily } = getComputedStyle(element);
  let colours = readColours(element);
  let width = 0;
  let frame = 0;

  const paint = () => {
    frame = 0;
    if (!ctx || width === 0) return;
    const scale = devicePixelRatio;
    ctx.setTransform(scale, 0, 0, scale, 0, 0);
    const { view, chosen, marks } = review;
    const chosenId = chosen.peek()?.id ?? null;
    const painted = { ctx, width, marks, layout, colours, fontFamily, chosenId };
    paintTimeline({ ...painted, view: view.peek(), words: words.peek() });
  };
  const plan = () => {
    if (frame === 0) frame = requestAnimationFrame(paint);
  };
  const placeCursor = () => {
    const x = xOf(review.view.value, width, review.cursorMs.value);
    cursor.style.transform = `translateX(${x}px)`;
    cursor.hidden = x < -1 || x > width + 1;
  };
  const resize = new ResizeObserver(() => {
    width = element.clientWidth;
    canvas.width = Math.round(width * devicePixelRatio);
    canvas.height = Math.round(layout.height * devicePixelRatio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${layout.height}px`;
    paint();
    placeCursor();
  });
  resize.observe(element);

  const stop = [
    effect(() => {
      void [review.view.value, review.chosen.value, words.value];
      plan();
    }),
    effect(placeCursor),
    watchTheme(() => {
      colours = readColours(element);
      plan();
    }),
    listen(element, { review, layout, widthNow: () => width }),
  ];
  return () => {
    for (const each of stop) each();
    resize.disconnect();
    cancelAnimationFrame(frame);
    canvas.remove();
    cursor.remove();
  };
}

interface Pointing {
  readonly review: Review;
  readonly layout: LaneLayout;
  readonly widthNow: () => number;
}

function listen(element: HTMLElement, { review, layout, widthNow }: Pointing): () => void {
  const gone = new AbortController();
  const { signal } = gone;
  let pressed: { readonly x: number; readonly moved: boolean } | null = null;
  const place = (event: MouseEvent) => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const msPerPx = () => lengthOf(review.view.peek()) / Math.max(1, widthNow());

  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) review.pan(event.deltaX * msPerPx());
      else
        review.zoom(Math.exp(event.deltaY * ZOOM_PER_WHEEL_PX), msAt(review.view.peek(), widthNow(), place(event).x));
    },
    { passive: false, signal },
  );
  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      pressed = { x: event.clientX, moved: false };
      element.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      const moment = pressed ? null : momentUnder(review, layout, widthNow(), place(event));
      element.classList.toggle('over-moment', moment !== null);
      if (!pressed) return;
      const movedPx = event.clientX - pressed.x;
      if (!pressed.moved && Math.abs(movedPx) < CLICK_PX) return;
      review.pan(-movedPx * msPerPx());
      pressed = { x: event.clientX, moved: true };
    },
    { signal },
  );
  element.addEventListener(
    'pointerup',
    (event) => {
      const wasClick = pressed !== null && !pressed.moved;
      pressed = null;
      if (!wasClick) return;
      const at = place(event);
      const moment = laneAt(layout, at.y) ? momentUnder(review, layout, widthNow(), at) : null;
      if (moment) review.choose(moment);
      else review.seek(msAt(review.view.peek(), widthNow(), at.x));
    },
    { signal },
  );
  element.addEventListener(
    'pointercancel',
    () => {
      pressed = null;
    },
    { signal },
  );
  return () => gone.abort();
}
