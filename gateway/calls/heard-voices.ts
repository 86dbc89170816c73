// The voices of one utterance on a mixed channel, as a diarizer or the meeting tool tells them.

import type { VoiceTurn } from '../../engine/diarizer.ts';
import type { ParticipantId } from '../../engine/ids.ts';

/** Turns by number, and who each number is. */
export interface HeardVoices {
  readonly turns: readonly VoiceTurn[];
  /** `isNew`: must join the call before anything is said of it. */
  nameOf(voice: number): { readonly participantId: ParticipantId; readonly isNew: boolean };
}
