// A recorded call without words in, the same with words out, as fast as the transcriber goes: each final segment arrives
// when its utterance was known to be over, so the log that follows does not depend on how fast anything was.

import { CallSession } from '../../engine/call-session.ts';
import { EngineError } from '../../engine/errors.ts';
import { channelIndex } from '../../engine/ids.ts';
import { mediaMs } from '../../engine/media-time.ts';
import type { CallContext, PipelineDefinition } from '../../engine/pipeline.ts';
import type { VoiceModel } from '../../engine/ports.ts';
import type { Scheduler } from '../../engine/scheduler.ts';
import { feedInOrder, hasWords, type RecordedCall } from '../recorded/recorded-call.ts';
import { CallTranscription } from './call-transcription.ts';
import type { Transcription } from './transcription.ts';

export interface TranscribeOptions {
  readonly call: RecordedCall;
  readonly context: CallContext;
  /** What tells who speaks when. */
  readonly speech: PipelineDefinition;
  readonly voice: VoiceModel;
  readonly transcription: Transcription;
  readonly scheduler: Scheduler;
  /** Media time fed so far and in all, ms. */
  readonly onProgress?: (doneMs: number, ofMs: number) => void;
}

/** A call that has words already, or no audio, comes back as it is. */
export async function transcribeRecording(options: TranscribeOptions): Promise<RecordedCall> {
  const { call, context, speech, voice, transcription, scheduler, onProgress } = options;
  if (!call.audio || hasWords(call)) return call;
  const arrived: Arrived[] = [];
  let lost: { readonly message: string } | undefined;
  const words = new CallTranscription({
    ...transcription.ofCall(context),
    context,
    scheduler,
    releasedMs: () => session.releasedMs,
    put(event) {
      // Partials, and what takes them back, tell how fast a recogniser was; they do not belong in a recording.
      const isText = event.type === 'segment.finalized' && event.text !== '';
      if (isText || event.type === 'participant.joined') {
        arrived.push({ ...event, atMs: mediaMs(event.atMs ?? 0) });
      }
      if (event.type === 'transcription.lost' && !event.isRetried) lost = event;
    },
    lastWordsMs: LONGEST_TIMER_MS,
  });
  const session: CallSession = await CallSession.open({
    context,
    definitions: [speech],
    voice,
    sampleRateHz: call.audio.sampleRateHz,
    onWindow: (channel, window, rateHz) => words.onWindow(channel, window, rateHz),
    lastWords: () => words.lastWords(),
    onEvent: (event) => words.onEvent(event),
  });
  session.start();
  for (const step of feedInOrder(call, FRAME_MS)) {
    await session.ready();
    await words.answered();
    if (step.kind === 'event') session.receiveEvent(step.event);
    else session.receiveAudio(channelIndex(step.channel), step.startSample, [step.samples]);
    onProgress?.(step.atMs, call.endedAtMs);
  }
  await session.ended;
  if (lost) throw new EngineError('model.failed', `the call cannot be transcribed: ${lost.message}`);
  arrived.sort((a, b) => a.atMs - b.atMs || startOf(a) - startOf(b));
  const events = [...call.events, ...arrived].sort((a, b) => a.atMs - b.atMs);
  return { ...call, events };
}

type Arrived = Extract<RecordedCall['events'][number], { type: 'segment.finalized' | 'participant.joined' }>;
/** Voices are in the call before their words. */
const startOf = (event: Arrived) => (event.type === 'segment.finalized' ? event.startMs : -1);

const FRAME_MS = 100;
/** Timers take no more: 24 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
