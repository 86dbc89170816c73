// Finds which of many spans are in view without looking at the others: binary search over starts, and over the greatest
// end so far for those that began earlier and go on. Pure; built once a call.

export interface Spanned {
  readonly startMs: number;
  readonly endMs: number;
}

export interface SpanIndex<Item extends Spanned> {
  readonly items: readonly Item[];
  /** Greatest end of the items up to and with this one. */
  readonly reach: Float64Array;
}

export function indexSpans<Item extends Spanned>(items: readonly Item[]): SpanIndex<Item> {
  const sorted = [...items].sort((a, b) => a.startMs - b.startMs);
  const reach = new Float64Array(sorted.length);
  let greatest = Number.NEGATIVE_INFINITY;
  sorted.forEach((item, at) => {
    greatest = Math.max(greatest, item.endMs);
    reach[at] = greatest;
  });
  return { items: sorted, reach };
}

/** Items that touch [fromMs, toMs], in order of their start. */
export function* spansIn<Item extends Spanned>(index: SpanIndex<Item>, fromMs: number, toMs: number): Generator<Item> {
  const { items, reach } = index;
  for (let at = firstWhere(items.length, (each) => (reach[each] ?? 0) >= fromMs); at < items.length; at += 1) {
    const item = items[at];
    if (!item || item.startMs > toMs) return;
    if (item.endMs >= fromMs) yield item;
  }
}

/** The item nearest to a moment, at most `withinMs` away. */
export function nearestSpan<Item extends Spanned>(index: SpanIndex<Item>, atMs: number, withinMs: number): Item | null {
  let nearest: Item | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const item of spansIn(index, atMs - withinMs, atMs + withinMs)) {
    const away = Math.max(0, item.startMs - atMs, atMs - item.endMs);
    if (away < least) [nearest, least] = [item, away];
  }
  return nearest;
}

/** The first of `count` positions for which a condition holds that goes on holding; `count` where it never does. */
export function firstWhere(count: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
