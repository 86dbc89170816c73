// The call as it goes over the ingest socket: its first message, frames in order, and how far the gateway has stored them.
// What is not stored yet is kept by the client and sent again after a cut, so that nothing is lost.

import { type CallFeed, type FeedError, feedCall } from '../../client/browser.ts';
import { SAMPLE_RATES_HZ, type StartCallInput } from '../../gateway/protocol/ingest.ts';
import { addressOf, token } from '../state/rest.ts';
import { FRAME_MS, type RecordedFrame } from './call-recorder.ts';
import { changeFeed, feedState, levelsDb, progress } from './feed-state.ts';

export interface FeedWishes {
  readonly title: string;
  readonly accountName: string;
  readonly stage: string;
  /** BCP 47. */
  readonly languageTag: string;
  /** Share a tab or the system for the other side's sound. */
  readonly withSharedSound: boolean;
  /** The browser's own recogniser for the rep's words. */
  readonly withWords: boolean;
  /** What the other side was told; goes with `notice.given`. */
  readonly notice: string;
}

/** Channels of the call. */
export const REP = 0;
export const CUSTOMER = 1;
/** More than this recorded and not stored, ms, and something holds the line up. */
const BEHIND_MS = 5_000;

export interface FedCall {
  readonly callId: string;
  readonly feed: CallFeed;
  sendFrame(frame: RecordedFrame): void;
}

export function openFedCall(wishes: FeedWishes, sampleRateHz: number, onLost: (error: FeedError) => void): FedCall {
  const callId = `browser-${crypto.randomUUID()}`;
  const feed = feedCall({
    url: addressOf('/v1/ingest').href,
    token: () => token.value ?? undefined,
    // The gateway decides how long the call waits; until it says that the call is over the page keeps trying.
    maxAttempts: Number.POSITIVE_INFINITY,
    start: startOf(callId, wishes, sampleRateHz),
    onAcknowledged() {
      const known = feedState.peek();
      if (known.kind === 'live' && known.connection === 'connecting') changeFeed({ connection: 'sent' });
    },
    onCut: () => changeFeed({ connection: 'cut' }),
    onReconnected: () => changeFeed({ connection: 'catching-up' }),
  });
  feed.completed.catch(onLost);
  const channels = new Set<number>();
  return {
    callId,
    feed,
    sendFrame({ channel, startSample, samples, levelDb }) {
      channels.add(channel);
      feed.sendAudio(channel, startSample, new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
      const level = levelsDb[channel];
      if (level) level.value = levelDb;
      const recordedMs = ((startSample + samples.length) * 1000) / sampleRateHz;
      const waitingMs = (feed.pending * FRAME_MS) / channels.size;
      progress.value = { recordedMs: Math.max(recordedMs, progress.peek().recordedMs), waitingMs };
      follow(waitingMs);
    },
  };
}

function follow(waitingMs: number): void {
  const known = feedState.peek();
  if (known.kind !== 'live' || ['cut', 'connecting'].includes(known.connection)) return;
  const isBehind = waitingMs > BEHIND_MS || (known.connection === 'catching-up' && waitingMs > BEHIND_MS / 2);
  const next = isBehind ? 'catching-up' : 'sent';
  if (known.connection !== next) changeFeed({ connection: next });
}

function startOf(callId: string, wishes: FeedWishes, sampleRateHz: number): StartCallInput {
  const { title, accountName, stage, languageTag } = wishes;
  const rate = SAMPLE_RATES_HZ.find((each) => each === sampleRateHz);
  return {
    callId,
    startedAt: new Date().toISOString(),
    language: languageTag,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...(title ? { title } : {}),
    ...(accountName ? { accountName } : {}),
    ...(stage ? { stage } : {}),
    participants: [{ participantId: 'rep', role: 'rep', channel: REP }],
    audio: { encoding: 'pcm_s16le', ...(rate ? { sampleRateHz: rate } : {}) },
  };
}
