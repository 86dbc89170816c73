// One call for one viewer: first what came before, from memory or the store, then what is live, without a gap and
// without a duplicate. A viewer that reads too slowly is told which events it missed.

import type { CallEvent } from '../../engine/events.ts';
import type { CallId } from '../../engine/ids.ts';
import type { CallReads } from '../http/ports.ts';
import type { LiveHub } from './hub.ts';
import type { Outlet } from './outlet.ts';
import type { LiveStats } from './ports.ts';
import type { TypeFilter } from './type-filter.ts';

export interface CallFeedOptions {
  readonly callId: CallId;
  readonly hub: Pick<LiveHub, 'recent' | 'firstSeq'>;
  readonly reads: Pick<CallReads, 'readEvents'>;
  readonly outlet: Outlet;
  /** Asked for each event, because subscriptions come and go. */
  readonly wants: TypeFilter;
  readonly eventsPerPage: number;
  readonly stats: LiveStats;
  /** The store does not answer and memory does not reach back: the feed cannot go on. */
  readonly onFailed: (thrown: unknown) => void;
  /** The last event of the call is done and nothing is left to tell. */
  readonly onFinished: () => void;
}

export class CallFeed {
  readonly #options: CallFeedOptions;
  /** Everything up to here was sent, filtered out, or told as missed. */
  #doneSeq = 0;
  #state: 'waiting' | 'catching-up' | 'live' | 'closed' = 'waiting';
  /** Rises with every new start, so that an earlier catching-up stops. */
  #run = 0;
  #missed: { fromSeq: number; toSeq: number } | undefined;
  #isEnded = false;

  constructor(options: CallFeedOptions) {
    this.#options = options;
  }

  /** Sends what comes after `afterSeq`; again from there where it is asked again. */
  async start(afterSeq: number): Promise<void> {
    this.#run += 1;
    this.#state = 'catching-up';
    this.#doneSeq = afterSeq;
    this.#missed = undefined;
    try {
      await this.#catchUp(this.#run);
    } catch (thrown) {
      this.close();
      this.#options.onFailed(thrown);
    }
  }

  /** For a subscription that adds nothing to send: it is told where the feed is. */
  confirm(): void {
    if (this.#state === 'live') this.#options.outlet.send(this.#caughtUp());
  }

  /** A live event. While catching up it is left to the ring, which has it too. */
  offer(event: CallEvent): void {
    if (this.#state !== 'live' || event.seq <= this.#doneSeq) return;
    if (event.seq > this.#doneSeq + 1) {
      void this.start(this.#doneSeq);
      return;
    }
    if (this.#options.outlet.isCongested && this.#options.wants(event.type)) this.#miss(event.seq, event.seq);
    else this.#pass(event);
    if (event.type === 'call.ended') this.#isEnded = true;
    this.#finish();
  }

  drained(): void {
    this.#tellMissed();
    this.#finish();
  }

  close(): void {
    this.#run += 1;
    this.#state = 'closed';
  }

  // Between the look into memory and `live` nothing is awaited: an event is either in what was read or is offered next.
  async #catchUp(run: number): Promise<void> {
    const { callId, hub, outlet, eventsPerPage } = this.#options;
    for (;;) {
      await outlet.whenDrained();
      if (run !== this.#run) return;
      const recent = hub.recent(callId, this.#doneSeq, eventsPerPage);
      if (recent?.length === 0) break;
      if (recent) for (const event of recent) this.#pass(event);
      else if (!(await this.#passStored(run))) break;
      if (run !== this.#run) return;
    }
    if (run !== this.#run) return;
    this.#tellMissed();
    this.#state = 'live';
    outlet.send(this.#caughtUp());
    this.#finish();
  }

  #caughtUp() {
    return { type: 'caught-up', callId: this.#options.callId, seq: this.#doneSeq } as const;
  }

  #finish(): void {
    if (this.#isEnded && this.#missed === undefined && this.#state === 'live') this.#options.onFinished();
  }

  /** False where there is nothing more anywhere. */
  async #passStored(run: number): Promise<boolean> {
    const { callId, hub, reads, eventsPerPage, onFailed } = this.#options;
    let stored: readonly CallEvent[] = [];
    try {
      stored = await reads.readEvents(callId, this.#doneSeq, eventsPerPage);
    } catch (thrown) {
      if (run !== this.#run) return false;
      if (hub.firstSeq(callId) === undefined) {
        this.close();
        onFailed(thrown);
        return false;
      }
    }
    if (run !== this.#run) return false;
    for (const event of stored) if (event.seq > this.#doneSeq) this.#pass(event);
    if (stored.length > 0) return true;
    // Memory begins later than the store ends: the store is behind, and the viewer is told of the hole.
    const firstSeq = hub.firstSeq(callId);
    if (firstSeq === undefined || firstSeq <= this.#doneSeq + 1) return firstSeq !== undefined;
    this.#miss(this.#doneSeq + 1, firstSeq - 1);
    return true;
  }

  #pass(event: CallEvent): void {
    if (event.seq > this.#doneSeq + 1) this.#miss(this.#doneSeq + 1, event.seq - 1);
    this.#doneSeq = event.seq;
    if (event.type === 'call.ended') this.#isEnded = true;
    if (!this.#options.wants(event.type)) return;
    this.#tellMissed();
    this.#options.outlet.sendEvent(event);
    this.#options.stats.eventsSent += 1;
  }

  #miss(fromSeq: number, toSeq: number): void {
    this.#missed = { fromSeq: this.#missed?.fromSeq ?? fromSeq, toSeq };
    this.#doneSeq = toSeq;
    this.#options.stats.eventsMissed += toSeq - fromSeq + 1;
  }

  #tellMissed(): void {
    if (!this.#missed || this.#state === 'closed') return;
    const { outlet, callId } = this.#options;
    outlet.send({ type: 'missed', callId, ...this.#missed });
    this.#missed = undefined;
  }
}
