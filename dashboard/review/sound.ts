// The recording of the call that is looked at: is there one, and once it is asked for, the element that plays it. It is
// fetched whole and with the page's own token, which an element of the page could not send; then every place is near.

import { type ReadonlySignal, signal } from '@preact/signals';
import { ask, askBlob } from '../state/rest.ts';
import type { RecordingInfo } from '../state/wire.ts';

export interface Sound {
  /** `there`: recorded and not fetched yet. */
  readonly state: ReadonlySignal<'none' | 'there' | 'loading' | 'ready' | 'failed'>;
  /** What plays; null until it is ready. */
  readonly element: ReadonlySignal<HTMLAudioElement | null>;
  /** Fetches the recording: only then it is listened to, and only then the audit log says so. */
  readonly load: () => Promise<void>;
  readonly close: () => void;
}

export function createSound(callId: string): Sound {
  const state = signal<'none' | 'there' | 'loading' | 'ready' | 'failed'>('none');
  const element = signal<HTMLAudioElement | null>(null);
  const gone = new AbortController();
  const path = `/v1/calls/${encodeURIComponent(callId)}`;
  ask<RecordingInfo>(`${path}/recording`, { abort: gone.signal }).then(
    ({ isRecorded }) => {
      state.value = isRecorded ? 'there' : 'none';
    },
    // A page without the recording is still whole.
    () => undefined,
  );
  return {
    state,
    element,
    async load() {
      if (state.peek() === 'loading' || state.peek() === 'ready') return;
      state.value = 'loading';
      try {
        const bytes = await askBlob(`${path}/audio`, gone.signal);
        element.value = new Audio(URL.createObjectURL(bytes));
        state.value = 'ready';
      } catch {
        if (!gone.signal.aborted) state.value = 'failed';
      }
    },
    close() {
      gone.abort();
      element.peek()?.pause();
      URL.revokeObjectURL(element.peek()?.src ?? '');
    },
  };
}
