// A recorded call through the speech pipeline alone. In: the call and a voice model. Out: speech spans by participant,
// crosstalk taken out, and every window that was read.

import type { CallEvent } from '../engine/events.ts';
import { type MediaSpan, overlapMs as sharedMs } from '../engine/media-time.ts';
import { EMPTY_PLAYBOOK } from '../engine/playbook.ts';
import type { VoiceModel } from '../engine/ports.ts';
import { analyzeCall } from '../gateway/calls/analyze-call.ts';
import { callContext } from '../gateway/calls/call-context.ts';
import type { RecordedCall } from '../gateway/recorded/recorded-call.ts';
import { speechPipeline } from '../pipelines/speech.ts';

export interface HeardSpeech {
  readonly spans: ReadonlyMap<string, readonly MediaSpan[]>;
  readonly crosstalkMs: number;
}

export async function heardOfCall(call: RecordedCall, voice: VoiceModel): Promise<HeardSpeech> {
  const context = await callContext(call.started, { playbookFor: () => EMPTY_PLAYBOOK, profile: 'default' });
  const log = await analyzeCall({ call, context, definitions: [speechPipeline], voice });
  return heardInLog(log);
}

function heardInLog(log: readonly CallEvent[]): HeardSpeech {
  const spans = new Map<string, MediaSpan[]>();
  let crosstalkMs = 0;
  for (const event of log) {
    if (event.type === 'crosstalk.removed') crosstalkMs += event.endMs - event.startMs;
    if (event.type !== 'speech.ended') continue;
    spans.set(event.participantId, [...(spans.get(event.participantId) ?? []), event]);
  }
  return { spans, crosstalkMs };
}

export const speechMs = ({ spans }: HeardSpeech, participantId: string): number =>
  (spans.get(participantId) ?? []).reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);

/** Time in which rep and customer both speak, ms. */
export function overlapMs({ spans }: HeardSpeech): number {
  const customer = spans.get('customer') ?? [];
  return (spans.get('rep') ?? []).reduce(
    (sum, span) => sum + customer.reduce((part, other) => part + sharedMs(span, other), 0),
    0,
  );
}
