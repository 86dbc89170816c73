// What the page knows of the call that it feeds. It lives beside the views, so that one may look at the call while it is fed.

import { signal } from '@preact/signals';
import type { SourceRefusal } from './sound-sources.ts';

/** One side's sound: heard, `stopped` by its device or the browser, or never had. */
export type Line =
  | { readonly kind: 'on' }
  | { readonly kind: 'muted' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'off'; readonly refusal: SourceRefusal | null };

export interface LiveFeed {
  readonly kind: 'live';
  readonly callId: string;
  readonly connection: 'connecting' | 'sent' | 'cut' | 'catching-up';
  readonly rep: Line;
  readonly customer: Line;
  readonly isPaused: boolean;
}

export type FeedState =
  | { readonly kind: 'idle'; readonly refusal: SourceRefusal | null }
  | { readonly kind: 'starting' }
  | LiveFeed
  | { readonly kind: 'ending'; readonly callId: string }
  /** `code`: why the gateway ended it; null where the rep did. */
  | { readonly kind: 'over'; readonly callId: string; readonly code: string | null };

export const feedState = signal<FeedState>({ kind: 'idle', refusal: null });
/** Level of each channel, dB of full scale; changes with every frame. */
export const levelsDb = [signal(-100), signal(-100)] as const;
/** What was recorded so far, and of that what is not stored yet, ms. */
export const progress = signal({ recordedMs: 0, waitingMs: 0 });

export function changeFeed(part: Partial<Omit<LiveFeed, 'kind'>>): void {
  const known = feedState.value;
  if (known.kind === 'live') feedState.value = { ...known, ...part };
}
