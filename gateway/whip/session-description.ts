// What the gateway reads of SDP (RFC 8866) and of trickle ICE fragments (RFC 8840), and the few lines of an answer that it
// sets. The WebRTC library reads the rest.

import { EngineError } from '../../engine/errors.ts';

/** One `m=` section of an offer. */
interface MediaSection {
  readonly media: string;
  readonly mid: string;
  readonly direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';
  readonly isRejected: boolean;
  readonly hasOpus: boolean;
}

export interface Offer {
  /** Names (mid) of the audio sections that send, in order: track 0, track 1. */
  readonly audioMids: readonly string[];
  readonly ufrag: string | undefined;
}

/** Throws `input.sdp` saying what was found and what is needed. */
export function readOffer(sdp: string, maxTracks: number): Offer {
  if (!/^v=0\r?\n/.test(sdp))
    throw new EngineError('input.sdp', 'the body is not an SDP offer: it must begin with v=0');
  const sections = sectionsOf(sdp);
  const sending = sections.filter(
    ({ media, direction, isRejected }) => media === 'audio' && !isRejected && direction.startsWith('send'),
  );
  if (sending.length === 0) {
    const found = sections.map(({ media, direction }) => `${media} ${direction}`).join(', ') || 'no media at all';
    throw new EngineError(
      'input.sdp',
      `the offer sends no audio (found: ${found}); offer one or two sendonly audio tracks`,
    );
  }
  if (sending.length > maxTracks) {
    throw new EngineError(
      'input.sdp',
      `the offer sends ${sending.length} audio tracks; at most ${maxTracks} are taken`,
    );
  }
  if (sending.some(({ hasOpus }) => !hasOpus)) {
    throw new EngineError('input.sdp', 'an audio track of the offer has no Opus; add opus/48000/2 to its codecs');
  }
  return { audioMids: sending.map(({ mid }) => mid), ufrag: attribute(sdp, 'ice-ufrag') };
}

/**
 * The offer with Opus alone in its audio sections, so that sound always comes at 48 kHz, and without packets being left
 * out in silence (DTX, RFC 7587 §6.1): what is left out could not be told from what was lost.
 */
export function withOpusOnly(sdp: string): string {
  return splitSections(sdp)
    .map((section, index) => (index > 0 && section.startsWith('m=audio') ? keepOpus(section) : section))
    .join('');
}

/** Asks the sender not to leave packets out in silence; a sender heeds what the answer says (RFC 7587 §7.1). */
export function withoutDtx(answerSdp: string): string {
  return answerSdp.replace(/^(a=fmtp:\d+ minptime=[^\r\n]*)/gm, (line) =>
    line.includes('usedtx') ? line : `${line};usedtx=0`,
  );
}

export interface Trickled {
  readonly ufrag: string | undefined;
  readonly candidates: readonly { readonly candidate: string; readonly mid: string }[];
}

/** Reads `application/trickle-ice-sdpfrag`. Throws `input.sdp` where it is none. */
export function readTrickled(fragment: string): Trickled {
  const candidates: { candidate: string; mid: string }[] = [];
  let mid = '0';
  let isFragment = false;
  for (const line of fragment.split(/\r?\n/)) {
    if (/^a=(ice-|mid:|candidate:|end-of-candidates)/.test(line)) isFragment = true;
    if (line.startsWith('a=mid:')) mid = line.slice('a=mid:'.length);
    if (line.startsWith('a=candidate:')) candidates.push({ candidate: line.slice('a='.length), mid });
  }
  if (!isFragment) throw new EngineError('input.sdp', 'the body is not a trickle ICE fragment (RFC 8840)');
  return { ufrag: attribute(fragment, 'ice-ufrag'), candidates };
}

function sectionsOf(sdp: string): MediaSection[] {
  const [session = '', ...media] = splitSections(sdp);
  const fallback = directionOf(session) ?? 'sendrecv';
  return media.map((section, index) => ({
    media: /^m=(\S+)/.exec(section)?.[1] ?? '',
    mid: attribute(section, 'mid') ?? String(index),
    direction: directionOf(section) ?? fallback,
    isRejected: /^m=\S+ 0 /.test(section) && !/^a=bundle-only/m.test(section),
    hasOpus: /^a=rtpmap:\d+ opus\/48000/im.test(section),
  }));
}

const splitSections = (sdp: string): string[] => sdp.split(/^(?=m=)/m);

function directionOf(section: string): MediaSection['direction'] | undefined {
  return /^a=(sendrecv|sendonly|recvonly|inactive)\s*$/m.exec(section)?.[1] as MediaSection['direction'] | undefined;
}

function attribute(section: string, name: string): string | undefined {
  return new RegExp(`^a=${name}:(.*?)\\s*$`, 'm').exec(section)?.[1];
}

function keepOpus(section: string): string {
  const opus = [...section.matchAll(/^a=rtpmap:(\d+) opus\/48000/gim)].map(([, payload]) => payload);
  const lines = section.split('\n').filter((line) => {
    const payload = /^a=(?:rtpmap|fmtp|rtcp-fb):(\d+)/.exec(line)?.[1];
    return payload === undefined || opus.includes(payload);
  });
  return lines.join('\n').replace(/^(m=audio \d+ \S+) [\d ]+/, `$1 ${opus.join(' ')}`);
}
