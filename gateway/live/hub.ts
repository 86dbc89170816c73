// Between the calls and those who watch them: keeps the newest events and a summary of each live call, and passes
// every event on to those who follow its call. Synchronous; adds no latency.

import type { CallEvent } from '../../engine/events.ts';
import type { CallId, CardId } from '../../engine/ids.ts';
import type { LiveCalls } from '../http/ports.ts';
import type { CallSummary } from '../protocol/rest.ts';
import type { Bus } from './bus.ts';
import { EventRing } from './event-ring.ts';
import { changesListing, emptySummary, foldSummary } from './live-summary.ts';

export interface HubOptions {
  /** Events kept per call for those who come back. Default 4 096: some minutes of a busy call. */
  readonly ringEvents: number;
  /** Ended calls kept in memory, until the store surely has them. Default 32. */
  readonly endedCalls: number;
  /** A viewer's own fault; for the log. Default: nothing. */
  readonly onListenerFailed: (thrown: unknown) => void;
}

export const HUB_DEFAULTS: HubOptions = { ringEvents: 4_096, endedCalls: 32, onListenerFailed: () => {} };

type CallListener = (event: CallEvent) => void;
/** `seq` is that of the event that changed the listing. */
type ListingListener = (call: CallSummary, seq: number) => void;

interface Kept {
  readonly ring: EventRing;
  readonly cards: Set<CardId>;
  summary: CallSummary;
}

export class LiveHub implements LiveCalls {
  readonly #options: HubOptions;
  readonly #bus: Bus;
  readonly #calls = new Map<CallId, Kept>();
  /** Oldest first. */
  readonly #ended = new Set<CallId>();
  readonly #followers = new Map<CallId, Set<CallListener>>();
  readonly #listings = new Set<ListingListener>();

  constructor(bus: Bus, options: Partial<HubOptions> = {}) {
    this.#options = { ...HUB_DEFAULTS, ...options };
    this.#bus = bus;
    bus.listen((event) => this.#take(event));
  }

  publish(event: CallEvent): void {
    this.#bus.publish(event);
  }

  summaryOf(callId: CallId): CallSummary | undefined {
    return this.#calls.get(callId)?.summary;
  }

  live(): readonly CallSummary[] {
    const live = [...this.#calls.values()].flatMap(({ summary }) => (summary.isLive ? [summary] : []));
    return live.sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
  }

  ended(): readonly CallSummary[] {
    return [...this.#ended].flatMap((callId) => this.summaryOf(callId) ?? []);
  }

  recent(callId: CallId, afterSeq: number, limit: number): readonly CallEvent[] | undefined {
    return this.#calls.get(callId)?.ring.after(afterSeq, limit);
  }

  /** The oldest event in memory; undefined where nothing of the call is. */
  firstSeq(callId: CallId): number | undefined {
    return this.#calls.get(callId)?.ring.firstSeq;
  }

  hasCard(callId: CallId, cardId: CardId): boolean {
    return this.#calls.get(callId)?.cards.has(cardId) ?? false;
  }

  /** Lets go of a call that has ended and is not to be seen any more. */
  forget(callId: CallId): void {
    this.#ended.delete(callId);
    this.#calls.delete(callId);
  }

  /** Every event of one call from now on; the answer ends it. */
  follow(callId: CallId, listener: CallListener): () => void {
    const followers = this.#followers.get(callId) ?? new Set();
    followers.add(listener);
    this.#followers.set(callId, followers);
    return () => {
      followers.delete(listener);
      if (followers.size === 0) this.#followers.delete(callId);
    };
  }

  /** Every change of a live call's line in a list, before the event that changed it; the answer ends it. */
  watchListings(listener: ListingListener): () => void {
    this.#listings.add(listener);
    return () => this.#listings.delete(listener);
  }

  #take(event: CallEvent): void {
    const kept = this.#calls.get(event.callId) ?? this.#open(event.callId);
    if (!kept.ring.push(event)) return;
    kept.summary = foldSummary(kept.summary, event);
    if (event.type === 'card.raised') kept.cards.add(event.cardId);
    if (event.type === 'call.ended') this.#end(event.callId);
    if (changesListing(event)) {
      for (const listener of [...this.#listings]) this.#apart(() => listener(kept.summary, event.seq));
    }
    for (const listener of [...(this.#followers.get(event.callId) ?? [])]) this.#apart(() => listener(event));
  }

  /** What goes wrong for one viewer concerns neither the others nor the call, which is in the middle of an event. */
  #apart(tell: () => void): void {
    try {
      tell();
    } catch (thrown) {
      this.#options.onListenerFailed(thrown);
    }
  }

  #open(callId: CallId): Kept {
    const kept = {
      ring: new EventRing(this.#options.ringEvents),
      cards: new Set<CardId>(),
      summary: emptySummary(callId),
    };
    this.#calls.set(callId, kept);
    return kept;
  }

  #end(callId: CallId): void {
    this.#ended.add(callId);
    for (const oldest of this.#ended) {
      if (this.#ended.size <= this.#options.endedCalls) break;
      this.#ended.delete(oldest);
      this.#calls.delete(oldest);
    }
  }
}
