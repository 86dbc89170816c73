import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedCall } from '../../client/node.ts';
import { fetchLog } from '../../gateway/client/fetch-log.ts';
import { startServer, type TestServer } from '../support/running.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.dispose());

describe('a notice that is given over REST', () => {
  it('is in the log of a live call: from its rep, to those who were told', async () => {
    const callId = 'told-by-rep';
    const participants = [
      { participantId: 'alex', role: 'rep', personId: 'alex-rivera' } as const,
      { participantId: 'dana', role: 'customer' } as const,
    ];
    const feed = feedCall({
      url: server.wsUrl,
      start: { callId, startedAt: '2026-03-02T09:00:00Z', participants, clock: 'feed' },
    });
    const rep = await server.tokenOf('alex-rivera');
    const isHeard = async () =>
      (await fetch(`${server.url}/v1/calls/${callId}`, { headers: { authorization: `Bearer ${rep}` } })).status;
    await expect.poll(isHeard, { timeout: 10_000 }).toBe(200);
    const tell = async (token: string, body: object) =>
      fetch(`${server.url}/v1/calls/${callId}/notices`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await tell(await server.tokenOf('li-xiao'), {})).status).toBe(403);
    expect((await tell(rep, { participantIds: ['nobody'] })).status).toBe(400);
    expect((await tell(rep, { participantIds: ['dana'] })).status).toBe(204);
    expect((await tell(await server.tokenOf('morgan-chen'), {})).status).toBe(204);
    feed.sendEvent({ type: 'call.ended', atMs: 20_000 });
    await feed.completed;
    const told = (await fetchLog({ url: server.url, callId })).filter(({ type }) => type === 'notice.given');
    expect(told).toMatchObject([{ participantIds: ['dana'] }, {}]);
    expect(told[1]).not.toHaveProperty('participantIds');
    expect((await tell(rep, {})).status).toBe(409);
  });
});
