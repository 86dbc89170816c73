// Who speaks by the meeting tool's own word: `activity.changed` of participants who have no channel of their own. Once the
// tool has told, it alone is believed for mixed channels.

import type { VoiceTurn } from '../../engine/diarizer.ts';
import type { EventOf } from '../../engine/events.ts';
import type { ParticipantId } from '../../engine/ids.ts';
import { type MediaMs, type MediaSpan, mediaMs, overlapMs } from '../../engine/media-time.ts';
import type { HeardVoices } from './heard-voices.ts';

/** Stretches that are remembered: utterances of some minutes. */
const REMEMBERED = 256;

interface Stretch {
  readonly participantId: ParticipantId;
  readonly startMs: MediaMs;
  /** Infinity while it goes on. */
  endMs: number;
}

export class ToolSpeakers {
  #stretches: Stretch[] = [];

  get haveSpoken(): boolean {
    return this.#stretches.length > 0;
  }

  take({ participantId, isSpeaking, atMs }: EventOf<'activity.changed'>): void {
    const open = this.#stretches.find((each) => each.participantId === participantId && each.endMs > atMs);
    if (open && !isSpeaking) open.endMs = atMs;
    if (open || !isSpeaking) return;
    const stretch = { participantId, startMs: atMs, endMs: Number.POSITIVE_INFINITY };
    this.#stretches = [...this.#stretches.slice(1 - REMEMBERED), stretch];
  }

  /** Turns of the tool's participants within the span; they are in the call already. */
  during({ startMs, endMs }: MediaSpan): HeardVoices {
    const people: ParticipantId[] = [];
    const turns = this.#stretches.flatMap((stretch): VoiceTurn[] => {
      const turn = { startMs: stretch.startMs, endMs: mediaMs(Math.min(stretch.endMs, endMs)) };
      if (overlapMs(turn, { startMs, endMs }) <= 0) return [];
      if (!people.includes(stretch.participantId)) people.push(stretch.participantId);
      return [{ ...turn, voice: people.indexOf(stretch.participantId) + 1 }];
    });
    const nameOf = (voice: number) => ({ participantId: people[voice - 1] as ParticipantId, isNew: false });
    return { turns, nameOf };
  }
}
