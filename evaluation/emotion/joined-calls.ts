// Clips of one speaker in, calls out that go neutral → angry → neutral at random times; and what the curve made of them.
// A rise is said while the last two samples of the voice both have an arousal of at least 0.6.

import type { CallEvent, EventOf } from '../../engine/events.ts';
import { CallId, ChannelIndex, ParticipantId } from '../../engine/ids.ts';
import { mediaMs } from '../../engine/media-time.ts';
import type { EmotionModel, VoiceModel } from '../../engine/ports.ts';
import { analyzeCall } from '../../gateway/calls/analyze-call.ts';
import { callContext } from '../../gateway/calls/call-context.ts';
import { choosePlaybooks } from '../../gateway/cli/choose-playbooks.ts';
import type { RecordedCall } from '../../gateway/recorded/recorded-call.ts';
import { emotionPipeline } from '../../pipelines/emotion.ts';
import { speechPipeline } from '../../pipelines/speech.ts';
import { seededRandom } from '../statistics.ts';
import type { CorpusClip } from './heard-corpora.ts';

export interface JoinedCall {
  readonly speaker: string;
  readonly call: RecordedCall;
  /** When the first angry clip begins and the last one ends. */
  readonly angryFromMs: number;
  readonly angryToMs: number;
}

export interface CurveFinding {
  readonly speaker: string;
  readonly isRiseSeenIn3s: boolean;
  readonly hasFallenIn6s: boolean;
  /** Samples of neutral speech with a baseline, before the anger and from 6 s after it on. */
  readonly neutralSamples: number;
  readonly falseRises: number;
}

const RATE_HZ = 16_000;
/** More than the 20 s of speech of a baseline, pauses in clips included. */
const BEFORE_MS = 32_000;
const ANGRY_MS = 7_000;
const AFTER_MS = 14_000;
const RISE_AROUSAL = 0.6;
const CALLER = ParticipantId.parse('caller');

/** `rounds` calls of each speaker who has both; clips come again where they do not last. */
export function joinCalls(clips: readonly CorpusClip[], rounds: number, seed: number): JoinedCall[] {
  const random = seededRandom(seed);
  const speakers = [...new Set(clips.map(({ speaker }) => speaker))].sort();
  return speakers.flatMap((speaker) => {
    const own = clips.filter((clip) => clip.speaker === speaker);
    const neutral = own.filter(({ emotion }) => emotion === 'neutral' || emotion === 'calm');
    const angry = own.filter(({ emotion }) => emotion === 'anger');
    if (neutral.length < 3 || angry.length < 3) return [];
    return Array.from({ length: rounds }, (_, round) => joinOne(speaker, round, neutral, angry, random));
  });
}

function joinOne(
  speaker: string,
  round: number,
  neutral: readonly CorpusClip[],
  angry: readonly CorpusClip[],
  random: () => number,
): JoinedCall {
  const parts: Float32Array[] = [];
  let samples = 0;
  const nowMs = () => (samples / RATE_HZ) * 1000;
  const fill = (clips: readonly CorpusClip[], untilMs: number) => {
    for (let order: readonly CorpusClip[] = []; nowMs() < untilMs; order = order.slice(1)) {
      if (order.length === 0) order = shuffled(clips, random);
      const [next] = order;
      if (!next) return;
      const spoken = withoutEdges(next.samples);
      parts.push(spoken);
      samples += spoken.length;
    }
  };
  fill(neutral, BEFORE_MS + 8_000 * random());
  const angryFromMs = nowMs();
  fill(angry, angryFromMs + ANGRY_MS);
  const angryToMs = nowMs();
  fill(neutral, angryToMs + AFTER_MS);
  const channel = new Float32Array(samples);
  let at = 0;
  for (const part of parts) {
    channel.set(part, at);
    at += part.length;
  }
  return { speaker, call: recorded(`${speaker}-${round}`, channel), angryFromMs, angryToMs };
}

const FRAME = 512;
/** Below the loudest frame by so much a clip has not begun, or is over, dB. */
const EDGE_DB = 35;
/** 192 ms of silence are left on either side: people who go on speaking pause no longer. */
const MARGIN_FRAMES = 6;

/** The clip without the second of silence that studios leave before and after it. */
function withoutEdges(samples: Float32Array): Float32Array {
  const power = Array.from({ length: Math.floor(samples.length / FRAME) }, (_, frame) =>
    samples.subarray(frame * FRAME, (frame + 1) * FRAME).reduce((sum, sample) => sum + sample * sample, 0),
  );
  const least = Math.max(...power) * 10 ** (-EDGE_DB / 10);
  const first = power.findIndex((each) => each >= least);
  const last = power.findLastIndex((each) => each >= least);
  return samples.subarray(Math.max(0, first - MARGIN_FRAMES) * FRAME, (last + 1 + MARGIN_FRAMES) * FRAME);
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

function recorded(name: string, channel: Float32Array): RecordedCall {
  return {
    started: {
      type: 'call.started',
      callId: CallId.parse(`joined-${name}`),
      startedAt: '2026-01-01T00:00:00Z',
      language: 'en',
      participants: [{ participantId: CALLER, role: 'customer', channel: ChannelIndex.parse(0) }],
    },
    events: [],
    audio: { sampleRateHz: RATE_HZ, channels: [channel], is16Bit: false },
    endedAtMs: mediaMs((channel.length / RATE_HZ) * 1000),
    endReason: undefined,
  };
}

/** Through the engine as in production: voice model, emotion model, emotion pipeline. */
export async function readCurve(
  joined: JoinedCall,
  models: { readonly voice: VoiceModel; readonly emotion: EmotionModel },
): Promise<CurveFinding> {
  const playbookFor = await choosePlaybooks(undefined, undefined);
  const context = await callContext(joined.call.started, { playbookFor, profile: 'default' });
  const definitions = [speechPipeline, emotionPipeline];
  const log = await analyzeCall({ call: joined.call, context, definitions, ...models });
  return findingOf(joined, log.filter(isHeard));
}

const isHeard = (event: CallEvent): event is CallEvent & EventOf<'emotion.sampled'> =>
  event.type === 'emotion.sampled' && !event.isHeld && event.evidence !== 'words';

function findingOf(
  { speaker, angryFromMs, angryToMs }: JoinedCall,
  samples: readonly EventOf<'emotion.sampled'>[],
): CurveFinding {
  const said = samples.map(({ atMs, arousal }, i) => {
    const before = samples[i - 1];
    const isRise = arousal >= RISE_AROUSAL && before !== undefined && before.arousal >= RISE_AROUSAL;
    return { atMs, isRise };
  });
  const within = (fromMs: number, toMs: number) => said.filter(({ atMs }) => atMs > fromMs && atMs <= toMs);
  const neutral = [...within(BEFORE_MS - 4_000, angryFromMs), ...within(angryToMs + 6_000, Number.POSITIVE_INFINITY)];
  return {
    speaker,
    isRiseSeenIn3s: within(angryFromMs, angryFromMs + 3_000).some(({ isRise }) => isRise),
    hasFallenIn6s: within(angryToMs, angryToMs + 6_000).some(({ isRise }) => !isRise),
    neutralSamples: neutral.length,
    falseRises: neutral.filter(({ isRise }) => isRise).length,
  };
}
