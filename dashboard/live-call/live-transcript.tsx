// The words of a live call as they settle; keeps to the newest as long as the reader does.

import { useMemo } from 'preact/hooks';
import { nameIn } from '../parts/names.ts';
import { inOrderOfSpeech } from '../parts/spoken-order.ts';
import { Transcript } from '../parts/transcript.tsx';
import type { CallStore } from '../state/call-store.ts';
import { text } from '../text/messages.ts';

export function LiveTranscript({ store }: { readonly store: CallStore }) {
  void store.version.value;
  const { timeline } = store;
  const utterances = useMemo(() => inOrderOfSpeech(timeline.utterances), [store, timeline.lastSeq]);
  return (
    <Transcript
      utterances={utterances}
      label={text.value.live.transcript}
      nameOf={(participantId) => nameIn(timeline, participantId)}
      follow="newest"
    />
  );
}
