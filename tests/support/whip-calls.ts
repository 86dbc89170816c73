// What the tests of WHIP ask of a running server: a feed as a rep, and the log of its call.

import { expect } from 'vitest';
import type { CallEvent, EventOf, EventType } from '../../engine/events.ts';
import type { TestServer } from './running.ts';
import { type SenderOptions, startSender, type WhipSender } from './whip-sender.ts';

export interface WhipCalls {
  readonly token: string;
  feed(callId: string, options?: Partial<SenderOptions>): Promise<WhipSender>;
  events(callId: string): Promise<CallEvent[]>;
  ofType<T extends EventType>(callId: string, type: T): Promise<EventOf<T>[]>;
  /** Waits until somebody has begun to speak so often. */
  untilSpeech(callId: string, participantId: string, count: number): Promise<void>;
  end(sender: WhipSender): Promise<void>;
}

export async function whipCalls(server: TestServer): Promise<WhipCalls> {
  const token = (await server.access.development?.tokenFor('alex-rivera', Date.now() as never)) ?? '';
  const headers = { authorization: `Bearer ${token}` };
  const events = async (callId: string): Promise<CallEvent[]> => {
    const reply = await fetch(`${server.url}/v1/calls/${callId}/events?limit=5000`, { headers });
    return reply.ok ? ((await reply.json()) as { events: CallEvent[] }).events : [];
  };
  const ofType = async <T extends EventType>(callId: string, type: T) =>
    (await events(callId)).filter((event) => event.type === type) as EventOf<T>[];
  return {
    token,
    feed: (callId, options = {}) => startSender({ url: server.url, query: `callId=${callId}`, headers, ...options }),
    events,
    ofType,
    async untilSpeech(callId, participantId, count) {
      const begun = async () =>
        (await ofType(callId, 'speech.started')).filter((event) => event.participantId === participantId).length;
      await expect.poll(begun, { timeout: 60_000, interval: 300 }).toBeGreaterThanOrEqual(count);
    },
    async end({ location }) {
      const reply = await fetch(location, { method: 'DELETE', headers });
      expect(reply.status).toBe(200);
    },
  };
}
