// Who has the floor. In: stretches of speech that are no backchannels, in the order in which they began.
// Out: turns, floor transfers and interruptions, as soon as nothing that comes later can change them. No latency of its own.
// Source: docs/metrics.md; a turn that lies wholly within another takes no floor (Heldner & Edlund 2010).

import type { EventDraft } from '../engine/events.ts';
import type { ParticipantId, SegmentId } from '../engine/ids.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';
import type { EndedSpeech } from './turns-words.ts';

export interface FloorOptions {
  readonly joinGapMs: number;
  readonly yieldMs: number;
}

export interface Turn {
  readonly turnId: string;
  readonly participantId: ParticipantId;
  readonly startMs: MediaMs;
  readonly endMs: MediaMs;
  /** Speech within the turn, pauses left out, ms. */
  readonly speechMs: number;
  /** Ids of its segments, where speech comes from segments. */
  readonly segmentIds: readonly SegmentId[];
  readonly firstSegmentId: SegmentId | undefined;
  /** Of the stretch that ends last. */
  readonly lastSegmentId: SegmentId | undefined;
  readonly isClosed: boolean;
  /** The floor has passed from it, or it never had it. */
  readonly isPast: boolean;
}

/**
 * Invariants: `turns` is in order of start; at most one turn per participant is not closed; a closed turn never changes;
 * the first turn that is not past is the one that the next transfer leaves from.
 */
export interface Floor {
  readonly turns: readonly Turn[];
  readonly count: number;
  /** Where the stretch that was placed last began. */
  readonly placedToMs: MediaMs;
}

export const EMPTY_FLOOR: Floor = { turns: [], count: 0, placedToMs: mediaMs(0) };

/** A stretch with the segment that its words are in, if that is known. */
export type Placed = EndedSpeech & { readonly saidIn: SegmentId | undefined };
export type TurnDraft = Extract<EventDraft, { type: 'floor.transferred' | 'interruption.made' }>;
export type Opposed = (a: ParticipantId, b: ParticipantId) => boolean;

export interface FloorChange {
  readonly floor: Floor;
  readonly closed: readonly Turn[];
  readonly drafts: readonly TurnDraft[];
}

/** Gives the stretch its turn: it breaks the turns of the other side and joins or ends its speaker's own. */
export function place(
  floor: Floor,
  speech: Placed,
  opposed: Opposed,
  atMs: MediaMs,
  options: FloorOptions,
): FloorChange {
  const interruption = interruptionBy(floor, speech, opposed, atMs, options.yieldMs);
  const own = floor.turns.find((turn) => !turn.isClosed && turn.participantId === speech.participantId);
  const joined = own && speech.startMs - own.endMs < options.joinGapMs ? extended(own, speech) : undefined;
  const isEnded = (turn: Turn) =>
    !turn.isClosed && (turn === own ? !joined : opposed(turn.participantId, speech.participantId));
  const { floor: after, closed } = close(floor, isEnded);
  const turns = joined
    ? after.turns.map((turn) => (turn.turnId === joined.turnId ? joined : turn))
    : [...after.turns, begun(speech, floor.count + 1)];
  const count = floor.count + (joined ? 0 : 1);
  const passed = passFloor({ turns, count, placedToMs: speech.startMs }, atMs);
  return { ...passed, closed, drafts: [...interruption, ...passed.drafts] };
}

/** Closes the turns that nothing can join any more. */
export function closeTurns(floor: Floor, isOver: (turn: Turn) => boolean, atMs: MediaMs): FloorChange {
  const isEnded = (turn: Turn) => !turn.isClosed && isOver(turn);
  if (!floor.turns.some(isEnded)) return { floor, closed: [], drafts: [] };
  const { floor: after, closed } = close(floor, isEnded);
  return { ...passFloor(after, atMs), closed };
}

/** A turn of this stretch alone, for one that came too late to take part in the order. */
export function turnApart(floor: Floor, speech: Placed): FloorChange {
  const turn = { ...begun(speech, floor.count + 1), isClosed: true };
  return { floor: { ...floor, count: floor.count + 1 }, closed: [turn], drafts: [] };
}

function close(floor: Floor, isEnded: (turn: Turn) => boolean): { floor: Floor; closed: readonly Turn[] } {
  const turns = floor.turns.map((turn) => (isEnded(turn) ? { ...turn, isClosed: true } : turn));
  return { floor: { ...floor, turns }, closed: turns.filter((turn, index) => turn !== floor.turns[index]) };
}

function begun(speech: Placed, count: number): Turn {
  const { participantId, startMs, endMs, segmentId, saidIn } = speech;
  return {
    turnId: `turn-${count}`,
    participantId,
    startMs,
    endMs,
    speechMs: endMs - startMs,
    segmentIds: segmentId === null ? [] : [segmentId],
    firstSegmentId: saidIn,
    lastSegmentId: saidIn,
    isClosed: false,
    isPast: false,
  };
}

function extended(turn: Turn, speech: Placed): Turn {
  const goesFurther = speech.endMs > turn.endMs;
  return {
    ...turn,
    endMs: goesFurther ? speech.endMs : turn.endMs,
    speechMs: turn.speechMs + Math.max(0, speech.endMs - Math.max(turn.endMs, speech.startMs)),
    segmentIds: speech.segmentId === null ? turn.segmentIds : [...turn.segmentIds, speech.segmentId],
    lastSegmentId: goesFurther ? speech.saidIn : turn.lastSegmentId,
  };
}

/** The turn is held by whoever of those speaking began first. */
function interruptionBy(
  floor: Floor,
  speech: Placed,
  opposed: Opposed,
  atMs: MediaMs,
  yieldMs: number,
): readonly TurnDraft[] {
  const held = floor.turns.find((turn) => turn.startMs < speech.startMs && speech.startMs < turn.endMs);
  if (!held || !opposed(held.participantId, speech.participantId)) return [];
  if (speech.endMs === speech.startMs || held.endMs - speech.startMs > yieldMs) return [];
  const interruption: TurnDraft = {
    type: 'interruption.made',
    atMs,
    startMs: speech.startMs,
    endMs: mediaMs(Math.min(held.endMs, speech.endMs)),
    byParticipantId: speech.participantId,
    interruptedParticipantId: held.participantId,
    ...(speech.saidIn === undefined ? {} : { segmentId: speech.saidIn }),
    ...(held.lastSegmentId === undefined ? {} : { interruptedSegmentId: held.lastSegmentId }),
  };
  return [interruption];
}

/** Passes the floor on as far as it is certain, and forgets the turns that can have no more effect. */
function passFloor(floor: Floor, atMs: MediaMs): { floor: Floor; drafts: readonly TurnDraft[] } {
  const past = new Set(floor.turns.filter((turn) => turn.isPast));
  const drafts: TurnDraft[] = [];
  let [from, ...others] = floor.turns.filter((turn) => !turn.isPast);
  while (from?.isClosed) {
    const to = others[0];
    if (!to || (to.endMs <= from.endMs && !to.isClosed)) break;
    if (to.endMs <= from.endMs) past.add(to);
    else {
      if (to.participantId !== from.participantId) drafts.push(transferred(from, to, atMs));
      past.add(from);
      from = to;
    }
    others = others.slice(1);
  }
  const turns = floor.turns
    .filter((turn) => !past.has(turn) || turn.endMs > floor.placedToMs)
    .map((turn) => (past.has(turn) ? { ...turn, isPast: true } : turn));
  return { floor: { ...floor, turns }, drafts };
}

function transferred(from: Turn, to: Turn, atMs: MediaMs): TurnDraft {
  return {
    type: 'floor.transferred',
    atMs,
    fromParticipantId: from.participantId,
    toParticipantId: to.participantId,
    fromTurnId: from.turnId,
    toTurnId: to.turnId,
    ...(from.lastSegmentId === undefined ? {} : { fromSegmentId: from.lastSegmentId }),
    ...(to.firstSegmentId === undefined ? {} : { toSegmentId: to.firstSegmentId }),
    offsetMs: to.startMs - from.endMs,
  };
}
