// What one viewer follows: its subscriptions, a feed for each call under them, and the lines of its lists.
// Visibility is checked when a call is asked for, and again whenever who takes part in it changes.

import { EngineError } from '../../engine/errors.ts';
import type { CallEvent } from '../../engine/events.ts';
import type { CallId } from '../../engine/ids.ts';
import { hasRole } from '../auth/identity.ts';
import { maySee, type SeenAs } from '../auth/visibility.ts';
import type { CallAccess } from '../http/call-access.ts';
import type { CallSummary, Identity } from '../protocol/rest.ts';
import { CallFeed } from './call-feed.ts';
import type { LiveOptions } from './options.ts';
import type { Outlet } from './outlet.ts';
import type { LiveDeps, LiveStats } from './ports.ts';
import { type ScopeName, Subscriptions } from './subscriptions.ts';

export interface WatchingOptions {
  readonly deps: Pick<LiveDeps, 'hub' | 'reads' | 'people'>;
  readonly access: CallAccess;
  readonly options: Pick<LiveOptions, 'maxSubscriptions' | 'eventsPerPage'>;
  readonly stats: LiveStats;
  readonly outlet: Outlet;
  readonly identity: () => Identity;
  /** A call could not be followed, or no longer may be. */
  readonly onRefused: (thrown: unknown, callId: CallId) => void;
}

export interface Wish {
  readonly types: readonly string[] | undefined;
  readonly purpose: string | undefined;
  readonly afterSeq: number | undefined;
}

interface Followed {
  readonly as: SeenAs;
  readonly feed: CallFeed;
  /** Resolves when the audit row is durable; nothing is sent before. */
  readonly audited: Promise<void>;
  readonly stop: () => void;
}

export class Watching {
  readonly #given: WatchingOptions;
  readonly #subscriptions = new Subscriptions();
  readonly #followed = new Map<CallId, Followed>();
  /** Calls whose line in the list changed while the viewer was slow. */
  readonly #unlisted = new Set<CallId>();
  #stopListings: (() => void) | undefined;
  #isClosed = false;

  constructor(given: WatchingOptions) {
    this.#given = given;
  }

  /** True where nothing is followed, nor asked for. */
  get isIdle(): boolean {
    return this.#subscriptions.count === 0;
  }

  /** Rejects with `auth.forbidden`, `call.not-found`, or `limit.viewers` when there are too many. */
  async subscribe(scope: ScopeName, wish: Wish): Promise<void> {
    const { maxSubscriptions } = this.#given.options;
    if (!this.#subscriptions.has(scope) && this.#subscriptions.count >= maxSubscriptions) {
      const limit = `${maxSubscriptions} subscriptions, the most one connection may have`;
      throw new EngineError('limit.viewers', `${limit}; unsubscribe from one, or open another connection`);
    }
    if (typeof scope === 'string') this.#subscribeGroup(scope, wish);
    else await this.#subscribeCall(scope, wish);
  }

  unsubscribe(scope: ScopeName): void {
    if (this.#subscriptions.has(scope)) this.#given.stats.subscriptions -= 1;
    this.#subscriptions.remove(scope);
    for (const [callId, { as }] of this.#followed) {
      if (this.#subscriptions.covering(callId, as).length === 0) this.#unfollow(callId);
    }
  }

  /** The people file or the token has changed: what may no longer be seen ends, what may be begins. */
  recheck(): void {
    const { hub } = this.#given.deps;
    for (const callId of [...this.#followed.keys()]) {
      const call = hub.summaryOf(callId);
      if (call) this.#stillVisible(call);
    }
    for (const call of this.#stopListings ? hub.live() : []) {
      if (!this.#followed.has(call.callId)) this.#listingChanged(call, call.lastSeq + 1);
    }
  }

  /** The viewer has caught up with what was sent. */
  drained(): void {
    for (const { feed } of [...this.#followed.values()]) feed.drained();
    const unlisted = [...this.#unlisted];
    this.#unlisted.clear();
    for (const callId of unlisted) {
      const call = this.#given.deps.hub.summaryOf(callId);
      if (call) this.#listingChanged(call, call.lastSeq + 1);
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#stopListings?.();
    for (const callId of [...this.#followed.keys()]) this.#unfollow(callId);
    this.#given.stats.subscriptions -= this.#subscriptions.count;
  }

  #subscribeGroup(scope: 'mine' | 'team', { types, purpose }: Wish): void {
    const role = scope === 'mine' ? 'rep' : 'coach';
    if (!hasRole(this.#given.identity(), role)) {
      throw new EngineError('auth.forbidden', `"${scope}" needs the role ${role}`, { details: { whoCan: role } });
    }
    this.#put(scope, types, purpose);
    if (this.#isClosed) return;
    const { hub } = this.#given.deps;
    this.#stopListings ??= hub.watchListings((call, seq) => this.#listingChanged(call, seq));
    for (const call of hub.live()) this.#listingChanged(call, call.lastSeq + 1);
  }

  async #subscribeCall(scope: { readonly callId: CallId }, { types, purpose, afterSeq }: Wish): Promise<void> {
    const { access, deps, identity } = this.#given;
    const { callId } = scope;
    const found = await access.find(identity(), callId);
    if (this.#isClosed) return;
    // While the store was asked the call may have gone on; what is known now counts.
    const call = deps.hub.summaryOf(callId) ?? found.call;
    const as = access.assertVisible(identity(), call);
    const following = this.#followed.get(callId);
    const { feed, audited } = following ?? this.#follow(callId, as, purpose);
    await audited;
    // Gone in the meantime: closed, or no longer visible, which was said.
    if (this.#followed.get(callId)?.feed !== feed) return;
    this.#put(scope, types, purpose);
    const lastSeq = deps.hub.summaryOf(callId)?.lastSeq ?? call.lastSeq;
    if (following && afterSeq === undefined) feed.confirm();
    else void feed.start(afterSeq ?? lastSeq);
  }

  #put(scope: ScopeName, types: readonly string[] | undefined, purpose: string | undefined): void {
    if (!this.#subscriptions.has(scope)) this.#given.stats.subscriptions += 1;
    this.#subscriptions.add(scope, types, purpose);
    this.#given.outlet.send({ type: 'subscribed', scope });
  }

  /** `seq`: the event that changed it, so that a call which becomes visible begins with that event. */
  #listingChanged(call: CallSummary, seq: number): void {
    const { outlet, deps, identity, onRefused } = this.#given;
    const { callId } = call;
    if (this.#isClosed) return;
    const visibility = maySee(identity(), deps.people(), call);
    const group = visibility.allowed ? this.#subscriptions.group(visibility.as) : undefined;
    if (!visibility.allowed || !group) return;
    if (outlet.isCongested) this.#unlisted.add(callId);
    else outlet.send({ type: 'call.listed', call });
    if (this.#isClosed || !call.isLive || this.#followed.has(callId)) return;
    const { feed, audited } = this.#follow(callId, visibility.as, group.purpose);
    const isStill = () => this.#followed.get(callId)?.feed === feed;
    audited.then(
      () => (isStill() ? feed.start(seq - 1) : undefined),
      (thrown: unknown) => onRefused(thrown, callId),
    );
  }

  #follow(callId: CallId, as: SeenAs, purpose: string | undefined): Followed {
    const { deps, access, options, stats, outlet, identity, onRefused } = this.#given;
    const feed = new CallFeed({
      callId,
      hub: deps.hub,
      reads: deps.reads,
      outlet,
      wants: (type) => this.#subscriptions.covering(callId, as).some((each) => each.wants(type)),
      eventsPerPage: options.eventsPerPage,
      stats,
      onFailed: (thrown) => {
        this.#unfollow(callId);
        onRefused(thrown, callId);
      },
      onFinished: () => this.#unfollow(callId),
    });
    const audited = access.audit(identity(), as, callId, { resource: 'live', purpose });
    audited.catch(() => this.#unfollow(callId));
    const followed = { as, feed, audited, stop: deps.hub.follow(callId, (event) => this.#offer(event)) };
    this.#followed.set(callId, followed);
    return followed;
  }

  #offer(event: CallEvent): void {
    const { callId } = event;
    if (event.type === 'participant.joined' || event.type === 'participant.reassigned') {
      const call = this.#given.deps.hub.summaryOf(callId);
      if (call && !this.#stillVisible(call)) return;
    }
    this.#followed.get(callId)?.feed.offer(event);
  }

  #stillVisible(call: CallSummary): boolean {
    const { access, identity, onRefused } = this.#given;
    try {
      access.assertVisible(identity(), call);
      return true;
    } catch (thrown) {
      this.unsubscribe({ callId: call.callId });
      this.#unfollow(call.callId);
      onRefused(thrown, call.callId);
      return false;
    }
  }

  #unfollow(callId: CallId): void {
    const followed = this.#followed.get(callId);
    if (!followed) return;
    this.#followed.delete(callId);
    followed.stop();
    followed.feed.close();
  }
}
