// One WebRTC session as a feed of its call: sound and messages in, numbered and passed to the same entrance that the ingest
// socket uses. The call outlives the session: it waits for another offer with the same callId.

import { asEngineError, type EngineError } from '../../engine/errors.ts';
import type { FeedEvent, Unstamped } from '../../engine/events.ts';
import { mediaMs } from '../../engine/media-time.ts';
import type { FeedListener, LiveCall } from '../calls/live-call.ts';
import { parseIngestMessage } from '../ingest/parse-message.ts';
import type { FeedMessage } from '../protocol/ingest.ts';
import { WEBRTC_RATE_HZ } from './peer-protocol.ts';

export interface WhipFeedOptions {
  readonly call: LiveCall;
  /** Media time of the session's first sound, ms; asked for when it comes. */
  readonly beginsAtMs: () => number;
  /** A message of the data channel was refused; the feed goes on. */
  readonly onRefused: (error: EngineError) => void;
  /** The call takes nothing more from here: stored, ended, or taken over by another feed. */
  readonly onOver: (why: string) => void;
}

export class WhipFeed implements FeedListener {
  readonly #options: WhipFeedOptions;
  #offsetSamples: number | undefined;
  #isOver = false;

  constructor(options: WhipFeedOptions) {
    this.#options = options;
    options.call.attach(this);
  }

  acknowledged(): void {}

  completed(): void {
    this.#end('the call is stored');
  }

  replaced(): void {
    this.#end('another feed goes on with this call');
  }

  /** `startSample` counts from the session's first sound, at 48 kHz. */
  receiveAudio(channel: number, startSample: number, samples: Int16Array): void {
    const payload = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
    this.#give((call, sequence) =>
      call.receiveAudio({ channel, sequence, startSample: this.#offset() + startSample, payload }),
    );
  }

  /** The sender pauses: the call has come this far. */
  passTime(toSample: number): void {
    const atMs = mediaMs(((this.#offset() + toSample) / WEBRTC_RATE_HZ) * 1000);
    this.#give((call, sequence) => call.advance(atMs, sequence));
  }

  /** An event as on the ingest socket, without `sequence`. What is no event is refused by `onRefused`. */
  receiveMessage(text: string): void {
    this.#give((call, sequence) => {
      const { sequence: _own, ...event } = parseIngestMessage(numbered(text, sequence)) as FeedMessage;
      call.receiveEvent(event as Unstamped<FeedEvent>, sequence);
    });
  }

  tell(event: Unstamped<FeedEvent>): void {
    this.#give((call, sequence) => call.receiveEvent(event, sequence));
  }

  /** The session is gone; its call waits. */
  detach(): void {
    this.#isOver = true;
    this.#options.call.detach(this);
  }

  #give(task: (call: LiveCall, sequence: number) => void): void {
    if (this.#isOver) return;
    const { call, onRefused } = this.#options;
    if (!call.session.isLive) return this.#end('the call has ended');
    const sequence = call.received + 1;
    call.takeNumber(sequence);
    try {
      task(call, sequence);
    } catch (thrown) {
      onRefused(asEngineError(thrown, 'defect.internal'));
    }
  }

  #offset(): number {
    this.#offsetSamples ??= Math.round((this.#options.beginsAtMs() * WEBRTC_RATE_HZ) / 1000);
    return this.#offsetSamples;
  }

  #end(why: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#options.onOver(why);
  }
}

function numbered(text: string, sequence: number): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) return trimmed;
  return trimmed === '{}' ? trimmed : `${trimmed.slice(0, -1)},"sequence":${sequence}}`;
}
