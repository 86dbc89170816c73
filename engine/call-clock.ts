// The call clock: merges analysed channels, feed events and clock ticks into one order of media time, behind a watermark.
// An item leaves when every channel has been analysed up to its time, so the order in which models answer never shows.
// At one time t: windows by channel, then the tick, then events as they came. Adds the wait for the slowest channel.

import type { ChannelIndex } from './ids.ts';
import { type MediaMs, mediaMs } from './media-time.ts';

export interface CallClockOptions {
  /** Media time between two ticks, ms. Default 100: ten deadline checks a second, finer than anyone can see. */
  readonly tickMs: number;
}

export interface Stamped {
  readonly atMs: MediaMs;
}

/** Where an event stands in the order; null while it is not known whole. */
interface Place<Item> {
  readonly atMs: MediaMs;
  item: Item | null;
}

interface ChannelQueue<Item> {
  readonly channel: ChannelIndex;
  readonly items: Item[];
  analysedToMs: number;
}

type Released<Item> = Item | { readonly type: 'clock.ticked'; readonly atMs: MediaMs };

export class CallClock<Item extends Stamped> {
  // Invariants: each queue is sorted by atMs; nothing with atMs < releasedMs is ever put in.
  readonly #tickMs: number;
  readonly #channels = new Map<ChannelIndex, ChannelQueue<Item>>();
  readonly #events: Place<Item>[] = [];
  #nextTickMs: number;
  #receivedMs = 0;
  #releasedMs = 0;

  constructor(options: CallClockOptions) {
    this.#tickMs = options.tickMs;
    this.#nextTickMs = options.tickMs;
  }

  /** The furthest media time the feed has spoken of. */
  get receivedMs(): MediaMs {
    return mediaMs(this.#receivedMs);
  }

  /** Everything up to here has left. */
  get releasedMs(): MediaMs {
    return mediaMs(this.#releasedMs);
  }

  /** The feed has reached `toMs`: by audio, by an event or by saying so. */
  receive(toMs: number): void {
    this.#receivedMs = Math.max(this.#receivedMs, toMs);
  }

  openChannel(channel: ChannelIndex): void {
    if (this.#channels.has(channel)) return;
    const opened = { channel, items: [], analysedToMs: this.#releasedMs };
    const all = [...this.#channels.values(), opened].sort((a, b) => a.channel - b.channel);
    this.#channels.clear();
    for (const queue of all) this.#channels.set(queue.channel, queue);
  }

  /** From here on the channel holds nobody back. */
  closeChannel(channel: ChannelIndex): void {
    this.analysedTo(channel, Number.POSITIVE_INFINITY);
  }

  putWindow(channel: ChannelIndex, item: Item): void {
    this.#channels.get(channel)?.items.push(item);
  }

  analysedTo(channel: ChannelIndex, toMs: number): void {
    const queue = this.#channels.get(channel);
    if (queue) queue.analysedToMs = Math.max(queue.analysedToMs, toMs);
  }

  /**
   * An event is stamped once, on arrival: never before what the feed has already sent, so that the stamp depends on
   * the order of the input alone and not on how fast models answered.
   */
  stamp(atMs: number | undefined): MediaMs {
    return mediaMs(Math.max(atMs ?? 0, this.#receivedMs));
  }

  /** `item.atMs` comes from `stamp`. */
  putEvent(item: Item): void {
    this.keepPlace(item.atMs)(item);
  }

  /** The place of an event that is still waited for, as if it had come now: nothing later passes until it is filled. */
  keepPlace(atMs: MediaMs): (item: Item) => void {
    this.receive(atMs);
    const place: Place<Item> = { atMs, item: null };
    this.#events.push(place);
    return (item) => {
      place.item = item;
    };
  }

  /** Takes out the earliest item that no later arrival can precede; undefined where there is none. */
  next(): Released<Item> | undefined {
    const toMs = this.#watermarkMs();
    const next = this.#earliest(toMs);
    this.#releasedMs = Math.max(this.#releasedMs, next?.atMs ?? toMs);
    return next;
  }

  #watermarkMs(): number {
    let toMs = this.#receivedMs;
    const [next] = this.#events;
    if (next?.item === null) toMs = Math.min(toMs, next.atMs);
    for (const queue of this.#channels.values()) toMs = Math.min(toMs, queue.analysedToMs);
    return toMs;
  }

  #earliest(toMs: number): Released<Item> | undefined {
    let best: ChannelQueue<Item> | undefined;
    for (const queue of this.#channels.values()) {
      const head = queue.items[0];
      if (head && head.atMs <= toMs && (!best || head.atMs < (best.items[0] as Item).atMs)) best = queue;
    }
    const windowMs = best?.items[0]?.atMs ?? Number.POSITIVE_INFINITY;
    const tickMs = this.#nextTickMs <= toMs ? this.#nextTickMs : Number.POSITIVE_INFINITY;
    const event = this.#events[0];
    const eventMs = event?.item && event.atMs <= toMs ? event.atMs : Number.POSITIVE_INFINITY;

    if (best && windowMs <= tickMs && windowMs <= eventMs) return best.items.shift();
    if (tickMs <= eventMs && Number.isFinite(tickMs)) {
      this.#nextTickMs += this.#tickMs;
      return { type: 'clock.ticked', atMs: mediaMs(tickMs) };
    }
    return Number.isFinite(eventMs) ? (this.#events.shift()?.item ?? undefined) : undefined;
  }
}
