// Which lanes a call has, how high they are and in which order they stand. Pure.

import type { Marks } from './marks.ts';

export type LaneId =
  | 'slides'
  | 'rep'
  | 'customer'
  | 'others'
  | 'crosstalk'
  | 'questions'
  | 'emotion'
  | 'interest'
  | 'keywords'
  | 'competitors'
  | 'cards';

export interface Lane {
  readonly id: LaneId;
  readonly top: number;
  readonly height: number;
}

export interface LaneLayout {
  readonly lanes: readonly Lane[];
  readonly height: number;
}

export const AXIS_HEIGHT = 24;
export const KEYWORD_ROW_HEIGHT = 16;
const LANE_PADDING = 8;

/** Lanes that have nothing to show are left out, but for the two voices and the answers. */
export function layOut(marks: Marks): LaneLayout {
  const wanted: readonly (readonly [LaneId, number])[] = [
    ['slides', marks.slides.items.length > 0 ? 28 : 0],
    ['rep', 28],
    ['customer', 28],
    ['others', marks.others.items.length > 0 ? 20 : 0],
    ['crosstalk', marks.crosstalk.items.length > 0 ? 16 : 0],
    ['questions', 36],
    ['emotion', marks.emotion.length > 0 ? 80 : 0],
    ['interest', marks.interest.length > 0 ? 44 : 0],
    ['keywords', marks.categories.length > 0 ? marks.categories.length * KEYWORD_ROW_HEIGHT + LANE_PADDING : 0],
    ['competitors', marks.competitors.items.length > 0 ? 28 : 0],
    ['cards', marks.cards.items.length > 0 ? 28 : 0],
  ];
  const lanes: Lane[] = [];
  let top = AXIS_HEIGHT;
  for (const [id, height] of wanted) {
    if (height === 0) continue;
    lanes.push({ id, top, height });
    top += height;
  }
  return { lanes, height: top };
}

export function laneAt({ lanes }: LaneLayout, y: number): Lane | null {
  return lanes.find(({ top, height }) => y >= top && y < top + height) ?? null;
}
