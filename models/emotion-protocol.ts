// What the emotion model's two threads say to one another: hops of many voices down, their readings up.

import type { EmotionReading, VoiceHop, VoiceRateHz } from '../engine/ports.ts';

/** What the worker is started with. */
export interface EmotionWorkerData {
  /** A folder with a larger model and its description (docs/emotion.md); null for the network that ships. */
  readonly modelDir: string | null;
}

export interface StreamHop {
  readonly streamId: number;
  readonly sampleRateHz: VoiceRateHz;
  readonly hop: VoiceHop;
}

export interface EmotionJob {
  readonly kind: 'job';
  /** Streams that ended: their state is forgotten before the job runs. */
  readonly freed: readonly number[];
  readonly hops: readonly StreamHop[];
}

export type ToEmotionWorker = EmotionJob | { readonly kind: 'close' };

export type FromEmotionWorker =
  | { readonly kind: 'ready'; readonly name: string }
  | { readonly kind: 'not-loaded'; readonly message: string; readonly details: Readonly<Record<string, unknown>> }
  /** In the order of the job's hops. */
  | { readonly kind: 'answer'; readonly readings: readonly (EmotionReading | null)[] }
  /** The model failed; the worker ends itself. */
  | { readonly kind: 'failed'; readonly message: string };
