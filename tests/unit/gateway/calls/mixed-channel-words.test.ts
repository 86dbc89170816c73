import { describe, expect, it } from 'vitest';
import type { Diarizer } from '../../../../engine/diarizer.ts';
import { eventLine } from '../../../../engine/event-line.ts';
import type { CallEvent } from '../../../../engine/events.ts';
import { mediaMs } from '../../../../engine/media-time.ts';
import { analyzeCall } from '../../../../gateway/calls/analyze-call.ts';
import { ofType } from '../../../../gateway/calls/summarize-log.ts';
import { transcribeRecording } from '../../../../gateway/calls/transcribe-recording.ts';
import { transcriptionBy } from '../../../../gateway/calls/transcription.ts';
import type { RecordedCall } from '../../../../gateway/recorded/recorded-call.ts';
import { wallClock } from '../../../../gateway/wall-clock.ts';
import { speechPipeline } from '../../../../pipelines/speech.ts';
import { transcriptPipeline } from '../../../../pipelines/transcript.ts';
import { createFakeDiarizer } from '../../../support/diarizer-fake.ts';
import { HIGH, LINE, LOW, mixedCall } from '../../../support/mixed-call.ts';
import { callContext, participant, person } from '../../../support/signals.ts';
import { createFakeTranscriber } from '../../../support/transcriber-fake.ts';
import { createFakeVoiceModel } from '../../../support/voice-model-fake.ts';

const voice = createFakeVoiceModel();

function withWords(call: RecordedCall, diarizer?: Diarizer): Promise<RecordedCall> {
  return transcribeRecording({
    call,
    context: callContext({ participants: call.started.participants }),
    speech: speechPipeline,
    voice,
    transcription: transcriptionBy(createFakeTranscriber(), undefined, diarizer),
    scheduler: wallClock(),
  });
}

function logOf(call: RecordedCall): Promise<CallEvent[]> {
  const context = callContext({ participants: call.started.participants });
  return analyzeCall({ call, context, definitions: [speechPipeline, transcriptPipeline], voice });
}

const said = ({ events }: RecordedCall) =>
  events.flatMap((event) => (event.type === 'segment.finalized' ? [[event.participantId, event.text]] : []));

const TALK = mixedCall([
  [500, LOW],
  [2_500, HIGH],
  [4_500, LOW],
]);

describe('the words of a channel that several people share', () => {
  it('are each voice’s own, under a stable name that joins in the role unknown', async () => {
    const call = await withWords(TALK, createFakeDiarizer());
    expect(said(call)).toEqual([
      ['line-voice-1', LOW.join(' ')],
      ['line-voice-2', expect.stringContaining('预算')],
      ['line-voice-1', LOW.join(' ')],
    ]);
    const joined = call.events.filter(({ type }) => type === 'participant.joined');
    expect(joined).toMatchObject([
      { participant: { participantId: 'line-voice-1', role: 'unknown' } },
      { participant: { participantId: 'line-voice-2', role: 'unknown' } },
    ]);
    expect(call.events[0]?.type).toBe('participant.joined');
  });

  it('are cut where one voice gives way to another without a pause', async () => {
    const call = await withWords(mixedCall([[500, [...LOW, ...HIGH]]]), createFakeDiarizer());
    expect(said(call).map(([who]) => who)).toEqual(['line-voice-1', 'line-voice-2']);
    expect(said(call)[0]?.[1]).toBe(LOW.join(' '));
  });

  it('give the same log every time, and the log does not ask the diarizer again', async () => {
    const diarizer = createFakeDiarizer();
    const lines = (log: readonly CallEvent[]) => log.map(eventLine);
    const call = await withWords(TALK, diarizer);
    const first = lines(await logOf(call));
    expect(lines(await logOf(call))).toEqual(first);
    expect(diarizer.asked).toHaveLength(3);
    expect(lines(await logOf(await withWords(TALK, createFakeDiarizer())))).toEqual(first);
  });

  it('count for the role that a person gives the voice, from there on', async () => {
    const call = await withWords(TALK, createFakeDiarizer());
    const correction = {
      type: 'participant.reassigned' as const,
      atMs: mediaMs(4_000),
      participantId: person('line-voice-1'),
      role: 'customer' as const,
    };
    const events = [...call.events, correction].sort((a, b) => a.atMs - b.atMs);
    const log = await logOf({ ...call, events });
    expect(ofType(log, 'utterance.finalized').map(({ role }) => role)).toEqual(['unknown', 'unknown', 'customer']);
    expect(ofType(log, 'participant.reassigned')).toMatchObject([{ fromRole: 'unknown', role: 'customer' }]);
  });

  it('go by the meeting tool’s own word where it has one, and the diarizer is not asked', async () => {
    const speaks = (participantId: string, atMs: number, isSpeaking: boolean) => ({
      type: 'activity.changed' as const,
      atMs: mediaMs(atMs),
      participantId: person(participantId),
      isSpeaking,
    });
    const participants = [LINE, participant('kim', 'customer'), participant('alex', 'rep')];
    const events = [speaks('kim', 450, true), speaks('kim', 1_350, false), speaks('alex', 2_450, true)];
    const call = mixedCall(
      [
        [500, LOW],
        [2_500, HIGH],
      ],
      { participants, events },
    );
    const diarizer = createFakeDiarizer();
    const withDiarizer = await withWords(call, diarizer);
    expect(said(withDiarizer).map(([who]) => who)).toEqual(['kim', 'alex']);
    expect(diarizer.asked).toEqual([]);
    expect(said(await withWords(call)).map(([who]) => who)).toEqual(['kim', 'alex']);
  });

  it('stay with the channel where nobody can tell, and where the diarizer fails', async () => {
    for (const diarizer of [undefined, createFakeDiarizer({ isBroken: true })]) {
      expect(said(await withWords(TALK, diarizer)).map(([who]) => who)).toEqual(['line', 'line', 'line']);
    }
  });

  it.each([
    ['has a role', participant('line', 'customer', 0)],
    ['has a name', { ...LINE, name: 'Kim' }],
  ])('are not looked for on a channel whose one participant %s', async (_, one) => {
    const diarizer = createFakeDiarizer();
    const call = await withWords(mixedCall([[500, LOW]], { participants: [one] }), diarizer);
    expect(said(call)).toEqual([['line', LOW.join(' ')]]);
    expect(diarizer.asked).toEqual([]);
  });

  it('are looked for where two people are declared on one channel', async () => {
    const participants = [participant('kim', 'customer', 0), participant('alex', 'rep', 0)];
    const call = await withWords(mixedCall([[500, LOW]], { participants }), createFakeDiarizer());
    expect(said(call)).toEqual([['alex-voice-1', LOW.join(' ')]]);
  });
});
