// Which rows of a long list are in sight, and where they stand. Rows not measured yet count with an estimate, so that the
// scroll bar is about right from the start. Pure.

export interface RowOffsets {
  /** Top of each row, px; one more entry than rows: the last is the height of all. */
  readonly tops: Float64Array;
}

export interface RowRange {
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
}

/** Rows kept beyond each edge, so that quick scrolling shows no gaps. */
export const SPARE_ROWS = 6;
/** Up to here all rows are in the document, so that the browser's own search finds them. */
const SHORT_LIST_ROWS = 60;

export function offsetsOf(count: number, heightOf: (row: number) => number): RowOffsets {
  const tops = new Float64Array(count + 1);
  for (let row = 0; row < count; row += 1) tops[row + 1] = (tops[row] ?? 0) + heightOf(row);
  return { tops };
}

export function rowsInSight({ tops }: RowOffsets, scrollTop: number, viewHeight: number): RowRange {
  const count = tops.length - 1;
  if (count <= SHORT_LIST_ROWS) return { first: 0, end: count };
  const first = Math.max(0, rowAt(tops, scrollTop) - SPARE_ROWS);
  const end = Math.min(count, rowAt(tops, scrollTop + viewHeight) + 1 + SPARE_ROWS);
  return { first, end };
}

/** The row that covers a height; the first or last where the height is outside. */
export function rowAt(tops: Float64Array, y: number): number {
  let low = 0;
  let high = Math.max(0, tops.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

const WIDE = /[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]/g;

/** Height of a row before it was measured, px: lines of text of 14 px at 20 px a line, and its padding. */
export function estimatedHeight(text: string, textWidth: number): number {
  const wide = text.match(WIDE)?.length ?? 0;
  const width = wide * 14 + (text.length - wide) * 7;
  return Math.max(1, Math.ceil(width / Math.max(120, textWidth))) * 20 + 12;
}
