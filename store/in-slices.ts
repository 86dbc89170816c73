// A long list in, its items out, with the event loop given free after each slice: a batch for ClickHouse takes tens of
// milliseconds to make, and no live card waits for it. Adds one turn of the event loop a slice.

import { setImmediate } from 'node:timers/promises';

/** Rows or events that are made or encoded in about 1 ms. */
const SLICE = 200;

export async function* inSlices<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  let count = 0;
  for (const item of items) {
    yield item;
    count += 1;
    if (count % SLICE === 0) await setImmediate();
  }
}
