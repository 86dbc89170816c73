// Utterances arrive when a recogniser has settled them; readers want them as they were begun.

import type { Utterance } from '../state/wire.ts';

export function inOrderOfSpeech(utterances: readonly Utterance[]): readonly Utterance[] {
  return [...utterances].sort((a, b) => a.startMs - b.startMs);
}
