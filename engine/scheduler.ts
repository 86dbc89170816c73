// Time as the transcribers take it: given by the gateway, or by a test that moves it.

export interface Scheduler {
  /** Wall time, ms. */
  now(): number;
  /** Runs `task` after `ms`; the returned function cancels it. */
  after(ms: number, task: () => void): () => void;
}
