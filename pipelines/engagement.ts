// What the customer looks at, and what was said meanwhile. In: slides, pages, gaze (only where policy allows), words.
// Out: attention.mapped (heat map cells, every 15 s of gaze), slide.viewed (after each showing), metric.sampled of the
// rhythm. Latency: 30 s for slide.viewed, none for the rhythm. Source: docs/metrics.md, attention and material rhythm.

import { z } from 'zod';
import type { EventDraft } from '../engine/events.ts';
import type { ParticipantId } from '../engine/ids.ts';
import { type Machine, type Step, stay } from '../engine/machine.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';
import { foldNotice, isNoticed, NOBODY_NOTICED, type Noticed } from '../engine/notices.ts';
import type { GazeRead, SignalOf } from '../engine/observations.ts';
import { foldParticipants, type Participants, participantsOf, roleOf } from '../engine/participants.ts';
import { type CallContext, machinePipeline } from '../engine/pipeline.ts';
import { addShares, type Gaze, gazeWithin, NO_GAZE, NO_SHARE, takeSamples } from './engagement-gaze.ts';
import { mappedDrafts } from './engagement-map.ts';
import { pointFinder } from './engagement-points.ts';
import { rhythmDrafts, viewMetrics, wholeRhythm } from './engagement-rhythm.ts';
import {
  EMPTY_SCREEN,
  endAll,
  foldScreen,
  type Screen,
  type ScreenChange,
  SHOWING_INPUTS,
} from './engagement-showings.ts';
import { hearOver, openView, screenAt, settlePoints, type View, viewedDraft } from './engagement-views.ts';

export const EngagementOptions = z.strictObject({
  /** How often new gaze is told, ms, 1,000…120,000. Default 15,000: two hours make at most 480 maps a participant. */
  mapEveryMs: z.number().min(1_000).max(120_000).default(15_000),
  /** How long after its end a showing waits for words, ms, 0…120,000. Default 30,000: a sentence begun on it and its final words. */
  settleMs: z.number().min(0).max(120_000).default(30_000),
  /** How long after words their gaze is looked up, ms, 0…60,000. Default 3,000: gaze comes in batches of a second or two. */
  gazeLagMs: z.number().min(0).max(60_000).default(3_000),
  /** A showing shorter than this was flipped past, ms, 0…10,000. Default 1,500: nobody reads a slide in less. */
  skimmedMs: z.number().min(0).max(10_000).default(1_500),
  /** What one sample counts at most, ms, 20…1,000. Default 250: 10 Hz with one sample lost; a longer gap is no gaze. */
  longestSampleMs: z.number().min(20).max(1_000).default(250),
  /** Samples less sure than this are not used, 0…1. Default 0.3: blinks and lost tracking come with less. */
  leastConfidence: z.number().min(0).max(1).default(0.3),
  /** How long runs of gaze are kept for words that are still to come, ms, 10,000…600,000. Default 180,000: a long monologue. */
  keptMs: z.number().min(10_000).max(600_000).default(180_000),
});
type Options = z.output<typeof EngagementOptions>;

const CONSUMES = [
  ...SHOWING_INPUTS,
  'gaze.sampled',
  'utterance.finalized',
  'notice.given',
  'participant.joined',
  'participant.reassigned',
  'clock.ticked',
] as const;
type Input = SignalOf<(typeof CONSUMES)[number]>;
export type EngagementDraft = Extract<EventDraft, { type: 'slide.viewed' | 'attention.mapped' | 'metric.sampled' }>;

/** Invariant: `gaze` has nobody whose gaze the policy does not allow to be read. */
export interface EngagementState {
  readonly participants: Participants;
  readonly noticed: Noticed;
  readonly screen: Screen;
  readonly open: View | null;
  /** Showings that are over and wait for their words, oldest first. */
  readonly waiting: readonly View[];
  readonly gaze: ReadonlyMap<ParticipantId, Gaze>;
  readonly mapDueMs: number;
  readonly nowMs: MediaMs;
}
type EngagementStep = Step<EngagementState, EngagementDraft>;

export function engagementMachine(
  { started, policy, playbook }: CallContext,
  options: Options,
): Machine<EngagementState, Input, EngagementDraft> {
  const pointsOf = pointFinder(playbook);
  const mayBeRead = (state: EngagementState, id: ParticipantId) =>
    policy.gazeRoles.includes(roleOf(state.participants, id)) &&
    (!policy.gazeNeedsNotice || isNoticed(state.noticed, id));

  function onGaze(state: EngagementState, batch: GazeRead): EngagementState {
    if (!mayBeRead(state, batch.participantId)) return state;
    const before = state.gaze.get(batch.participantId) ?? NO_GAZE;
    const after = takeSamples(
      before,
      batch.samples,
      screenAt(viewsOf(state), state.screen.regions, batch.slideId),
      options,
    );
    const gaze = new Map(state.gaze).set(batch.participantId, after);
    const [fromMs, toMs] = [before.last?.atMs ?? 0, after.last?.atMs ?? 0];
    return withViews({ ...state, gaze }, (view) => {
      const { slideId, startMs, endMs } = view.showing;
      const added = gazeWithin(after.runs, slideId, Math.max(fromMs, startMs), Math.min(toMs, endMs ?? toMs));
      return added.observedMs > 0 ? { ...view, gaze: addShares(view.gaze, added) } : view;
    });
  }

  function onScreenChange(state: EngagementState, { screen, ended, isFlip }: ScreenChange): EngagementStep {
    const open = screen.current ? reopened(state.open, screen.current) : null;
    const over = ended && state.open ? [{ ...state.open, showing: ended }] : [];
    const next = { ...state, screen, open, waiting: [...state.waiting, ...over] };
    return [next, isFlip ? rhythmDrafts(screen, state.nowMs) : []];
  }

  function onTick(state: EngagementState): EngagementStep {
    const settled = settle(state, state.nowMs - options.gazeLagMs);
    const isOver = ({ showing }: View) => (showing.endMs ?? state.nowMs) + options.settleMs <= state.nowMs;
    const waiting = settled.waiting.filter((view) => !isOver(view));
    const told = settled.waiting.filter(isOver).flatMap((view) => tellView(state, view));
    if (state.nowMs < state.mapDueMs) return [told.length > 0 ? { ...settled, waiting } : settled, told];
    const [gaze, maps] = mappedDrafts(settled.gaze, state.nowMs);
    return [{ ...settled, waiting, gaze, mapDueMs: state.nowMs + options.mapEveryMs }, [...maps, ...told]];
  }

  function tellView(state: EngagementState, view: View): EngagementDraft[] {
    const viewed = viewedDraft(view, state.nowMs, options.skimmedMs);
    return [viewed, ...viewMetrics(viewed)];
  }

  function flush(before: EngagementState): readonly EngagementDraft[] {
    const [state] = onScreenChange(before, endAll(before.screen, before.nowMs));
    const settled = settle(state, Number.POSITIVE_INFINITY);
    const [, maps] = mappedDrafts(settled.gaze, state.nowMs);
    return [
      ...maps,
      ...settled.waiting.flatMap((view) => tellView(state, view)),
      ...wholeRhythm(state.screen, state.nowMs),
    ];
  }

  function step(before: EngagementState, input: Input): EngagementStep {
    const state = { ...before, nowMs: input.atMs };
    switch (input.type) {
      case 'clock.ticked':
        return onTick(state);
      case 'gaze.sampled':
        return stay(onGaze(state, input));
      case 'utterance.finalized':
        return stay(withViews(state, (view) => hearOver(view, input, pointsOf)));
      case 'notice.given':
        return stay({ ...state, noticed: foldNotice(state.noticed, input) });
      case 'participant.joined':
      case 'participant.reassigned': {
        const joined = { ...state, participants: foldParticipants(state.participants, input) };
        return stay({ ...joined, gaze: new Map([...state.gaze].filter(([id]) => mayBeRead(joined, id))) });
      }
      default:
        return onScreenChange(state, foldScreen(state.screen, input));
    }
  }

  const initial: EngagementState = {
    participants: participantsOf(started.participants),
    noticed: NOBODY_NOTICED,
    screen: EMPTY_SCREEN,
    open: null,
    waiting: [],
    gaze: new Map(),
    mapDueMs: options.mapEveryMs,
    nowMs: mediaMs(0),
  };
  return { initial, step, flush };
}

const viewsOf = ({ open, waiting }: EngagementState): readonly View[] => (open ? [...waiting, open] : waiting);

function reopened(open: View | null, current: View['showing']): View {
  const isSame = open?.showing.slideId === current.slideId && open.showing.startMs === current.startMs;
  return isSame ? { ...open, showing: current } : openView(current);
}

/** The same state where nothing changes. */
function withViews(state: EngagementState, change: (view: View) => View): EngagementState {
  const open = state.open && change(state.open);
  const waiting = state.waiting.map(change);
  const isSame = open === state.open && waiting.every((view, at) => view === state.waiting[at]);
  return isSame ? state : { ...state, open, waiting };
}

function settle(state: EngagementState, beforeMs: number): EngagementState {
  const gazeIn = (slideId: string, fromMs: number, toMs: number) =>
    [...state.gaze.values()].reduce(
      (sum, { runs }) => addShares(sum, gazeWithin(runs, slideId, fromMs, toMs)),
      NO_SHARE,
    );
  return withViews(state, (view) => settlePoints(view, beforeMs, gazeIn));
}

export const engagementPipeline = machinePipeline({
  name: 'engagement',
  consumes: CONSUMES,
  produces: ['slide.viewed', 'attention.mapped', 'metric.sampled'] as const,
  latencyMs: 30_000,
  options: EngagementOptions,
  machine: engagementMachine,
});
