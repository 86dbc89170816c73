// Turn-taking of the real engine beside the oracle's. In: what was said when. Out: for each kind of finding how many there
// are by the definitions, how many the engine found, and how many are the same in every field.

import type { CallEvent } from '../engine/events.ts';
import { CallId, ParticipantId, SegmentId } from '../engine/ids.ts';
import { mediaMs } from '../engine/media-time.ts';
import { EMPTY_PLAYBOOK } from '../engine/playbook.ts';
import type { VoiceModel } from '../engine/ports.ts';
import { analyzeCall } from '../gateway/calls/analyze-call.ts';
import { callContext } from '../gateway/calls/call-context.ts';
import { ofType } from '../gateway/calls/summarize-log.ts';
import type { RecordedCall } from '../gateway/recorded/recorded-call.ts';
import { isAcknowledgement } from '../pipelines/language/acknowledgements.ts';
import { speechPipeline } from '../pipelines/speech.ts';
import { talkMetricsPipeline } from '../pipelines/talk-metrics.ts';
import { transcriptPipeline } from '../pipelines/transcript.ts';
import { turnsPipeline } from '../pipelines/turns.ts';
import type { TimedSegment } from './data/timed-turns.ts';
import { type Said, type TurnTaking, turnTaking } from './turn-taking-oracle.ts';

export const FINDINGS = [
  'backchannels',
  'turns',
  'transfers',
  'overlaps',
  'interruptions',
  'monologues',
  'patience',
] as const;
export type Finding = (typeof FINDINGS)[number];

export interface Agreement {
  readonly finding: Finding;
  readonly expected: number;
  readonly found: number;
  readonly agreeing: number;
}

/** Segments arrive at their end, as a transcriber sends them. */
export async function compareTurnTaking(segments: readonly TimedSegment[]): Promise<Agreement[]> {
  const said = segments.map(saidOf);
  const truth = keysOfTruth(turnTaking(said), said);
  const found = keysOfLog(await logOf(segments));
  return FINDINGS.map((finding) => agreement(finding, truth[finding], found[finding]));
}

function saidOf({ who, role, startMs, endMs, text }: TimedSegment, index: number): Said {
  const onlyAcknowledges = text === '' ? null : isAcknowledgement(text, 'en');
  return { id: idOf(index), who, role, startMs, endMs, onlyAcknowledges };
}

const idOf = (index: number): string => `s${String(index).padStart(5, '0')}`;

/** No audio, no model. */
const NO_VOICE: VoiceModel = {
  name: 'none',
  isAlive: () => true,
  open() {
    throw new TypeError('a call of timed segments has no audio');
  },
  close: () => Promise.resolve(),
};

async function logOf(segments: readonly TimedSegment[]): Promise<CallEvent[]> {
  const call = recordedCall(segments);
  const context = await callContext(call.started, { playbookFor: () => EMPTY_PLAYBOOK, profile: 'default' });
  const definitions = [speechPipeline, transcriptPipeline, turnsPipeline, talkMetricsPipeline];
  return analyzeCall({ call, context, definitions, voice: NO_VOICE });
}

function recordedCall(segments: readonly TimedSegment[]): RecordedCall {
  const roles = new Map(segments.map(({ who, role }) => [who, role]));
  const participants = [...roles].map(([who, role]) => ({ participantId: ParticipantId.parse(who), role }));
  const events = segments.map(({ who, startMs, endMs, text }, index) => ({
    type: 'segment.finalized' as const,
    atMs: mediaMs(endMs),
    participantId: ParticipantId.parse(who),
    segmentId: SegmentId.parse(idOf(index)),
    startMs: mediaMs(startMs),
    endMs: mediaMs(endMs),
    text,
  }));
  return {
    started: {
      type: 'call.started',
      callId: CallId.parse('timed-turns'),
      startedAt: '2026-03-02T09:00:00Z',
      language: 'en',
      participants,
    },
    events: events.sort((a, b) => a.atMs - b.atMs),
    audio: undefined,
    endedAtMs: mediaMs(Math.max(0, ...segments.map(({ endMs }) => endMs))),
    endReason: undefined,
  };
}

type Keys = Readonly<Record<Finding, readonly string[]>>;
const keyOf = (...fields: readonly (string | number | undefined)[]): string => fields.join(' ');

function keysOfTruth(truth: TurnTaking, said: readonly Said[]): Keys {
  const backchannels = said.filter(({ id }) => truth.backchannels.includes(id));
  return {
    backchannels: backchannels.map(({ who, startMs, endMs }) => keyOf(who, startMs, endMs)),
    turns: truth.turns.map(({ who, startMs, endMs, ids }) => keyOf(who, startMs, endMs, ...ids)),
    transfers: truth.transfers.map(({ from, to, offsetMs, fromId, toId }) => keyOf(from, to, offsetMs, fromId, toId)),
    overlaps: truth.overlaps.map(({ by, over, startMs, endMs }) => keyOf(by, over, startMs, endMs)),
    interruptions: truth.interruptions.map((each) =>
      keyOf(each.by, each.interrupted, each.startMs, each.endMs, each.id, each.interruptedId),
    ),
    monologues: truth.monologues.map(({ who, lengthMs }) => keyOf(who, lengthMs)),
    patience: truth.patienceMs === null ? [] : [keyOf(truth.patienceMs)],
  };
}

function keysOfLog(log: readonly CallEvent[]): Keys {
  const lastFigure = new Map<string, number>();
  for (const { metric, participantId, value } of ofType(log, 'metric.sampled')) {
    lastFigure.set(keyOf(metric, participantId ?? ''), value);
  }
  const figures = (metric: string) =>
    [...lastFigure].flatMap(([key, value]) => (key.startsWith(`${metric} `) ? [{ key, value }] : []));
  return {
    backchannels: ofType(log, 'backchannel.given').map((each) => keyOf(each.participantId, each.startMs, each.endMs)),
    turns: ofType(log, 'turn.ended').map((each) =>
      keyOf(each.participantId, each.startMs, each.endMs, ...each.segmentIds),
    ),
    transfers: ofType(log, 'floor.transferred').map((each) =>
      keyOf(each.fromParticipantId, each.toParticipantId, each.offsetMs, each.fromSegmentId, each.toSegmentId),
    ),
    overlaps: ofType(log, 'overlap.heard').map((each) =>
      keyOf(each.byParticipantId, each.overParticipantId, each.startMs, each.endMs),
    ),
    interruptions: ofType(log, 'interruption.made').map((each) => {
      const { byParticipantId, interruptedParticipantId, startMs, endMs, segmentId, interruptedSegmentId } = each;
      return keyOf(byParticipantId, interruptedParticipantId, startMs, endMs, segmentId, interruptedSegmentId);
    }),
    monologues: figures('longest-monologue-ms').map(({ key, value }) => keyOf(key.split(' ')[1], value)),
    patience: figures('patience-ms').map(({ value }) => keyOf(value)),
  };
}

/** Each found one agrees with one that is expected, at most once. */
function agreement(finding: Finding, expected: readonly string[], found: readonly string[]): Agreement {
  const open = new Map<string, number>();
  for (const key of expected) open.set(key, (open.get(key) ?? 0) + 1);
  let agreeing = 0;
  for (const key of found) {
    const left = open.get(key) ?? 0;
    if (left > 0) agreeing += 1;
    open.set(key, left - 1);
  }
  return { finding, expected: expected.length, found: found.length, agreeing };
}
