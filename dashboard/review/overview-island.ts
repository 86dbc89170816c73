// The whole call in one strip: who spoke when, which stretch is in view, where the cursor is. Dragging chooses a stretch,
// a click moves the view there.

import { effect } from '@preact/signals';
import { readColours, watchTheme } from '../parts/theme-colours.ts';
import { lengthOf, msAt, type View, xOf } from './geometry.ts';
import type { Review } from './review-state.ts';

const OVERVIEW_HEIGHT = 32;
const CLICK_PX = 4;

export function mountOverview(element: HTMLElement, review: Review): () => void {
  const canvas = element.appendChild(document.createElement('canvas'));
  const brush = element.appendChild(document.createElement('div'));
  const cursor = element.appendChild(document.createElement('div'));
  brush.className = 'brush';
  cursor.className = 'cursor';
  const whole: View = { fromMs: 0, toMs: Math.max(1, review.timeline.durationMs) };
  let width = 0;
  const paint = () => {
    width = element.clientWidth;
    paintWhole(canvas, element, review, whole, width);
  };
  const place = () => {
    const { fromMs, toMs } = review.view.value;
    const isWhole = lengthOf(review.view.value) >= lengthOf(whole);
    const left = xOf(whole, width, fromMs);
    brush.style.transform = `translateX(${left}px)`;
    brush.style.width = `${Math.max(4, xOf(whole, width, toMs) - left)}px`;
    brush.hidden = isWhole;
    cursor.style.transform = `translateX(${xOf(whole, width, review.cursorMs.value)}px)`;
  };
  const resize = new ResizeObserver(() => {
    paint();
    place();
  });
  resize.observe(element);
  const gone = new AbortController();
  const { signal } = gone;
  let pressedX: number | null = null;
  const xIn = (event: PointerEvent) => event.clientX - element.getBoundingClientRect().left;
  element.addEventListener(
    'pointerdown',
    (event) => {
      pressedX = xIn(event);
      element.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      if (pressedX === null || Math.abs(xIn(event) - pressedX) < CLICK_PX) return;
      const ends = [msAt(whole, width, pressedX), msAt(whole, width, xIn(event))] as const;
      review.look({ fromMs: Math.min(...ends), toMs: Math.max(...ends) });
    },
    { signal },
  );
  element.addEventListener(
    'pointerup',
    (event) => {
      if (pressedX !== null && Math.abs(xIn(event) - pressedX) < CLICK_PX) {
        const atMs = msAt(whole, width, xIn(event));
        const half = lengthOf(review.view.peek()) / 2;
        review.look({ fromMs: atMs - half, toMs: atMs + half });
        review.seek(atMs);
      }
      pressedX = null;
    },
    { signal },
  );
  const stop = [effect(place), watchTheme(paint), () => gone.abort()];
  return () => {
    for (const each of stop) each();
    resize.disconnect();
    for (const each of [canvas, brush, cursor]) each.remove();
  };
}

function paintWhole(canvas: HTMLCanvasElement, element: HTMLElement, review: Review, whole: View, width: number): void {
  const ctx = canvas.getContext('2d');
  if (!ctx || width === 0) return;
  const colours = readColours(element);
  canvas.width = Math.round(width * devicePixelRatio);
  canvas.height = Math.round(OVERVIEW_HEIGHT * devicePixelRatio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${OVERVIEW_HEIGHT}px`;
  ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  const { rep, customer, others } = review.marks;
  const rows = [
    [rep, colours.rep, 6],
    [customer, colours.customer, 13],
    [others, colours.colleague, 20],
  ] as const;
  for (const [voice, colour, top] of rows) {
    ctx.fillStyle = colour;
    for (const { startMs, endMs } of voice.items) {
      const x = xOf(whole, width, startMs);
      ctx.fillRect(x, top, Math.max(1, xOf(whole, width, endMs) - x), 5);
    }
  }
  ctx.fillStyle = colours['amber-fill'];
  for (const { startMs, isLong } of review.marks.questions.items) {
    if (isLong) ctx.fillRect(xOf(whole, width, startMs) - 1, OVERVIEW_HEIGHT - 5, 4, 4);
  }
}
