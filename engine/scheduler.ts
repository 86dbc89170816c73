// Time as store and models take it: given, never fetched. The gateway brings the real one, tests one that they move.

export interface Scheduler {
  /** Wall time: milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Runs `task` once, `ms` from now, unless the returned function is called before. */
  after(ms: number, task: () => void): () => void;
}
