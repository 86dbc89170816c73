import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventDraft, Participant, Role } from '../../engine/events.ts';
import type { Signal } from '../../engine/observations.ts';
import { type Said, type TurnTaking, turnTaking } from '../../evaluation/turn-taking-oracle.ts';
import { turnsPipeline } from '../../pipelines/turns.ts';
import {
  callContext,
  merged,
  ofType,
  participant,
  person,
  runPipeline,
  speechEnded,
  speechStarted,
  ticks,
  utterance,
} from '../support/signals.ts';

type Words = 'none' | 'acknowledgement' | 'content';
interface Stretch {
  readonly gapMs: number;
  readonly lengthMs: number;
  readonly words: Words;
}

const lengthMs = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 60 }).map((tens) => tens * 50) },
  { weight: 2, arbitrary: fc.constantFrom(0, 10, 999, 1000, 1001) },
  { weight: 1, arbitrary: fc.integer({ min: 3_000, max: 50_000 }) },
);
const gapMs = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map((tens) => tens * 50),
  fc.constantFrom(299, 300, 301, 699, 700, 701),
);
const stretch = fc.record({ gapMs, lengthMs, words: fc.constantFrom<Words>('none', 'acknowledgement', 'content') });
const oneVoice = fc.array(stretch, { maxLength: 10 });

const ROLES: readonly Role[][] = [
  ['rep', 'customer'],
  ['customer', 'rep', 'colleague'],
  ['unknown', 'unknown', 'rep'],
];
const call = fc
  .constantFrom(...ROLES)
  .chain((roles) => fc.tuple(fc.constant(roles), fc.tuple(...roles.map(() => oneVoice))));

/** The stretches of each participant one after another: a voice never overlaps itself, and takes two windows at least. */
function saidInTurn(roles: readonly Role[], voices: readonly (readonly Stretch[])[]): Said[] {
  return voices.flatMap((voice, index) => {
    let atMs = 0;
    return voice.map((each, count) => {
      const startMs = atMs + each.gapMs;
      atMs = startMs + Math.max(64, each.lengthMs);
      return said(`p${index}`, roles[index] ?? 'unknown', `p${index}-${count}`, startMs, atMs, each.words);
    });
  });
}

/** Stretches anywhere: segments of a transcript may overlap one another and themselves. */
function saidAnywhere(roles: readonly Role[], voices: readonly (readonly Stretch[])[]): Said[] {
  return voices.flatMap((voice, index) =>
    voice.map((each, count) => {
      const startMs = each.gapMs * count;
      const id = `p${index}-${count}`;
      return said(`p${index}`, roles[index] ?? 'unknown', id, startMs, startMs + each.lengthMs, each.words);
    }),
  );
}

function said(who: string, role: Role, id: string, startMs: number, endMs: number, words: Words): Said {
  return { who, role, id, startMs, endMs, onlyAcknowledges: words === 'none' ? null : words === 'acknowledgement' };
}

const textOf = ({ onlyAcknowledges }: Said) => (onlyAcknowledges ? 'Mm-hm, right.' : 'the price of it');
const participantsOf = (roles: readonly Role[]): Participant[] =>
  roles.map((role, index) => participant(`p${index}`, role, index));

function asVoice(all: readonly Said[]): Signal[] {
  const begun = all.map((each) => speechStarted(person(each.who), each.id, each.startMs));
  const ended = all.map((each) =>
    speechEnded(person(each.who), each.id, each.startMs, each.endMs, { atMs: each.endMs + 320 }),
  );
  const words = all
    .filter((each) => each.onlyAcknowledges !== null)
    .map((each) =>
      utterance(person(each.who), each.id, each.startMs, each.endMs, textOf(each), { atMs: each.endMs + 1_400 }),
    );
  const lastMs = Math.max(0, ...all.map((each) => each.endMs));
  return merged(begun, ended, words, ticks(0, lastMs + 5_000));
}

function asSegments(all: readonly Said[]): Signal[] {
  const ended = all.map((each) => {
    const text = each.onlyAcknowledges === null ? '' : textOf(each);
    return speechEnded(person(each.who), each.id, each.startMs, each.endMs, { basis: 'segment', text });
  });
  return merged(ended, ticks(0, Math.max(0, ...all.map((each) => each.endMs)) + 130_000));
}

const byStart = <Each extends { startMs: number; endMs: number }>(list: readonly Each[]): Each[] =>
  [...list].sort(
    (a, b) => a.startMs - b.startMs || a.endMs - b.endMs || JSON.stringify(a).localeCompare(JSON.stringify(b)),
  );

/** What the machine found, in the words of the oracle. */
function found(drafts: readonly EventDraft[]) {
  return {
    turns: byStart(
      ofType(drafts, 'turn.ended').map(({ participantId, startMs, endMs, segmentIds }) => ({
        who: participantId as string,
        ids: [...segmentIds].map(String),
        startMs,
        endMs,
      })),
    ),
    transfers: ofType(drafts, 'floor.transferred').map((each) => ({
      from: each.fromParticipantId as string,
      to: each.toParticipantId as string,
      offsetMs: each.offsetMs,
      fromId: each.fromSegmentId as string | undefined,
      toId: each.toSegmentId as string | undefined,
    })),
    overlaps: byStart(
      ofType(drafts, 'overlap.heard').map(({ byParticipantId, overParticipantId, startMs, endMs }) => ({
        by: byParticipantId as string,
        over: overParticipantId as string,
        startMs,
        endMs,
      })),
    ),
    interruptions: byStart(
      ofType(drafts, 'interruption.made').map((each) => ({
        startMs: each.startMs,
        endMs: each.endMs,
        by: each.byParticipantId as string,
        interrupted: each.interruptedParticipantId as string,
        id: each.segmentId as string | undefined,
        interruptedId: each.interruptedSegmentId as string | undefined,
      })),
    ),
    backchannels: byStart(
      ofType(drafts, 'backchannel.given').map(({ participantId, startMs, endMs }) => ({
        who: participantId as string,
        startMs,
        endMs,
      })),
    ),
  };
}

function expected(truth: TurnTaking, all: readonly Said[]) {
  const spoken = truth.backchannels.map((id) => all.find((each) => each.id === id));
  return {
    turns: byStart(truth.turns.map(({ who, ids, startMs, endMs }) => ({ who, ids, startMs, endMs }))),
    transfers: truth.transfers,
    overlaps: byStart(truth.overlaps),
    interruptions: byStart(truth.interruptions),
    backchannels: byStart(
      spoken.flatMap((each) => (each ? [{ who: each.who, startMs: each.startMs, endMs: each.endMs }] : [])),
    ),
  };
}

/** Voices carry no segment ids of their own. */
function withoutIds(events: ReturnType<typeof expected> | ReturnType<typeof found>) {
  return {
    ...events,
    turns: events.turns.map(({ ids: _, ...turn }) => turn),
    transfers: events.transfers.map(({ fromId: _, toId: __, ...transfer }) => transfer),
    interruptions: events.interruptions.map(({ id: _, interruptedId: __, ...interruption }) => interruption),
  };
}

describe('turn-taking agrees with the definitions', () => {
  test('for voices, which are known from their beginning', async () => {
    await fc.assert(
      fc.asyncProperty(call, async ([roles, voices]) => {
        const all = saidInTurn(roles, voices);
        const context = callContext({ participants: participantsOf(roles) });
        const drafts = await runPipeline(turnsPipeline, asVoice(all), context);
        expect(withoutIds(found(drafts))).toEqual(withoutIds(expected(turnTaking(all), all)));
      }),
      { numRuns: 300 },
    );
  });

  test('for segments, which arrive at their end, whatever their order and length', async () => {
    await fc.assert(
      fc.asyncProperty(call, fc.boolean(), async ([roles, voices], mayOverlap) => {
        const all = mayOverlap ? saidAnywhere(roles, voices) : saidInTurn(roles, voices);
        const context = callContext({ participants: participantsOf(roles) });
        const drafts = await runPipeline(turnsPipeline, asSegments(all), context);
        expect(found(drafts)).toEqual(expected(turnTaking(all), all));
      }),
      { numRuns: 300 },
    );
  });
});

test('what has been said of turns stays as it is wherever the call ends, and everything that began is closed', async () => {
  await fc.assert(
    fc.asyncProperty(call, fc.nat(1_200), async ([roles, voices], cut) => {
      const context = callContext({ participants: participantsOf(roles) });
      const signals = asVoice(saidInTurn(roles, voices));
      const part = signals.slice(0, cut);
      const cutMs = part.at(-1)?.atMs ?? 0;
      const isBefore = (draft: EventDraft) => draft.atMs < cutMs;
      const whole = await runPipeline(turnsPipeline, signals, context);
      const early = await runPipeline(turnsPipeline, part, context);
      expect(early.filter(isBefore)).toEqual(whole.filter(isBefore));

      const begun = part.filter((each) => each.type === 'speech.started').map((each) => each.startMs);
      const closed = [...ofType(early, 'turn.ended'), ...ofType(early, 'backchannel.given')];
      for (const startMs of begun) {
        expect(closed.some((each) => each.startMs <= startMs && startMs <= each.endMs)).toBe(true);
      }
    }),
  );
});
