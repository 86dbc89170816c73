// The WebRTC process replaced by one that has no library, and by one that dies at an offer.

import { describe, expect, it } from 'vitest';
import { createPeerLink } from '../../../../gateway/whip/peer-link.ts';
import type { PeerState } from '../../../../gateway/whip/peer-protocol.ts';

const linkTo = (way: 'no-library' | 'dies', exits: (number | null)[] = []) =>
  createPeerLink({
    settings: { iceServers: [] },
    onLost: (exitCode) => exits.push(exitCode),
    entry: { url: new URL('../../../support/whip-broken-process.mjs', import.meta.url), execArgv: [], args: [way] },
  });
const listening = (states: PeerState[] = []) => ({
  onState: (state: PeerState) => states.push(state),
  onAudio: () => {},
  onQuiet: () => {},
  onMessage: () => {},
});

describe('the link to the WebRTC process', () => {
  it('says plainly that the platform has no library, every time it is asked', async () => {
    const link = linkTo('no-library');
    const refusal = { code: 'webrtc.unavailable', httpStatus: 501, message: expect.stringContaining('/v1/ingest') };
    await expect(link.offer('a', 'v=0', listening())).rejects.toMatchObject(refusal);
    await expect(link.offer('b', 'v=0', listening())).rejects.toMatchObject(refusal);
    link.stop();
  });

  it('tells every session that the process died, and starts another for the next offer', async () => {
    const exits: (number | null)[] = [];
    const states: PeerState[] = [];
    const link = linkTo('dies', exits);
    await expect(link.offer('a', 'v=0', listening(states))).rejects.toMatchObject({ code: 'webrtc.failed' });
    await expect(link.offer('b', 'v=0', listening(states))).rejects.toMatchObject({ code: 'webrtc.failed' });
    expect(exits).toEqual([134, 134]);
    expect(states).toEqual(['closed', 'closed']);
    link.stop();
  });
});
