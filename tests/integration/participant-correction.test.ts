import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedCall } from '../../client/node.ts';
import { eventLine } from '../../engine/event-line.ts';
import type { CallEvent } from '../../engine/events.ts';
import { fetchLog } from '../../gateway/client/fetch-log.ts';
import type { FeedEventInput } from '../../gateway/protocol/ingest.ts';
import { Timeline } from '../../gateway/protocol/timeline.ts';
import { startServer, type TestServer } from '../support/running.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.dispose());

const line = (segmentId: string, startMs: number, text: string): FeedEventInput => ({
  type: 'segment.finalized',
  participantId: 'speaker-2',
  segmentId,
  startMs,
  endMs: startMs + 1800,
  atMs: startMs + 2000,
  text,
});
const CORRECTION: FeedEventInput = {
  type: 'participant.reassigned',
  participantId: 'speaker-2',
  role: 'customer',
  name: 'Dana',
  atMs: 10_000,
};
const REPEATED: FeedEventInput = {
  type: 'participant.joined',
  participant: { participantId: 'speaker-2', role: 'unknown' },
  atMs: 11_000,
};
const BEFORE = line('s1', 1_000, 'How long does the rollout take?');
const AFTER = line('s2', 12_000, 'And how much does the rollout cost?');

function begin(callId: string) {
  const participants = [
    { participantId: 'speaker-1', role: 'rep', personId: 'alex-rivera' } as const,
    { participantId: 'speaker-2', role: 'unknown' } as const,
  ];
  return feedCall({
    url: server.wsUrl,
    start: { callId, startedAt: '2026-03-02T09:00:00Z', participants, clock: 'feed' },
  });
}

async function logOf(callId: string, events: readonly FeedEventInput[]): Promise<CallEvent[]> {
  const feed = begin(callId);
  for (const event of events) feed.sendEvent(event);
  feed.sendEvent({ type: 'call.ended', atMs: 20_000 });
  await feed.completed;
  return fetchLog({ url: server.url, callId });
}

const bytes = (log: readonly CallEvent[]) => log.map((event) => eventLine(event).replaceAll(event.callId, 'CALL'));
const rolesOf = (log: readonly CallEvent[]) =>
  log.flatMap((event) => (event.type === 'utterance.finalized' ? [event.role] : []));

describe('a participant whose role is corrected during the call', () => {
  it('counts under the new role from there on, and the log says from when', async () => {
    const log = await logOf('corrected', [BEFORE, CORRECTION, REPEATED, AFTER]);
    expect(rolesOf(log)).toEqual(['unknown', 'customer']);
    expect(log.find(({ type }) => type === 'participant.reassigned')).toMatchObject({
      fromRole: 'unknown',
      role: 'customer',
      atMs: 10_000,
    });
    const asked = log.filter((event) => event.type === 'question.asked' && event.role === 'customer');
    expect(asked).toHaveLength(1);
    expect(log.find(({ type }) => type === 'participant.joined')).toMatchObject({
      participant: { role: 'customer', name: 'Dana' },
    });
  });

  it('gives the same log when the inputs of that log are fed again', async () => {
    const events = [BEFORE, CORRECTION, REPEATED, AFTER];
    const first = await logOf('first', events);
    const inputs = new Set(['participant.joined', 'participant.reassigned', 'segment.finalized']);
    const again = first
      .filter(({ type }) => inputs.has(type))
      .map(({ callId: _, seq: __, ...event }) => event as FeedEventInput);
    expect(bytes(await logOf('again', again))).toEqual(bytes(first));
  });

  it('is marked in the time line', async () => {
    await logOf('marked', [BEFORE, CORRECTION, AFTER]);
    const headers = { authorization: `Bearer ${await server.tokenOf('alex-rivera')}` };
    const reply = await fetch(`${server.url}/v1/calls/marked/timeline`, { headers });
    const timeline = Timeline.parse(await reply.json());
    expect(timeline.corrections).toEqual([
      { participantId: 'speaker-2', atMs: 10_000, fromRole: 'unknown', role: 'customer' },
    ]);
    expect(timeline.participants[1]).toMatchObject({ role: 'customer', name: 'Dana' });
    const calls = await fetch(`${server.url}/v1/calls/marked`, { headers });
    expect(await calls.json()).toMatchObject({ participants: [{}, { role: 'customer', name: 'Dana' }] });
  });

  it('is corrected by the manager over REST, who may not say which person it is', async () => {
    const feed = begin('by-manager');
    feed.sendEvent(BEFORE);
    const rep = { authorization: `Bearer ${await server.tokenOf('alex-rivera')}` };
    const heardSeq = async () => {
      const reply = await fetch(`${server.url}/v1/calls/by-manager`, { headers: rep });
      return ((await reply.json()) as { lastSeq?: number }).lastSeq ?? 0;
    };
    await expect.poll(heardSeq, { timeout: 10_000 }).toBeGreaterThan(1);
    const correct = async (token: string, body: object, participantId = 'speaker-2') =>
      fetch(`${server.url}/v1/calls/by-manager/participants/${participantId}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const manager = await server.tokenOf('morgan-chen');
    expect((await correct(await server.tokenOf('alex-rivera'), { role: 'customer' })).status).toBe(403);
    expect((await correct(manager, { role: 'rep', personId: 'morgan-chen' })).status).toBe(403);
    expect((await correct(manager, { role: 'customer' }, 'nobody')).status).toBe(400);
    expect((await correct(manager, { role: 'customer' })).status).toBe(204);
    feed.sendEvent(AFTER);
    feed.sendEvent({ type: 'call.ended', atMs: 20_000 });
    await feed.completed;
    const log = await fetchLog({ url: server.url, callId: 'by-manager' });
    expect(rolesOf(log)).toEqual(['unknown', 'customer']);
    expect(log.find(({ type }) => type === 'participant.reassigned')).toMatchObject({ correctedBy: 'morgan-chen' });
    expect((await correct(manager, { role: 'rep' })).status).toBe(409);
  });
});
