// Turn-taking. In: speech, and the words of it. Out: backchannels, turns, floor transfers (FTO), overlaps, interruptions.
// Latency: overlaps none; the rest `settleMs` after a stretch ends, and a turn that nobody breaks 700 ms more.
// Source: docs/metrics.md (Heldner & Edlund 2010; Stivers et al. 2009).

import { z } from 'zod';
import type { EventDraft, EventOf } from '../engine/events.ts';
import type { ParticipantId } from '../engine/ids.ts';
import { type Machine, type Step, stay } from '../engine/machine.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';
import type { SignalOf } from '../engine/observations.ts';
import { foldParticipants, type Participants, participantsOf, roleOf } from '../engine/participants.ts';
import { type CallContext, machinePipeline } from '../engine/pipeline.ts';
import { backchannelGiven, overlapHeard, speechOf, turnEnded } from './turns-drafts.ts';
import { closeTurns, EMPTY_FLOOR, type Floor, type FloorChange, place, type Turn, turnApart } from './turns-floor.ts';
import {
  EMPTY_LINE,
  endOpen,
  enter,
  isNearOther,
  isShort,
  type Line,
  overlapping,
  settle,
  takeSettled,
} from './turns-line.ts';
import { areOpposed } from './turns-sides.ts';
import { type EndedSpeech, onlyAcknowledges, segmentIdOf, type Utterances, withUtterance } from './turns-words.ts';

export const TurnsOptions = z.object({
  /** A stretch this long or longer is no backchannel, ms, 100…5,000. Default 1,000 (metrics.md). */
  backchannelMs: z.number().min(100).max(5_000).default(1_000),
  /** How far a backchannel may be from the other side's stretch, ms, 0…2,000. Default 300 (metrics.md). */
  nearMs: z.number().min(0).max(2_000).default(300),
  /** Pauses under this are within one turn, ms, 0…5,000. Default 700 (metrics.md). */
  joinGapMs: z.number().min(0).max(5_000).default(700),
  /** Who is spoken over and stops within this was interrupted, ms, 0…5,000. Default 1,000 (metrics.md). */
  yieldMs: z.number().min(0).max(5_000).default(1_000),
  /** Wait for words after a voice, ms, 500…60,000. Default 1,500: transcribers are that late, and 300 ms of `nearMs` pass too. */
  settleMs: z.number().min(500).max(60_000).default(1_500),
  /** The same once speech is known from segments, ms. Default 120,000: a segment arrives at its end, and some of AMI last 97 s. */
  segmentSettleMs: z.number().min(500).max(600_000).default(120_000),
  /** How long ended speech and words are kept to meet later ones, ms, 60,000…7,200,000. Default 600,000: no segment is longer. */
  memoryMs: z.number().min(60_000).max(7_200_000).default(600_000),
});
export type TurnsOptions = z.output<typeof TurnsOptions>;

const CONSUMES = [
  'speech.started',
  'speech.ended',
  'utterance.finalized',
  'participant.joined',
  'participant.reassigned',
  'clock.ticked',
] as const;
const PRODUCES = [
  'backchannel.given',
  'turn.ended',
  'floor.transferred',
  'overlap.heard',
  'interruption.made',
] as const;
type TurnsInput = SignalOf<(typeof CONSUMES)[number]>;
type TurnsDraft = Extract<EventDraft, { type: (typeof PRODUCES)[number] }>;

/** Invariant: what `floor` has placed began no later than anything in `line`, but for what came too late. */
interface TurnsState {
  readonly participants: Participants;
  readonly line: Line;
  readonly floor: Floor;
  readonly utterances: Utterances;
  /** Some speech is known only from segments, so anybody's may still arrive late. */
  readonly hasSegments: boolean;
  readonly nowMs: MediaMs;
}
type TurnsStep = Step<TurnsState, TurnsDraft>;

export function turnsMachine(context: CallContext, options: TurnsOptions): Machine<TurnsState, TurnsInput, TurnsDraft> {
  const { language } = context.started;
  const initial: TurnsState = {
    participants: participantsOf(context.started.participants),
    line: EMPTY_LINE,
    floor: EMPTY_FLOOR,
    utterances: new Map(),
    hasSegments: false,
    nowMs: mediaMs(0),
  };

  const opposedIn = (state: TurnsState) => (a: ParticipantId, b: ParticipantId) => areOpposed(state.participants, a, b);

  function onSpeech(state: TurnsState, event: EventOf<'speech.started'> | EventOf<'speech.ended'>): TurnsStep {
    const speech = speechOf(event);
    const hasSegments = state.hasSegments || event.basis === 'segment';
    const line = enter(state.line, speech, state.nowMs - options.memoryMs);
    const next = { ...state, hasSegments, line };
    return event.type === 'speech.started' ? stay(next) : [next, overlapsOf(next, { ...speech, endMs: event.endMs })];
  }

  function overlapsOf(state: TurnsState, speech: EndedSpeech): TurnsDraft[] {
    const others = overlapping(state.line, speech, opposedIn(state));
    return others.map((other) => overlapHeard(other, speech, state.nowMs));
  }

  const ended = ({ participants, utterances, nowMs }: TurnsState, turn: Turn) =>
    turnEnded(turn, roleOf(participants, turn.participantId), utterances, nowMs);

  /** Everything that has become certain by `nowMs`, or all there is when the call is over. */
  function advance(state: TurnsState, isOver: boolean): TurnsStep {
    const opposed = opposedIn(state);
    const waitMs = state.hasSegments ? options.segmentSettleMs : options.settleMs;
    const { line: settled, backchannels } = settle(
      state.line,
      (speech) => isOver || state.nowMs >= speech.endMs + waitMs,
      (speech) =>
        isShort(speech, options.backchannelMs) &&
        isNearOther(state.line, speech, opposed, options.nearMs) &&
        onlyAcknowledges(speech, state.utterances, language) !== false,
    );
    const drafts: TurnsDraft[] = backchannels.map((speech) => backchannelGiven(speech, state.nowMs));
    const { line, taken } = takeSettled(settled);
    let { floor } = state;
    const apply = (change: FloorChange) => {
      floor = change.floor;
      drafts.push(...change.closed.map((turn) => ended(state, turn)), ...change.drafts);
    };
    for (const speech of taken) {
      const placed = { ...speech, saidIn: segmentIdOf(speech, state.utterances) };
      const isLate = speech.startMs < floor.placedToMs;
      apply(isLate ? turnApart(floor, placed) : place(floor, placed, opposed, state.nowMs, options));
    }
    const canBeJoined = (turn: Turn) =>
      state.nowMs < turn.endMs + options.joinGapMs + waitMs ||
      line.waiting.some(
        ({ speech }) => speech.participantId === turn.participantId && speech.startMs - turn.endMs < options.joinGapMs,
      );
    apply(closeTurns(floor, (turn) => isOver || !canBeJoined(turn), state.nowMs));
    return [{ ...state, line, floor }, drafts];
  }

  function take(state: TurnsState, input: TurnsInput): TurnsStep {
    switch (input.type) {
      case 'speech.started':
      case 'speech.ended':
        return onSpeech(state, input);
      case 'utterance.finalized':
        return stay({
          ...state,
          utterances: withUtterance(state.utterances, input, state.nowMs - options.memoryMs),
        });
      case 'participant.joined':
      case 'participant.reassigned':
        return stay({ ...state, participants: foldParticipants(state.participants, input) });
      default:
        return stay(state);
    }
  }

  return {
    initial,
    step(earlier, input) {
      const [state, drafts] = take({ ...earlier, nowMs: input.atMs }, input);
      const [next, more] = advance(state, false);
      return [next, [...drafts, ...more]];
    },
    flush(earlier) {
      let state = earlier;
      const drafts: TurnsDraft[] = [];
      for (const speech of endOpen(earlier.line, earlier.nowMs)) {
        state = { ...state, line: enter(state.line, speech, state.nowMs - options.memoryMs) };
        drafts.push(...overlapsOf(state, speech));
      }
      return [...drafts, ...advance(state, true)[1]];
    },
  };
}

export const turnsPipeline = machinePipeline({
  name: 'turns',
  consumes: CONSUMES,
  produces: PRODUCES,
  latencyMs: 1_500,
  options: TurnsOptions,
  machine: turnsMachine,
});
