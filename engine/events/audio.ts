// What happened to the audio and to what reads it: gaps, what was skipped, what failed. Part of events.ts.

import { z } from 'zod';
import { ChannelIndex, ParticipantId } from '../ids.ts';
import { span } from './fields.ts';

/** Audio that never came; the span was analysed as silence so that nothing shifts. */
const AudioMissed = z.object({
  type: z.literal('audio.missed'),
  channel: ChannelIndex,
  ...span,
  reason: z.enum(['lost', 'late-start', 'silent']),
});
/** Audio that came twice or too late and was not used. */
const AudioDropped = z.object({
  type: z.literal('audio.dropped'),
  channel: ChannelIndex,
  ...span,
  reason: z.enum(['duplicate', 'late', 'overlap', 'implausible']),
});
/** Audio that no model could take in time; figures over this span are blind to it. */
const AnalysisSkipped = z.object({
  type: z.literal('analysis.skipped'),
  channel: ChannelIndex,
  ...span,
  code: z.string(),
});
/** Words of this span will not come: the transcriber could not take them in time, or failed on them. */
const TranscriptionSkipped = z.object({
  type: z.literal('transcription.skipped'),
  participantId: ParticipantId,
  ...span,
  code: z.string(),
});
/** The transcriber of this participant’s voice is gone; the call goes on without its words until it is back. */
const TranscriptionLost = z.object({
  type: z.literal('transcription.lost'),
  participantId: ParticipantId,
  code: z.string(),
  message: z.string(),
  /** False where it will not be tried again. */
  isRetried: z.boolean(),
});
/** The transcriber is back; what was said meanwhile is transcribed as far as it was kept. */
const TranscriptionRestored = z.object({
  type: z.literal('transcription.restored'),
  participantId: ParticipantId,
});
/** Another channel’s voice leaked into this one over this span; where it did, it is not taken for speech. */
const CrosstalkRemoved = z.object({
  type: z.literal('crosstalk.removed'),
  channel: ChannelIndex,
  sourceChannel: ChannelIndex,
  ...span,
});
/** A pipeline stopped for this call; the call goes on without its figures. */
const PipelineDegraded = z.object({
  type: z.literal('pipeline.degraded'),
  pipeline: z.string(),
  code: z.string(),
  message: z.string(),
});

export const AUDIO_EVENT_SCHEMAS = [
  AudioMissed,
  AudioDropped,
  AnalysisSkipped,
  TranscriptionSkipped,
  TranscriptionLost,
  TranscriptionRestored,
  CrosstalkRemoved,
  PipelineDegraded,
] as const;
