// A recorded call through the engine as fast as the models go: the same steps in the same order as a feed would send.

import { CallSession } from '../../engine/call-session.ts';
import type { EngineError } from '../../engine/errors.ts';
import type { CallEvent } from '../../engine/events.ts';
import { ChannelIndex } from '../../engine/ids.ts';
import type { CallContext, PipelineDefinition } from '../../engine/pipeline.ts';
import type { Embedder, EmotionModel, VoiceModel } from '../../engine/ports.ts';
import { feedInOrder, type RecordedCall } from '../recorded/recorded-call.ts';

export interface AnalyzeOptions {
  readonly call: RecordedCall;
  readonly context: CallContext;
  readonly definitions: readonly PipelineDefinition[];
  readonly pipelineOptions?: Readonly<Record<string, unknown>>;
  readonly voice: VoiceModel;
  /** Absent: no voice is read for emotion. */
  readonly emotion?: EmotionModel | undefined;
  /** Absent: topics are judged without a sentence model. */
  readonly embedder?: Embedder | undefined;
  readonly onEmbedderFailed?: ((error: EngineError) => void) | undefined;
  /** Length of the frames that the audio is cut into, ms; the log does not depend on it. Default 100. */
  readonly frameMs?: number;
  readonly onEvent?: (event: CallEvent) => void;
  /** Media time fed so far and in all, ms. */
  readonly onProgress?: (doneMs: number, ofMs: number) => void;
}

/** The whole event log, in order. */
export async function analyzeCall(options: AnalyzeOptions): Promise<CallEvent[]> {
  const { call, context, definitions, pipelineOptions, voice, emotion, onProgress } = options;
  const log: CallEvent[] = [];
  const session = await CallSession.open({
    context,
    definitions,
    ...(pipelineOptions ? { pipelineOptions } : {}),
    voice,
    emotion,
    embedder: options.embedder,
    onEmbedderFailed: options.onEmbedderFailed,
    sampleRateHz: call.audio?.sampleRateHz,
    onEvent: (event) => {
      log.push(event);
      options.onEvent?.(event);
    },
  });
  session.start();
  for (const step of feedInOrder(call, options.frameMs ?? 100)) {
    await session.ready();
    if (step.kind === 'event') session.receiveEvent(step.event);
    else session.receiveAudio(ChannelIndex.parse(step.channel), step.startSample, [step.samples]);
    onProgress?.(step.atMs, call.endedAtMs);
  }
  await session.ended;
  return log;
}
