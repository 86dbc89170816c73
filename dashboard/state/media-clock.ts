// What time it is in the call, between two events: the media time of the newest event and what has passed on the local
// clock since. Never runs back by little, and stops after 30 s without an event or when it is told to.

const LONGEST_GUESS_MS = 30_000;
/** A step back larger than this is a new truth (a pause of the feed), a smaller one is jitter. */
const JITTER_MS = 1_500;

export interface MediaClock {
  /** An event of this media time came in just now. */
  readonly advanceTo: (atMs: number) => void;
  readonly nowMs: () => number;
  /** The call has ended or the connection is lost: time stands still until the next event. */
  readonly stop: () => void;
}

export function createMediaClock(localNowMs: () => number): MediaClock {
  let anchorMs = 0;
  let anchoredAtMs = localNowMs();
  let isRunning = false;
  const read = () => {
    if (!isRunning) return anchorMs;
    return anchorMs + Math.min(localNowMs() - anchoredAtMs, LONGEST_GUESS_MS);
  };
  const anchor = (atMs: number) => {
    anchorMs = atMs;
    anchoredAtMs = localNowMs();
  };
  return {
    advanceTo(atMs) {
      const shown = read();
      const isJitter = atMs < shown && shown - atMs < JITTER_MS;
      anchor(isJitter ? shown : atMs);
      isRunning = true;
    },
    nowMs: read,
    stop() {
      anchor(read());
      isRunning = false;
    },
  };
}
