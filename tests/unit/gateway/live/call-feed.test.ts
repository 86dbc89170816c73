import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../../engine/events.ts';
import { CallFeed } from '../../../../gateway/live/call-feed.ts';
import { EventRing } from '../../../../gateway/live/event-ring.ts';
import { Outlet } from '../../../../gateway/live/outlet.ts';
import { callId, ended, eventsOf, slide } from '../../../support/gateway-fakes.ts';
import { FakeSocket, settled } from '../../../support/gateway-viewer.ts';

const ID = callId('c1');
const eventAt = (seq: number): CallEvent => eventsOf('c1', [slide('s')], seq)[0] as CallEvent;

/** A feed over a ring and a store of its own; `stored` may lag or have holes. */
function openFeed({ ringEvents = 100, slowBytes = 1_000 } = {}) {
  const ring = new EventRing(ringEvents);
  const stored: CallEvent[] = [];
  const socket = new FakeSocket();
  const outlet: Outlet = new Outlet({
    socket,
    limits: { slowBytes, overrunBytes: 1e9, slowForMs: 1e9 },
    onDrained: () => feed.drained(),
    onOverrun: () => {},
  });
  let finished = 0;
  const feed = new CallFeed({
    callId: ID,
    hub: {
      recent: (_id, afterSeq, limit) => (ring.lastSeq === 0 ? undefined : ring.after(afterSeq, limit)),
      firstSeq: () => (ring.lastSeq === 0 ? undefined : ring.firstSeq),
    },
    reads: { readEvents: async (_id, afterSeq, limit) => stored.filter(({ seq }) => seq > afterSeq).slice(0, limit) },
    outlet,
    wants: () => true,
    eventsPerPage: 3,
    stats: { viewers: 0, subscriptions: 0, eventsSent: 0, eventsMissed: 0, closedSlow: 0 },
    onFailed: () => {},
    onFinished: () => {
      finished += 1;
    },
  });
  const publish = (event: CallEvent) => {
    ring.push(event);
    feed.offer(event);
  };
  return { feed, socket, stored, ring, publish, finished: () => finished };
}

/** What the viewer knows of, in the order in which it was told: sent events and missed spans. */
const told = (socket: FakeSocket): number[] =>
  socket.sent.flatMap((reply) => {
    if (reply.type === 'event') return [reply.event.seq];
    if (reply.type !== 'missed') return [];
    return Array.from({ length: reply.toSeq - reply.fromSeq + 1 }, (_, index) => reply.fromSeq + index);
  });

describe('the feed of a call', () => {
  it('sends an event once though it is offered twice, and fetches what a bus has lost', async () => {
    const { feed, socket, ring, publish } = openFeed();
    publish(eventAt(1));
    await feed.start(0);
    feed.offer(eventAt(1));
    for (const seq of [2, 3]) ring.push(eventAt(seq));
    publish(eventAt(4));
    await settled();
    expect(socket.seqs()).toEqual([1, 2, 3, 4]);
  });

  it('tells of a hole in what was stored', async () => {
    const { feed, socket, stored } = openFeed();
    stored.push(...[1, 2, 5, 6].map(eventAt));
    await feed.start(0);
    expect(socket.sent.filter(({ type }) => type !== 'caught-up')).toMatchObject([
      { event: { seq: 1 } },
      { event: { seq: 2 } },
      { type: 'missed', fromSeq: 3, toSeq: 4 },
      { event: { seq: 5 } },
      { event: { seq: 6 } },
    ]);
  });

  it('is finished after the last event, and only when nothing is left to tell', async () => {
    const { feed, socket, publish, finished } = openFeed({ slowBytes: 100 });
    publish(eventAt(1));
    await feed.start(1);
    socket.isStuck = true;
    socket.bufferedAmount = 200;
    publish(eventAt(2));
    publish(eventsOf('c1', [ended], 3)[0] as CallEvent);
    expect(finished()).toBe(0);
    socket.drain();
    feed.drained();
    expect(finished()).toBe(1);
    expect(told(socket)).toEqual([2, 3]);
  });

  it('tells of every event exactly once and in order, whatever comes in between', async () => {
    const step = fc.constantFrom('publish', 'publish', 'publish', 'store', 'stick', 'drain', 'wait');
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 80 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 10 }),
        async (steps, ringEvents, startAt) => {
          const { feed, socket, stored, publish } = openFeed({ ringEvents, slowBytes: 250 });
          let seq = 0;
          const next = () => {
            seq += 1;
            publish(eventAt(seq));
          };
          for (let count = 0; count < 8; count += 1) next();
          for (const [index, each] of [...steps, 'drain', 'wait', 'drain', 'wait', 'drain', 'wait'].entries()) {
            if (index === Math.min(startAt, steps.length)) void feed.start(0);
            if (each === 'publish') next();
            else if (each === 'store') while (stored.length < seq) stored.push(eventAt(stored.length + 1));
            else if (each === 'stick') socket.isStuck = true;
            else if (each === 'drain') socket.drain();
            else await settled();
          }
          for (let round = 0; round < 200 && told(socket).length < seq; round += 1) {
            socket.drain();
            await settled();
          }
          expect(told(socket)).toEqual(Array.from({ length: seq }, (_, index) => index + 1));
        },
      ),
      { numRuns: 200 },
    );
  });
});
