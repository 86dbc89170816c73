import { describe, expect, it } from 'vitest';
import { readOffer, readTrickled, withOpusOnly, withoutDtx } from '../../../../gateway/whip/session-description.ts';

const section = (media: string, mid: string, ...lines: string[]) =>
  [
    `m=${media} 9 UDP/TLS/RTP/SAVPF 111 0`,
    `a=mid:${mid}`,
    'a=rtpmap:111 opus/48000/2',
    'a=fmtp:111 minptime=10',
    'a=rtpmap:0 PCMU/8000',
    ...lines,
    '',
  ].join('\r\n');
const session = 'v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=ice-ufrag:AbCd\r\n';

describe('an offer', () => {
  it('names the audio sections that send, in order, and leaves the others out', () => {
    const sdp =
      session +
      section('audio', 'b', 'a=sendonly') +
      section('video', 'v', 'a=sendonly') +
      section('audio', 'a') +
      section('audio', 'r', 'a=recvonly');
    expect(readOffer(sdp, 2)).toEqual({ audioMids: ['b', 'a'], ufrag: 'AbCd' });
  });

  it('keeps Opus alone in its audio sections and leaves video as it is', () => {
    const video = section('video', 'v');
    const kept = withOpusOnly(session + section('audio', '0') + video);
    expect(kept).toContain('m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n');
    expect(kept.slice(0, kept.indexOf('m=video'))).not.toContain('PCMU');
    expect(kept.endsWith(video)).toBe(true);
  });
});

describe('an answer', () => {
  it('asks the sender once not to leave packets out in silence', () => {
    const asked = withoutDtx('a=fmtp:111 minptime=10;useinbandfec=1\r\n');
    expect(asked).toBe('a=fmtp:111 minptime=10;useinbandfec=1;usedtx=0\r\n');
    expect(withoutDtx(asked)).toBe(asked);
  });
});

describe('a trickle ICE fragment', () => {
  it('gives each candidate the section that it was named under', () => {
    const fragment =
      'a=ice-ufrag:AbCd\r\nm=audio 9 RTP/AVP 0\r\na=mid:x\r\na=candidate:1 1 udp 1 10.0.0.1 9 typ host\r\na=mid:y\r\na=candidate:2 1 udp 1 10.0.0.1 10 typ host\r\n';
    expect(readTrickled(fragment)).toEqual({
      ufrag: 'AbCd',
      candidates: [
        { candidate: 'candidate:1 1 udp 1 10.0.0.1 9 typ host', mid: 'x' },
        { candidate: 'candidate:2 1 udp 1 10.0.0.1 10 typ host', mid: 'y' },
      ],
    });
  });
});
