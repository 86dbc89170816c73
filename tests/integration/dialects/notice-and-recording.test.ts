import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetchLog } from '../../../gateway/client/fetch-log.ts';
import { startServer, type TestServer } from '../../support/running.ts';
import { ofType } from '../../support/signals.ts';
import { dialAsVendor, endedLog } from '../../support/vendor-feed.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ SOTTO_RECORD: 'asked', SOTTO_PROFILE: 'eu' });
});
afterAll(() => server.dispose());

/** Two seconds of one voice from Azure, on a second socket beside the first that has begun the call; the address says `said`. */
async function feed(callId: string, said: Record<string, string>): Promise<void> {
  const query = new URLSearchParams({ callId, 'role.agent': 'rep', 'person.agent': 'alex-rivera', ...said });
  const dial = async () => {
    const vendor = await dialAsVendor(`${server.wsUrl}/v1/feeds/azure?${query}`);
    const audioMetadata = { subscriptionId: 's', encoding: 'PCM', sampleRate: 16_000, channels: 1, length: 640 };
    vendor.send({ kind: 'AudioMetadata', audioMetadata });
    await vendor.drained();
    return vendor;
  };
  const [first, second] = [await dial(), await dial()];
  for (let index = 0; index < 100; index++) {
    const timestamp = new Date(1_772_442_000_000 + index * 20).toISOString();
    const data = Buffer.alloc(640, index % 2 ? 20 : 235).toString('base64');
    second.send({ kind: 'AudioData', audioData: { timestamp, participantRawID: 'agent', data, silent: false } });
  }
  first.close();
  await first.closed;
  second.close();
  await endedLog(server, callId);
  await server.flush();
}

const isRecorded = async (callId: string): Promise<boolean> => {
  const headers = { authorization: `Bearer ${await server.tokenOf('alex-rivera')}` };
  const answer = await fetch(`${server.url}/v1/calls/${callId}/recording`, { headers });
  return (await answer.json()).isRecorded;
};

it('is told of a vendor’s call in its address, and told once to the call however many streams it has', async () => {
  await feed('told', { record: 'true', notice: 'given' });
  const log = await fetchLog({ url: server.url, callId: 'told' });
  expect(ofType(log, 'call.started')).toMatchObject([{ record: true }]);
  expect(ofType(log, 'notice.given').map(({ atMs }) => atMs)).toEqual([0]);
  expect(await isRecorded('told')).toBe(true);
});

it('is never presumed: without it nobody was told and nothing is kept', async () => {
  await feed('untold', { record: 'true' });
  expect(ofType(await fetchLog({ url: server.url, callId: 'untold' }), 'notice.given')).toEqual([]);
  expect(await isRecorded('untold')).toBe(false);
});

it('must be said in words that are understood', async () => {
  await expect(dialAsVendor(`${server.wsUrl}/v1/feeds/azure?record=maybe`)).rejects.toThrow('400');
});
