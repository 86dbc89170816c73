// Runs a dialect's codec over messages, without a socket: what it would do, in order.

import type { Dialect, FeedAction, FeedInput } from '../../gateway/ingest/dialects/dialect.ts';
import { type FeedSettings, NO_SETTINGS } from '../../gateway/ingest/dialects/feed-settings.ts';

type Given = FeedInput extends infer Input ? (Input extends unknown ? Omit<Input, 'elapsedMs'> : never) : never;

export interface CodecRun {
  /** A string is a text frame, bytes a binary one, an object JSON in a text frame. */
  say(message: object | string | Uint8Array, elapsedMs?: number): readonly FeedAction[];
  put(input: Given, elapsedMs?: number): readonly FeedAction[];
}

export function runCodec<State>(dialect: Dialect<State>, settings: FeedSettings = NO_SETTINGS): CodecRun {
  let state = dialect.open(settings);
  const put = (input: Given, elapsedMs = 0): readonly FeedAction[] => {
    const [next, actions] = dialect.step(state, { ...input, elapsedMs } as FeedInput);
    state = next;
    return actions;
  };
  return {
    put,
    say(message, elapsedMs) {
      if (message instanceof Uint8Array) return put({ kind: 'binary', bytes: message }, elapsedMs);
      return put({ kind: 'text', text: typeof message === 'string' ? message : JSON.stringify(message) }, elapsedMs);
    },
  };
}
