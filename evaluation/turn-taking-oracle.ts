// Turn-taking worked out from the definitions alone, with everything known at once. O(n²) and slower; only to compare with.
// Independent of pipelines/: it must not import from there.

import type { Role } from '../engine/events.ts';
import { sideOf } from '../engine/participants.ts';

export interface Said {
  readonly id: string;
  readonly who: string;
  readonly role: Role;
  readonly startMs: number;
  readonly endMs: number;
  /** Null where no words are known. */
  readonly onlyAcknowledges: boolean | null;
}

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}
export interface OracleTurn extends Span {
  readonly who: string;
  readonly ids: readonly string[];
}
export interface TurnTaking {
  readonly backchannels: readonly string[];
  readonly turns: readonly OracleTurn[];
  readonly transfers: readonly { from: string; to: string; offsetMs: number; fromId: string; toId: string }[];
  readonly overlaps: readonly (Span & { by: string; over: string })[];
  readonly interruptions: readonly (Span & { by: string; interrupted: string; id: string; interruptedId: string })[];
  /** The longest turn of each who has one, ms. */
  readonly monologues: readonly { who: string; lengthMs: number }[];
  /** Median offset of rep turns that follow a customer turn, ms; null where there is none. */
  readonly patienceMs: number | null;
}

export function turnTaking(said: readonly Said[]): TurnTaking {
  const all = [...said].sort(inOrder);
  const backchannels = all.filter((each) => isBackchannel(each, all));
  const floor = all.filter((each) => !backchannels.includes(each));
  const turns = turnsOf(floor);
  const transfers = transfersOf(turns, floor);
  return {
    backchannels: backchannels.map((each) => each.id),
    turns,
    transfers,
    overlaps: overlapsOf(all),
    interruptions: interruptionsOf(floor, turns),
    monologues: monologuesOf(turns),
    patienceMs: patienceOf(transfers, all),
  };
}

function inOrder(a: Said, b: Said): number {
  return a.startMs - b.startMs || (a.who < b.who ? -1 : a.who > b.who ? 1 : 0) || (a.id < b.id ? -1 : 1);
}

/** Rep and colleague are one side; whoever's role is unknown is a side of their own. */
function areOtherSides(a: Said, b: Said): boolean {
  if (a.who === b.who) return false;
  if (a.role === 'unknown' || b.role === 'unknown') return true;
  return sideOf(a.role) !== sideOf(b.role);
}

function isBackchannel(each: Said, all: readonly Said[]): boolean {
  if (each.endMs - each.startMs >= 1000 || each.onlyAcknowledges === false) return false;
  return all.some((other) => {
    if (!areOtherSides(each, other)) return false;
    const apartMs = Math.max(other.startMs - each.endMs, each.startMs - other.endMs);
    return apartMs <= 300;
  });
}

function turnsOf(floor: readonly Said[]): OracleTurn[] {
  const turns: { who: string; members: Said[] }[] = [];
  for (const [at, each] of floor.entries()) {
    const own = turns.filter((turn) => turn.who === each.who).at(-1);
    const last = own?.members.at(-1);
    const between = last ? floor.slice(floor.indexOf(last) + 1, at) : [];
    const isBroken = between.some((other) => areOtherSides(other, each));
    const endMs = Math.max(...(own?.members.map((member) => member.endMs) ?? [Number.NEGATIVE_INFINITY]));
    if (own && !isBroken && each.startMs - endMs < 700) own.members.push(each);
    else turns.push({ who: each.who, members: [each] });
  }
  return turns.map(({ who, members }) => ({
    who,
    ids: members.map((member) => member.id),
    startMs: Math.min(...members.map((member) => member.startMs)),
    endMs: Math.max(...members.map((member) => member.endMs)),
  }));
}

/** The turns that take the floor are those that outlast every turn begun before them. */
function transfersOf(turns: readonly OracleTurn[], floor: readonly Said[]): TurnTaking['transfers'] {
  const taking = turns.filter((turn, at) => turns.slice(0, at).every((earlier) => earlier.endMs < turn.endMs));
  return taking.flatMap((to, at) => {
    const from = taking[at - 1];
    if (!from || from.who === to.who) return [];
    const fromId = lastOf(from, floor);
    return [{ from: from.who, to: to.who, offsetMs: to.startMs - from.endMs, fromId, toId: to.ids[0] ?? '' }];
  });
}

/** The first of the turn's stretches that ends as late as the turn does. */
function lastOf(turn: OracleTurn, floor: readonly Said[]): string {
  return floor.find((each) => turn.ids.includes(each.id) && each.endMs === turn.endMs)?.id ?? '';
}

function overlapsOf(all: readonly Said[]): TurnTaking['overlaps'] {
  return all.flatMap((by, at) =>
    all.slice(0, at).flatMap((over) => {
      const endMs = Math.min(by.endMs, over.endMs);
      if (!areOtherSides(by, over) || endMs <= by.startMs) return [];
      return [{ by: by.who, over: over.who, startMs: by.startMs, endMs }];
    }),
  );
}

function interruptionsOf(floor: readonly Said[], turns: readonly OracleTurn[]): TurnTaking['interruptions'] {
  return floor.flatMap((each) => {
    const held = turns.find((turn) => turn.startMs < each.startMs && each.startMs < turn.endMs);
    const holder = floor.find((other) => held?.ids.includes(other.id));
    if (!held || !holder || !areOtherSides(holder, each) || each.endMs === each.startMs) return [];
    if (held.endMs - each.startMs > 1000) return [];
    const span = { startMs: each.startMs, endMs: Math.min(held.endMs, each.endMs) };
    return [{ ...span, by: each.who, interrupted: held.who, id: each.id, interruptedId: lastOf(held, floor) }];
  });
}

function monologuesOf(turns: readonly OracleTurn[]): TurnTaking['monologues'] {
  const speakers = [...new Set(turns.map(({ who }) => who))].sort();
  return speakers.map((who) => {
    const lengths = turns.filter((turn) => turn.who === who).map((turn) => turn.endMs - turn.startMs);
    return { who, lengthMs: Math.max(...lengths) };
  });
}

function patienceOf(transfers: TurnTaking['transfers'], all: readonly Said[]): number | null {
  const roleOf = (who: string) => all.find((each) => each.who === who)?.role;
  const offsets = transfers
    .filter(({ from, to }) => roleOf(from) === 'customer' && roleOf(to) === 'rep')
    .map(({ offsetMs }) => offsetMs)
    .sort((a, b) => a - b);
  const lower = offsets[Math.ceil(offsets.length / 2) - 1];
  const upper = offsets[Math.floor(offsets.length / 2)];
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2;
}
