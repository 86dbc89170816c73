// The calls that are live in this process: find, count, drain.

import type { CallSession } from './call-session.ts';
import { EngineError } from './errors.ts';
import type { CallId } from './ids.ts';

export class CallRegistry {
  readonly #maxCalls: number;
  readonly #live = new Map<CallId, CallSession>();
  #isDraining = false;

  constructor(maxCalls: number) {
    this.#maxCalls = maxCalls;
  }

  get count(): number {
    return this.#live.size;
  }

  /** Refuses with `limit.calls`, `server.draining` or `call.already-live` before a call is opened. */
  assertRoom(callId: CallId): void {
    if (this.#isDraining) throw new EngineError('server.draining', 'the server is shutting down');
    if (this.#live.has(callId)) throw new EngineError('call.already-live', `call ${callId} is live; resume it instead`);
    if (this.#live.size >= this.#maxCalls) {
      throw new EngineError('limit.calls', `${this.#maxCalls} calls are live, the most this process allows`);
    }
  }

  /** Keeps the call until it has ended. */
  add(session: CallSession): void {
    const { callId } = session.context;
    this.assertRoom(callId);
    this.#live.set(callId, session);
    void session.ended.then(() => this.#live.delete(callId));
  }

  find(callId: CallId): CallSession | undefined {
    return this.#live.get(callId);
  }

  all(): readonly CallSession[] {
    return [...this.#live.values()];
  }

  /** Takes no new calls, ends those that are live, and resolves when their last event is out. */
  async drain(reason: string): Promise<void> {
    this.#isDraining = true;
    const live = this.all();
    for (const session of live) if (session.isLive) session.receiveEvent({ type: 'call.ended', reason });
    await Promise.all(live.map((session) => session.ended));
  }
}
