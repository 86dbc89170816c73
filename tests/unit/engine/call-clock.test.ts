import { describe, expect, it } from 'vitest';
import { CallClock } from '../../../engine/call-clock.ts';
import type { ChannelIndex } from '../../../engine/ids.ts';
import { type MediaMs, mediaMs } from '../../../engine/media-time.ts';

interface Item {
  readonly atMs: MediaMs;
  readonly name: string;
}

const first = 0 as ChannelIndex;
const second = 1 as ChannelIndex;
const item = (name: string, atMs: number): Item => ({ name, atMs: mediaMs(atMs) });

function drained(clock: CallClock<Item>): string[] {
  const names: string[] = [];
  for (let each = clock.next(); each !== undefined; each = clock.next()) {
    names.push('name' in each ? each.name : `tick ${each.atMs}`);
  }
  return names;
}

function window(clock: CallClock<Item>, channel: ChannelIndex, name: string, atMs: number) {
  clock.receive(atMs);
  clock.putWindow(channel, item(name, atMs));
  clock.analysedTo(channel, atMs);
}

describe('CallClock', () => {
  it('lets nothing later pass the place that an event keeps until it is known', () => {
    const clock = new CallClock<Item>({ tickMs: 100 });
    clock.openChannel(first);
    const fill = clock.keepPlace(mediaMs(40));
    clock.putEvent(item('next', 40));
    window(clock, first, 'first 32', 32);
    window(clock, first, 'first 64', 64);
    clock.receive(250);
    clock.analysedTo(first, 250);
    expect(drained(clock)).toEqual(['first 32']);
    expect(clock.releasedMs).toBe(40);
    fill(item('awaited', 40));
    expect(drained(clock)).toEqual(['awaited', 'next', 'first 64', 'tick 100', 'tick 200']);
  });

  it('ticks through the time that the feed has spoken of, without any channel', () => {
    const clock = new CallClock<Item>({ tickMs: 100 });
    clock.receive(250);
    expect(drained(clock)).toEqual(['tick 100', 'tick 200']);
    clock.receive(300);
    expect(drained(clock)).toEqual(['tick 300']);
  });

  it('holds an event until every channel has been analysed up to its time', () => {
    const clock = new CallClock<Item>({ tickMs: 100 });
    clock.openChannel(first);
    clock.openChannel(second);
    clock.putEvent(item('event', 40));
    window(clock, first, 'first 32', 32);
    window(clock, first, 'first 64', 64);
    expect(drained(clock)).toEqual([]);
    window(clock, second, 'second 32', 32);
    expect(drained(clock)).toEqual(['first 32', 'second 32']);
    window(clock, second, 'second 64', 64);
    expect(drained(clock)).toEqual(['event', 'first 64', 'second 64']);
  });

  it('orders one moment as windows by channel, then the tick, then events as they came', () => {
    const clock = new CallClock<Item>({ tickMs: 100 });
    clock.openChannel(second);
    clock.openChannel(first);
    clock.putEvent(item('event a', 100));
    clock.putEvent(item('event b', 100));
    window(clock, second, 'second', 100);
    window(clock, first, 'first', 100);
    expect(drained(clock)).toEqual(['first', 'second', 'tick 100', 'event a', 'event b']);
  });

  it('gives the same order whichever channel answers first', () => {
    const orders = [[first, second] as const, [second, first] as const].map((channels) => {
      const clock = new CallClock<Item>({ tickMs: 100 });
      clock.openChannel(first);
      clock.openChannel(second);
      const seen: string[] = [];
      for (const channel of channels) {
        for (const atMs of [32, 64, 96]) window(clock, channel, `${channel}@${atMs}`, atMs);
        seen.push(...drained(clock));
      }
      return seen;
    });
    expect(orders[0]).toEqual(['0@32', '1@32', '0@64', '1@64', '0@96', '1@96']);
    expect(orders[1]).toEqual(orders[0]);
  });

  it('stamps an event with what has been received, so that late word never enters the past', () => {
    const clock = new CallClock<Item>({ tickMs: 100 });
    clock.receive(500);
    expect(clock.stamp(450)).toBe(500);
    expect(clock.stamp(undefined)).toBe(500);
    expect(clock.stamp(620)).toBe(620);
  });

  it('lets a closed channel hold nobody back', () => {
    const clock = new CallClock<Item>({ tickMs: 100 });
    clock.openChannel(first);
    clock.putEvent(item('event', 40));
    expect(drained(clock)).toEqual([]);
    clock.closeChannel(first);
    expect(drained(clock)).toEqual(['event']);
  });
});
