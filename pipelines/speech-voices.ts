// Voices of channels, from gates to events: speech of the channel's participant, or, where several people share the channel,
// voice activity that is nobody's speech. No decisions, no latency.

import type { EventDraft } from '../engine/events.ts';
import type { ParticipantId } from '../engine/ids.ts';
import type { MediaMs, MediaSpan } from '../engine/media-time.ts';
import type { SpeechDraft } from './speech-from-feed.ts';
import { type Gate, type GateChange, spanSoFar } from './speech-gate.ts';

export type VoiceDraft = SpeechDraft | Extract<EventDraft, { type: 'voices.started' | 'voices.ended' }>;

export interface Voice {
  readonly gate: Gate;
  readonly participantId: ParticipantId;
  readonly speechId: string;
  /** On a channel that several people share. */
  readonly isShared: boolean;
}

export function voiceChanged(voice: Voice, change: NonNullable<GateChange>, atMs: MediaMs): VoiceDraft {
  if (change.kind === 'closed') return voiceEnded(voice, change.span, atMs);
  const { participantId, speechId, isShared } = voice;
  const began = { atMs, participantId, speechId, startMs: change.span.startMs };
  return isShared ? { type: 'voices.started', ...began } : { type: 'speech.started', ...began, basis: 'voice' };
}

export function endVoices(voices: readonly Voice[], atMs: MediaMs): readonly VoiceDraft[] {
  return voices.flatMap((voice) => {
    const span = spanSoFar(voice.gate);
    return span ? [voiceEnded(voice, span, atMs)] : [];
  });
}

function voiceEnded({ participantId, speechId, isShared }: Voice, span: MediaSpan, atMs: MediaMs): VoiceDraft {
  const ended = { atMs, participantId, speechId, ...span };
  return isShared ? { type: 'voices.ended', ...ended } : { type: 'speech.ended', ...ended, basis: 'voice' };
}
