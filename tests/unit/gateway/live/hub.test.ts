import { describe, expect, it } from 'vitest';
import { inProcessBus } from '../../../../gateway/live/bus.ts';
import { EventRing } from '../../../../gateway/live/event-ring.ts';
import { LiveHub } from '../../../../gateway/live/hub.ts';
import { typeFilter } from '../../../../gateway/live/type-filter.ts';
import { callId, ended, eventsOf, raised, slide, started } from '../../../support/gateway-fakes.ts';

const C1 = callId('c1');
const slides = (count: number, fromSeq: number) =>
  eventsOf(
    'c1',
    Array.from({ length: count }, () => slide('s')),
    fromSeq,
  );

describe('the ring of a call', () => {
  it('keeps the newest events and says from where', () => {
    const ring = new EventRing(4);
    for (const event of slides(10, 1)) ring.push(event);
    expect([ring.firstSeq, ring.lastSeq]).toEqual([7, 10]);
    expect(ring.after(6, 100)?.map(({ seq }) => seq)).toEqual([7, 8, 9, 10]);
    expect(ring.after(6, 2)?.map(({ seq }) => seq)).toEqual([7, 8]);
    expect(ring.after(10, 100)).toEqual([]);
    expect(ring.after(99, 100)).toEqual([]);
    expect(ring.after(5, 100)).toBeUndefined();
  });

  it('takes an event once, and after a hole keeps only what follows it', () => {
    const ring = new EventRing(4);
    const [first, second] = slides(2, 1);
    const [sixth] = slides(1, 6);
    if (!first || !second || !sixth) throw new Error('no events');
    expect([ring.push(first), ring.push(second), ring.push(second)]).toEqual([true, true, false]);
    ring.push(sixth);
    expect(ring.after(1, 10)).toBeUndefined();
    expect(ring.after(5, 10)).toEqual([sixth]);
  });
});

describe('the hub', () => {
  it('tells those who follow a call, and no others, every event once', () => {
    const hub = new LiveHub(inProcessBus());
    const heard: string[] = [];
    const stop = hub.follow(C1, ({ seq }) => heard.push(`c1 ${seq}`));
    hub.follow(callId('c2'), ({ seq }) => heard.push(`c2 ${seq}`));
    for (const event of [...slides(2, 1), ...slides(2, 1)]) hub.publish(event);
    stop();
    for (const event of slides(1, 3)) hub.publish(event);
    expect(heard).toEqual(['c1 1', 'c1 2']);
  });

  it('keeps a call in one line: title, stage, people, counts', () => {
    const hub = new LiveHub(inProcessBus());
    const talk = { type: 'metric.sampled' as const, metric: 'talk-ratio', windowMs: null, dimension: null, value: 0.4 };
    for (const event of eventsOf('c1', [started(), raised('k1'), talk])) hub.publish(event);
    expect(hub.summaryOf(C1)).toMatchObject({ title: 'Acme discovery', cards: 1, talkRatio: 0.4, lastSeq: 3 });
    expect(hub.hasCard(C1, 'k1' as never)).toBe(true);
    expect(hub.live()).toHaveLength(1);
    for (const event of eventsOf('c1', [ended], 4)) hub.publish(event);
    expect(hub.live()).toEqual([]);
    expect(hub.summaryOf(C1)).toMatchObject({ isLive: false, durationMs: 4_000 });
  });

  it('forgets ended calls, the oldest first', () => {
    const hub = new LiveHub(inProcessBus(), { endedCalls: 2 });
    for (const id of ['a', 'b', 'c']) for (const event of eventsOf(id, [started(), ended])) hub.publish(event);
    expect(['a', 'b', 'c'].map((id) => hub.summaryOf(callId(id)) !== undefined)).toEqual([false, true, true]);
  });

  it('goes on with the call and the other viewers when one viewer throws', () => {
    const failed: unknown[] = [];
    const hub = new LiveHub(inProcessBus(), { onListenerFailed: (thrown) => failed.push(thrown) });
    const heard: number[] = [];
    hub.follow(C1, () => {
      throw new Error('a viewer of its own');
    });
    hub.follow(C1, ({ seq }) => heard.push(seq));
    for (const event of slides(2, 1)) hub.publish(event);
    expect(heard).toEqual([1, 2]);
    expect(failed).toHaveLength(2);
  });
});

describe('a filter of types', () => {
  it('takes names, families, everything, and nothing', () => {
    const types = ['card.raised', 'card.updated', 'cardinal.x', 'call.ended'];
    expect(types.filter(typeFilter(['card.*']))).toEqual(['card.raised', 'card.updated']);
    expect(types.filter(typeFilter(['call.ended']))).toEqual(['call.ended']);
    expect(types.filter(typeFilter(undefined))).toEqual(types);
    expect(types.filter(typeFilter(['*']))).toEqual(types);
    expect(types.filter(typeFilter([]))).toEqual([]);
  });
});
