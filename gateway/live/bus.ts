// How events get from the calls to the viewers. One process: a list of listeners. Several: another Bus over NATS.

import type { CallEvent } from '../../engine/events.ts';

export interface Bus {
  /** Events of one call come in order of `seq`. */
  publish(event: CallEvent): void;
  /** Hears every event of every call from now on; the answer ends it. */
  listen(listener: (event: CallEvent) => void): () => void;
}

export function inProcessBus(): Bus {
  const listeners = new Set<(event: CallEvent) => void>();
  return {
    publish(event) {
      for (const listener of listeners) listener(event);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
