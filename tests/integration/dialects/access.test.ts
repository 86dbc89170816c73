import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../../support/running.ts';
import { dialAsVendor } from '../../support/vendor-feed.ts';

let guarded: TestServer;
beforeAll(async () => {
  guarded = await startServer({ SOTTO_AUTH_SECRET: 'a secret of at least thirty-two characters' });
});
afterAll(() => guarded.dispose());

describe('a vendor without a signature', () => {
  it('needs a token where auth is on, in the address or as a password', async () => {
    const token = await guarded.access.feedToken({ personId: 'feed' } as never, Date.now() as never);
    const url = `${guarded.wsUrl}/v1/feeds/jambonz`;
    await expect(dialAsVendor(`${url}?token=nonsense`)).rejects.toThrow('401');
    const start = { callSid: 'cs2', sampleRate: 8000, mixType: 'mono' };
    const without = await dialAsVendor(url);
    without.send(start);
    expect(await without.closed).toMatchObject({ code: 4401 });
    const basic = Buffer.from(`jambonz:${token}`).toString('base64');
    const withPassword = await dialAsVendor(url, { authorization: `Basic ${basic}` });
    withPassword.send(start);
    await withPassword.drained();
    const inAddress = await dialAsVendor(`${url}?token=${token}&callId=another`);
    inAddress.send(start);
    await inAddress.drained();
    await expect.poll(() => guarded.countEvents('call.started')).toBe(2);
  });

  it('may send a token of its own in its header, where it is known to, which lets nobody in', async () => {
    const headers = { authorization: 'Bearer eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhenVyZSJ9.AAAA' };
    const metadata = {
      kind: 'AudioMetadata',
      audioMetadata: { subscriptionId: 's1', encoding: 'PCM', sampleRate: 16_000, channels: 1, length: 640 },
    };
    const refused = await dialAsVendor(`${guarded.wsUrl}/v1/feeds/azure`, headers);
    refused.send(metadata);
    expect(await refused.closed).toMatchObject({ code: 4401 });
    await expect(dialAsVendor(`${guarded.wsUrl}/v1/feeds/telnyx`, headers)).rejects.toThrow('401');
  });
});
