// What one customer did in each 15 s of the call, as sums that add up. In: speech, turns, floor transfers, questions,
// backchannels, the emotion curve. Out: bins, closed on the clock. No latency; what is known late counts when it is known.

import type { EventOf } from '../engine/events.ts';
import type { ParticipantId } from '../engine/ids.ts';
import { roleOf, sideOf } from '../engine/participants.ts';
import { spokenBy, spokenMs, type TalkTime } from './talk-time.ts';

export const BIN_MS = 15_000;

/** Sums over a stretch of one or more bins. */
export interface Bin {
  readonly lengthMs: number;
  /** Speech of this customer, and of our side, ms. */
  readonly theirsMs: number;
  readonly oursMs: number;
  readonly questions: number;
  readonly backchannels: number;
  /** Turns of this customer, and the sum of ln(speech in ms). */
  readonly turns: number;
  readonly turnLogs: number;
  /** Turns that followed one of ours, and the sum of ln(offset in ms, at least 0, + 300). */
  readonly answers: number;
  readonly answerLogs: number;
  /** Arousal that was heard in the voice. */
  readonly arousals: number;
  readonly arousalSum: number;
}

export const EMPTY_BIN: Bin = {
  lengthMs: 0,
  theirsMs: 0,
  oursMs: 0,
  questions: 0,
  backchannels: 0,
  turns: 0,
  turnLogs: 0,
  answers: 0,
  answerLogs: 0,
  arousals: 0,
  arousalSum: 0,
};

export function addBins(a: Bin, b: Bin): Bin {
  return {
    lengthMs: a.lengthMs + b.lengthMs,
    theirsMs: a.theirsMs + b.theirsMs,
    oursMs: a.oursMs + b.oursMs,
    questions: a.questions + b.questions,
    backchannels: a.backchannels + b.backchannels,
    turns: a.turns + b.turns,
    turnLogs: a.turnLogs + b.turnLogs,
    answers: a.answers + b.answers,
    answerLogs: a.answerLogs + b.answerLogs,
    arousals: a.arousals + b.arousals,
    arousalSum: a.arousalSum + b.arousalSum,
  };
}

export const sumBins = (bins: readonly Bin[]): Bin => bins.reduce(addBins, EMPTY_BIN);

/** One customer's bin under way, and how much everybody had spoken when it began. */
export interface OpenBin {
  readonly counts: Bin;
  readonly theirsMs: number;
  readonly oursMs: number;
}

/** Half a syllable of politeness: an answer that comes at once is no less an answer than one after 200 ms. */
const OFFSET_FLOOR_MS = 300;

export type BinInput = EventOf<
  'question.asked' | 'backchannel.given' | 'turn.ended' | 'floor.transferred' | 'emotion.sampled'
>;

/** Whose bin an event counts for; null for events that count for nobody. */
export function customerOf(event: BinInput): ParticipantId {
  return event.type === 'floor.transferred' ? event.toParticipantId : event.participantId;
}

/** The counts after an event of this customer. */
export function countIn(counts: Bin, event: BinInput, talk: TalkTime): Bin {
  switch (event.type) {
    case 'question.asked':
      return event.basis === 'turn' ? counts : { ...counts, questions: counts.questions + 1 };
    case 'backchannel.given':
      return { ...counts, backchannels: counts.backchannels + 1 };
    case 'turn.ended': {
      const turnLogs = counts.turnLogs + Math.log(Math.max(200, event.speechMs));
      return { ...counts, turns: counts.turns + 1, turnLogs };
    }
    case 'floor.transferred': {
      if (sideOf(roleOf(talk.participants, event.fromParticipantId)) !== 'ours') return counts;
      const answerLogs = counts.answerLogs + Math.log(Math.max(0, event.offsetMs) + OFFSET_FLOOR_MS);
      return { ...counts, answers: counts.answers + 1, answerLogs };
    }
    case 'emotion.sampled': {
      const isHeard = !event.isHeld && (event.evidence === 'voice' || event.evidence === 'both');
      if (!isHeard) return counts;
      return { ...counts, arousals: counts.arousals + 1, arousalSum: counts.arousalSum + event.arousal };
    }
  }
}

export function openBin(talk: TalkTime, id: ParticipantId): OpenBin {
  const oursMs = spokenBy(talk, (role) => sideOf(role) === 'ours');
  return { counts: EMPTY_BIN, theirsMs: spokenMs(talk, id), oursMs };
}

export function closeBin({ counts, theirsMs, oursMs }: OpenBin, talk: TalkTime, id: ParticipantId): Bin {
  const now = openBin(talk, id);
  const spoken = { theirsMs: Math.max(0, now.theirsMs - theirsMs), oursMs: Math.max(0, now.oursMs - oursMs) };
  return { ...counts, ...spoken, lengthMs: BIN_MS };
}
