// Turns, talk time and overlaps of a channel that several people share: made of its voices, never of the channel as well.

import { describe, expect, it } from 'vitest';
import { eventLine } from '../../../../engine/event-line.ts';
import type { CallEvent, Participant } from '../../../../engine/events.ts';
import { mediaMs } from '../../../../engine/media-time.ts';
import { analyzeCall } from '../../../../gateway/calls/analyze-call.ts';
import { ofType } from '../../../../gateway/calls/summarize-log.ts';
import { transcribeRecording } from '../../../../gateway/calls/transcribe-recording.ts';
import { transcriptionBy, withSpeakers } from '../../../../gateway/calls/transcription.ts';
import type { RecordedCall } from '../../../../gateway/recorded/recorded-call.ts';
import { wallClock } from '../../../../gateway/wall-clock.ts';
import { speechPipeline } from '../../../../pipelines/speech.ts';
import { talkMetricsPipeline } from '../../../../pipelines/talk-metrics.ts';
import { transcriptPipeline } from '../../../../pipelines/transcript.ts';
import { turnsPipeline } from '../../../../pipelines/turns.ts';
import { createFakeDiarizer } from '../../../support/diarizer-fake.ts';
import { HIGH, LINE, LOW, mixedCall } from '../../../support/mixed-call.ts';
import { callContext, participant, person } from '../../../support/signals.ts';
import { createFakeTranscriber } from '../../../support/transcriber-fake.ts';
import { createFakeVoiceModel } from '../../../support/voice-model-fake.ts';

const voice = createFakeVoiceModel();
const definitions = [speechPipeline, transcriptPipeline, turnsPipeline, talkMetricsPipeline];

function contextOf({ started }: RecordedCall) {
  const { started: plain, ...rest } = callContext();
  const { participants, speakers } = started;
  return { ...rest, started: { ...plain, participants, ...(speakers ? { speakers } : {}) } };
}

/** The call with words, its voices told apart by a diarizer unless the feed does. */
async function withWords(recorded: RecordedCall): Promise<RecordedCall> {
  const transcription = transcriptionBy(createFakeTranscriber(), undefined, createFakeDiarizer());
  const call = { ...recorded, started: withSpeakers(recorded.started, transcription) };
  const context = contextOf(call);
  return transcribeRecording({ call, context, speech: speechPipeline, voice, transcription, scheduler: wallClock() });
}

const logOf = (call: RecordedCall, frameMs = 100): Promise<CallEvent[]> =>
  analyzeCall({ call, context: contextOf(call), definitions, voice, frameMs });

const TALK = [[500, LOW] as const, [2_500, HIGH] as const, [4_500, LOW] as const];
const whoSpoke = (log: readonly CallEvent[]) => ofType(log, 'speech.ended').map(({ participantId }) => participantId);
const talkedMs = (log: readonly CallEvent[]) =>
  new Map(
    ofType(log, 'metric.sampled').flatMap(({ metric, participantId, value }) =>
      metric === 'speech-ms' ? [[participantId, value] as const] : [],
    ),
  );

describe('a channel that several people share', () => {
  it('has voice activity that is nobody’s speech; speech, turns and talk time are the voices’', async () => {
    const log = await logOf(await withWords(mixedCall(TALK)));
    expect(ofType(log, 'voices.ended').map(({ participantId }) => participantId)).toEqual(['line', 'line', 'line']);
    expect(whoSpoke(log)).toEqual(['line-voice-1', 'line-voice-2', 'line-voice-1']);
    const turns = ofType(log, 'turn.ended').map(({ participantId }) => participantId);
    expect(turns).toEqual(['line-voice-1', 'line-voice-2', 'line-voice-1']);
    expect(ofType(log, 'floor.transferred')).toHaveLength(2);
    expect(ofType(log, 'overlap.heard')).toEqual([]);
    expect(ofType(log, 'interruption.made')).toEqual([]);
    expect([...talkedMs(log).keys()].sort()).toEqual(['line-voice-1', 'line-voice-2']);
    const heardMs = ofType(log, 'voices.ended').reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
    const saidMs = [...talkedMs(log).values()].reduce((sum, each) => sum + each, 0);
    expect(saidMs).toBeGreaterThan(heardMs * 0.8);
    expect(saidMs).toBeLessThan(heardMs * 1.1);
  });

  it('gives the same log however the audio was cut', async () => {
    const call = await withWords(mixedCall(TALK));
    const lines = (log: readonly CallEvent[]) => log.map(eventLine);
    expect(lines(await logOf(call, 20))).toEqual(lines(await logOf(call, 160)));
  });

  it('overlaps with the voice of another channel once, and not with its own voices', async () => {
    const mixed = mixedCall(TALK, { participants: [LINE, participant('rep', 'rep', 1)] });
    const [line = new Float32Array()] = mixed.audio?.channels ?? [];
    const rep = new Float32Array(line.length);
    // The rep speaks over the end of the first voice.
    const saying = mixedCall([[900, HIGH]]).audio?.channels[0] ?? new Float32Array();
    rep.set(saying.subarray(0, rep.length));
    const call = { ...mixed, audio: mixed.audio && { ...mixed.audio, channels: [line, rep] } };
    const log = await logOf(await withWords(call));
    const pairs = ofType(log, 'overlap.heard').map((each) => [each.byParticipantId, each.overParticipantId].sort());
    expect(pairs).toEqual([['line-voice-1', 'rep']]);
    expect(whoSpoke(log)).not.toContain('line');
  });

  it.each<[string, Participant[]]>([
    ['nobody tells voices apart', [LINE]],
    ['only people with a channel of their own are in the call', [LINE, participant('rep', 'rep', 1)]],
  ])('is taken for one voice where %s', async (_, participants) => {
    const log = await logOf(mixedCall(TALK, { participants }));
    expect(whoSpoke(log)).toEqual(['line', 'line', 'line']);
    expect(ofType(log, 'voices.started')).toEqual([]);
  });

  it('is shared from when the feed first tells who speaks, and from the start where it says that it will', async () => {
    const activity = (participantId: string, atMs: number, isSpeaking: boolean) => ({
      type: 'activity.changed' as const,
      atMs: mediaMs(atMs),
      participantId: person(participantId),
      isSpeaking,
    });
    const participants = [LINE, participant('kim', 'customer'), participant('alex', 'rep')];
    const events = [
      activity('kim', 700, true),
      activity('kim', 1_400, false),
      activity('alex', 2_600, true),
      activity('alex', 3_300, false),
    ];
    const call = mixedCall(TALK.slice(0, 2), { participants, events });
    const late = await logOf(call);
    const [first, ...others] = ofType(late, 'speech.ended');
    expect(first).toMatchObject({ participantId: 'line' });
    expect(first?.endMs).toBeLessThanOrEqual(700);
    expect(others.map(({ participantId }) => participantId)).toEqual(['kim', 'alex']);
    expect(ofType(late, 'overlap.heard')).toEqual([]);
    const told = await logOf({ ...call, started: { ...call.started, speakers: 'feed' } });
    expect(whoSpoke(told)).toEqual(['kim', 'alex']);
    expect(ofType(told, 'turn.ended').map(({ role }) => role)).toEqual(['customer', 'rep']);
  });

  it('is one person’s again when somebody says whose it is', async () => {
    const correction = {
      type: 'participant.reassigned' as const,
      atMs: mediaMs(4_000),
      participantId: person('line'),
      role: 'customer' as const,
    };
    const call = mixedCall(TALK, { events: [correction] });
    const log = await logOf({ ...call, started: { ...call.started, speakers: 'diarizer' } });
    expect(ofType(log, 'voices.ended')).toHaveLength(2);
    expect(ofType(log, 'speech.ended')).toMatchObject([{ participantId: 'line', basis: 'voice' }]);
  });
});
