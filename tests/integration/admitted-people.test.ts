import { afterAll, beforeAll, expect, it } from 'vitest';
import { feedCall } from '../../client/node.ts';
import { startServer, type TestServer } from '../support/running.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ SOTTO_MAX_CHANNELS: '2' });
});
afterAll(() => server.dispose());

const begin = (callId: string, token?: string) =>
  feedCall({
    url: server.wsUrl,
    ...(token === undefined ? {} : { token: () => token }),
    start: {
      callId,
      startedAt: '2026-03-02T09:00:00Z',
      participants: [
        { participantId: 'p1', role: 'rep', channel: 0 },
        { participantId: 'p2', role: 'customer', channel: 1 },
      ],
      audio: { encoding: 'pcm_s16le', sampleRateHz: 8000, channels: 2 },
      clock: 'feed',
    },
  });

it('a third channel of a call that may have two ends the connection and says why', async () => {
  const feed = begin('too-many');
  feed.sendEvent({
    type: 'participant.joined',
    participant: { participantId: 'p3', role: 'customer', channel: 2 },
    atMs: 1000,
  });
  await expect(feed.completed).rejects.toMatchObject({ code: 'limit.channels' });
});

it('a rep who feeds cannot make somebody else the rep of the call', async () => {
  const feed = begin('not-mine', await server.tokenOf('alex-rivera'));
  feed.sendEvent({ type: 'participant.reassigned', participantId: 'p1', role: 'rep', personId: 'li-xiao', atMs: 1000 });
  await expect(feed.completed).rejects.toMatchObject({ code: 'auth.forbidden' });
});
