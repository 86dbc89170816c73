// Events of one call on their way to disk, in order, one append at a time: what queues up meanwhile goes together.
// A store that fails is asked again after a pause; analysis goes on, acknowledgements wait.

import { asEngineError, type EngineError } from '../../engine/errors.ts';
import type { CallEvent } from '../../engine/events.ts';
import type { EventLog } from '../../engine/ports.ts';

export interface DurableLogOptions {
  readonly log: EventLog;
  /** Runs `task` after `ms` of wall time. */
  readonly after: (ms: number, task: () => void) => void;
  /** Pause after a failed append, ms. */
  readonly retryMs?: number;
  readonly onStored: (seq: number) => void;
  readonly onFailed: (error: EngineError) => void;
}

export class DurableLog {
  readonly #options: DurableLogOptions;
  #queue: CallEvent[] = [];
  #isAppending = false;
  #storedSeq = 0;

  constructor(options: DurableLogOptions) {
    this.#options = options;
  }

  /** The last event that is on disk. */
  get storedSeq(): number {
    return this.#storedSeq;
  }

  push(event: CallEvent): void {
    this.#queue.push(event);
    if (this.#isAppending) return;
    this.#isAppending = true;
    queueMicrotask(() => void this.#append());
  }

  async #append(): Promise<void> {
    const { log, after, retryMs = 500, onStored, onFailed } = this.#options;
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      try {
        await log.append(batch);
      } catch (thrown) {
        this.#queue = [...batch, ...this.#queue];
        onFailed(asEngineError(thrown, 'store.unavailable'));
        after(retryMs, () => void this.#append());
        return;
      }
      this.#storedSeq = batch.at(-1)?.seq ?? this.#storedSeq;
      onStored(this.#storedSeq);
    }
    this.#isAppending = false;
  }
}
