// What every lane is painted with: canvas, view, marks, colours; and how spans and words are placed on it.

import type { Colours } from '../parts/theme-colours.ts';
import { type View, xOf } from './geometry.ts';
import type { LaneLayout } from './lanes.ts';
import type { Marks } from './marks.ts';
import type { Spanned } from './span-index.ts';

export interface Painting {
  readonly ctx: CanvasRenderingContext2D;
  readonly width: number;
  readonly view: View;
  readonly marks: Marks;
  readonly layout: LaneLayout;
  readonly colours: Colours;
  readonly fontFamily: string;
  readonly chosenId: string | null;
  readonly words: PaintedWords;
}

/** What is written on the canvas, in the language of the page. */
export interface PaintedWords {
  readonly seconds: (ms: number) => string;
  readonly clock: (ms: number) => string;
  readonly unanswered: string;
}

/** Marks nearer to each other than this are drawn as ticks: shapes would lie over one another. */
export const CROWDED_PX = 12;

/** Left edge and width of a span on screen, at least one pixel wide. */
export function placed({ view, width }: Painting, { startMs, endMs }: Spanned): readonly [x: number, width: number] {
  const x = xOf(view, width, startMs);
  return [x, Math.max(1, xOf(view, width, endMs) - x)];
}

export function box(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  wide: number,
  high: number,
  radius: number,
): void {
  ctx.beginPath();
  ctx.roundRect(x, y, wide, high, Math.min(radius, wide / 2));
}

/** Writes as much as fits, or nothing where not even a letter does. */
export function fitText(ctx: CanvasRenderingContext2D, words: string, x: number, y: number, room: number): void {
  if (room < 8) return;
  let shown = words;
  if (ctx.measureText(shown).width > room) {
    const letters = [...words];
    const fitting = Math.floor((room / ctx.measureText(words).width) * letters.length) - 1;
    if (fitting < 1) return;
    shown = `${letters.slice(0, fitting).join('').trimEnd()}…`;
  }
  ctx.fillText(shown, x, y);
}
