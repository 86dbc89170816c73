// What the sentence model's two threads say to one another: sentences down, their vectors up, in order.

/** What the worker is started with: the model's folder. */
export interface EmbedderWorkerData {
  readonly folder: string;
}

export type ToEmbedderWorker =
  | { readonly kind: 'embed'; readonly texts: readonly string[] }
  | { readonly kind: 'close' };

export type FromEmbedderWorker =
  | { readonly kind: 'ready'; readonly name: string }
  | { readonly kind: 'not-loaded'; readonly message: string; readonly details: Readonly<Record<string, unknown>> }
  /** Unit vectors, float32[width] each, in the order of the texts. */
  | { readonly kind: 'vectors'; readonly vectors: readonly Float32Array[] }
  /** The model could not read these texts; it goes on with the next. */
  | { readonly kind: 'failed'; readonly message: string };
