// Calls to feed a CallSession with: two voices made of tones and silence, some words, cut into frames of any length.

import { eventLine } from '../../engine/event-line.ts';
import type { CallEvent } from '../../engine/events.ts';
import type { PipelineDefinition } from '../../engine/pipeline.ts';
import type { EmotionModel, VoiceModel } from '../../engine/ports.ts';
import { analyzeCall } from '../../gateway/calls/analyze-call.ts';
import type { RecordedCall } from '../../gateway/recorded/recorded-call.ts';
import { CALL, callContext, ms, segment } from './signals.ts';

const RATE_HZ = 8000;

/** A 180 Hz tone over each span [startMs, endMs), digital silence elsewhere. */
export function voice(durationMs: number, spans: readonly (readonly [number, number])[]): Float32Array {
  const samples = new Float32Array((durationMs * RATE_HZ) / 1000);
  for (const [startMs, endMs] of spans) {
    for (let i = (startMs * RATE_HZ) / 1000; i < (endMs * RATE_HZ) / 1000; i++) {
      samples[i] = 0.3 * Math.sin((2 * Math.PI * 180 * i) / RATE_HZ);
    }
  }
  return samples;
}

/** Six seconds: the customer asks, the rep answers, words for both, on two 8 kHz channels. */
export function smallCall(changes: Partial<RecordedCall> = {}): RecordedCall {
  const { started } = callContext();
  const finalized = (
    id: string,
    who: 'rep' | 'customer',
    startMs: number,
    endMs: number,
    text: string,
    atMs: number,
  ) => ({
    type: 'segment.finalized' as const,
    atMs: ms(atMs),
    participantId: started.participants[who === 'rep' ? 0 : 1]?.participantId as never,
    segmentId: segment(id),
    startMs: ms(startMs),
    endMs: ms(endMs),
    text,
  });
  return {
    started: { ...started, callId: CALL },
    events: [
      finalized('s1', 'customer', 500, 2000, 'How long does the rollout take?', 2333),
      finalized('s2', 'rep', 3000, 5000, 'About six weeks in all.', 5400),
    ],
    audio: {
      sampleRateHz: RATE_HZ,
      channels: [voice(6000, [[3000, 5000]]), voice(6000, [[500, 2000]])],
      is16Bit: false,
    },
    endedAtMs: ms(6000),
    endReason: undefined,
    ...changes,
  };
}

/** The log as bytes, one line an event. */
export async function logOf(
  call: RecordedCall,
  options: { voice: VoiceModel; emotion?: EmotionModel; definitions?: readonly PipelineDefinition[]; frameMs?: number },
): Promise<string> {
  const { voice: model, emotion, definitions = [], frameMs } = options;
  const log: CallEvent[] = await analyzeCall({
    call,
    context: { ...callContext(), started: { ...call.started, type: 'call.started' } },
    definitions,
    voice: model,
    emotion,
    ...(frameMs === undefined ? {} : { frameMs }),
  });
  return log.map(eventLine).join('\n');
}
