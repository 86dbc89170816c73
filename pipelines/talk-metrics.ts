// Figures of the talk itself. In: speech, turns, floor transfers, interruptions, utterances, questions, ticks.
// Out: metric.sampled: speech-ms, talk-ratio, dead-air-ms, monologue-ms, longest-monologue-ms, patience-ms,
// interactivity-per-min, interruptions, speech-rate-per-min, filler-rate, questions, question-rate-per-hour.
// Latency: none of its own. Source: docs/metrics.md.

import { z } from 'zod';
import type { Machine, Step } from '../engine/machine.ts';
import { participantsOf } from '../engine/participants.ts';
import { type CallContext, machinePipeline } from '../engine/pipeline.ts';
import { floorPart } from './talk-floor.ts';
import { monologuePart } from './talk-monologue.ts';
import { sharesPart } from './talk-shares.ts';
import {
  foldTalkTime,
  type MetricDraft,
  silentTalk,
  TALK_INPUTS,
  type TalkInput,
  type TalkPart,
  type TalkTime,
} from './talk-time.ts';
import { wordsPart } from './talk-words.ts';

export const TalkMetricsOptions = z.object({
  /** How often shares are told while somebody speaks, ms, 500…60,000. Default 5,000: a share moves slowly. */
  sampleEveryMs: z.number().min(500).max(60_000).default(5_000),
  /** A turn longer than this is told as it grows, ms, 1,000…600,000. Default 5,000: shorter ones interest nobody. */
  monologueFromMs: z.number().min(1_000).max(600_000).default(5_000),
  /** How often a running monologue is told, ms, 100…60,000. Default 1,000: what a person can read. */
  monologueEveryMs: z.number().min(100).max(60_000).default(1_000),
  /** Silence of all sides that is dead air, ms, 500…60,000. Default 3,000 (metrics.md). */
  deadAirFromMs: z.number().min(500).max(60_000).default(3_000),
  /** How often running dead air is told, ms, 100…60,000. Default 500: rules compare it with whole seconds. */
  deadAirEveryMs: z.number().min(100).max(60_000).default(500),
  /** Pauses under this are within one turn, ms, 0…5,000. Default 700 (metrics.md, turn). */
  joinGapMs: z.number().min(0).max(5_000).default(700),
  /** A stretch this long or longer is no backchannel, ms, 100…5,000. Default 1,000 (metrics.md). */
  backchannelMs: z.number().min(100).max(5_000).default(1_000),
  /** Speech that the speech rate slides over, ms, 5,000…600,000. Default 30,000 (metrics.md). */
  rateWindowMs: z.number().min(5_000).max(600_000).default(30_000),
});
export type TalkMetricsOptions = z.output<typeof TalkMetricsOptions>;

/** One group of figures that keeps its state to itself: a step gives the next group and what it tells. */
interface Group {
  step(input: TalkInput, talk: TalkTime): Step<Group, MetricDraft>;
  flush(talk: TalkTime): readonly MetricDraft[];
}

function groupOf<State>(part: TalkPart<State>, state: State = part.initial): Group {
  const group: Group = {
    step(input, talk) {
      const [next, drafts] = part.step(state, input, talk);
      return [next === state ? group : groupOf(part, next), drafts];
    },
    flush: (talk) => part.flush(state, talk),
  };
  return group;
}

/** Invariant: `talk` has taken every input that the groups have. */
interface TalkState {
  readonly talk: TalkTime;
  readonly groups: readonly Group[];
}

export function talkMetricsMachine(
  context: CallContext,
  options: TalkMetricsOptions,
): Machine<TalkState, TalkInput, MetricDraft> {
  return {
    initial: {
      talk: silentTalk(participantsOf(context.started.participants)),
      groups: [
        groupOf(sharesPart(options)),
        groupOf(monologuePart(options)),
        groupOf(floorPart),
        groupOf(wordsPart(options)),
      ],
    },
    step(state, input) {
      const talk = foldTalkTime(state.talk, input);
      const steps = state.groups.map((group) => group.step(input, talk));
      return [{ talk, groups: steps.map(([group]) => group) }, steps.flatMap(([, drafts]) => drafts)];
    },
    flush: ({ talk, groups }) => groups.flatMap((group) => group.flush(talk)),
  };
}

export const talkMetricsPipeline = machinePipeline({
  name: 'talk-metrics',
  consumes: TALK_INPUTS,
  produces: ['metric.sampled'],
  latencyMs: 0,
  options: TalkMetricsOptions,
  machine: talkMetricsMachine,
});
