import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventOf } from '../../engine/events.ts';
import { foldMachine } from '../../engine/machine.ts';
import type { Signal } from '../../engine/observations.ts';
import { ResponseLatencyOptions, responseLatencyMachine } from '../../pipelines/response-latency.ts';
import { expectedResponses, type SpokenLine } from '../support/latency-oracle.ts';
import {
  CUSTOMER,
  callContext,
  event,
  merged,
  ms,
  ofType,
  REP,
  segment,
  speechEnded,
  speechStarted,
  TWO_TEXTS,
  ticks,
  utterance,
} from '../support/signals.ts';

const THRESHOLD_MS = 4_200;
/** Between calls' last words and their end, so that everything said has been heard. */
const TAIL_MS = 20_000;

interface Drawn {
  readonly gapMs: number;
  readonly lengthMs: number;
  readonly isQuestion: boolean;
  readonly isAcknowledgement: boolean;
}
const drawn = fc.record({
  // In steps of 50 ms that never meet a limit of the definition exactly.
  gapMs: fc.integer({ min: 8, max: 140 }).map((n) => n * 50 + 13),
  lengthMs: fc.integer({ min: 4, max: 90 }).map((n) => n * 50 + 7),
  isQuestion: fc.boolean(),
  isAcknowledgement: fc.boolean(),
});

/** One side's speech: pauses longer than the hangover between stretches, as voice detection gives them. */
function spoken(side: SpokenLine['side'], drawns: readonly Drawn[]): SpokenLine[] {
  let nowMs = 0;
  return drawns.map(({ gapMs, lengthMs, isQuestion, isAcknowledgement }, index) => {
    const startMs = nowMs + gapMs;
    nowMs = startMs + lengthMs;
    return { id: `${side}${index}`, side, startMs, endMs: nowMs, isQuestion, isAcknowledgement };
  });
}
const timeline = fc
  .tuple(fc.array(drawn, { minLength: 1, maxLength: 8 }), fc.array(drawn, { maxLength: 8 }))
  .map(([theirs, ours]) => [...spoken('theirs', theirs), ...spoken('ours', ours)]);

const asked = (line: SpokenLine, atMs: number): EventOf<'question.asked'> =>
  event({
    type: 'question.asked',
    atMs: ms(atMs),
    questionId: line.id,
    participantId: CUSTOMER,
    role: 'customer',
    segmentId: segment(line.id),
    startMs: ms(line.startMs),
    endMs: ms(line.endMs),
    text: line.id,
    form: 'wh',
    isOpen: true,
    confidence: 0.9,
    basis: 'words',
  });

function wordsOf(line: SpokenLine, delayMs: number): Signal[] {
  const who = line.side === 'ours' ? REP : CUSTOMER;
  const atMs = line.endMs + delayMs;
  const said = utterance(who, line.id, line.startMs, line.endMs, line.isAcknowledgement ? 'mm-hm' : 'forty of them', {
    atMs,
  });
  return line.side === 'theirs' && line.isQuestion ? [said, asked(line, atMs)] : [said];
}
function voiceOf(line: SpokenLine): Signal[] {
  const who = line.side === 'ours' ? REP : CUSTOMER;
  return [
    speechStarted(who, line.id, line.startMs, line.startMs + 64),
    speechEnded(who, line.id, line.startMs, line.endMs),
  ];
}

function play(signals: Signal[], withAudio: boolean) {
  const context = withAudio ? callContext() : callContext({ participants: TWO_TEXTS });
  return foldMachine(responseLatencyMachine(context, ResponseLatencyOptions.parse({})), signals as never);
}
const endOf = (lines: readonly SpokenLine[]) =>
  Math.ceil((Math.max(...lines.map(({ endMs }) => endMs)) + TAIL_MS) / 100) * 100;
const inShort = (outputs: ReturnType<typeof play>) =>
  ofType(outputs, 'response.measured').map(({ questionId, questionEndMs, answerStartMs, latencyMs, crossedAtMs }) => {
    return { questionId, questionEndMs, answerStartMs, latencyMs, crossedAtMs };
  });

describe('response latency', () => {
  it('with audio is what the whole call, computed at once, says: overlaps, additions, backchannels and all', () => {
    fc.assert(
      fc.property(timeline, fc.integer({ min: 330, max: 900 }), (lines, delayMs) => {
        const endMs = endOf(lines);
        const signals = merged(
          lines.flatMap(voiceOf),
          lines.flatMap((line) => wordsOf(line, delayMs)),
          ticks(0, endMs),
        );
        expect(inShort(play(signals, true))).toEqual(expectedResponses(lines, THRESHOLD_MS, endMs));
      }),
      { numRuns: 400 },
    );
  });

  it('is the same from a transcript alone, where nobody speaks while another does', () => {
    const turns = fc.array(fc.tuple(fc.boolean(), drawn), { minLength: 1, maxLength: 14 }).map((drawns) => {
      let nowMs = 0;
      return drawns.map(([isOurs, { gapMs, lengthMs, isQuestion, isAcknowledgement }], index): SpokenLine => {
        const startMs = nowMs + gapMs;
        nowMs = startMs + lengthMs;
        const side = isOurs ? 'ours' : 'theirs';
        return { id: `${side}${index}`, side, startMs, endMs: nowMs, isQuestion, isAcknowledgement };
      });
    });
    fc.assert(
      fc.property(turns, fc.integer({ min: 0, max: 400 }), (lines, delayMs) => {
        const endMs = endOf(lines);
        const signals = merged(
          lines.flatMap((line) => wordsOf(line, delayMs)),
          ticks(0, endMs),
        );
        expect(inShort(play(signals, false))).toEqual(expectedResponses(lines, THRESHOLD_MS, endMs));
      }),
      { numRuns: 300 },
    );
  });

  it('tells of a silence on the first tick after it has lasted long enough, and of no silence that did not', () => {
    fc.assert(
      fc.property(timeline, (lines) => {
        const endMs = endOf(lines);
        const signals = merged(
          lines.flatMap(voiceOf),
          lines.flatMap((line) => wordsOf(line, 350)),
          ticks(0, endMs),
        );
        const isSpoken = (atMs: number) => lines.some((line) => line.startMs + 64 <= atMs && atMs < line.endMs);
        for (const { atMs, crossedAtMs, questionEndMs, thresholdMs } of ofType(
          play(signals, true),
          'response.overdue',
        )) {
          expect(crossedAtMs).toBe(questionEndMs + thresholdMs);
          expect(atMs).toBeGreaterThanOrEqual(crossedAtMs);
          expect(isSpoken(atMs)).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('measures every question that was asked exactly once, or takes it for part of one answered before its words came', () => {
    fc.assert(
      fc.property(timeline, fc.integer({ min: 0, max: 60_000 }), (lines, cutMs) => {
        const all = merged(
          lines.flatMap(voiceOf),
          lines.flatMap((line) => wordsOf(line, 350)),
          ticks(0, endOf(lines)),
        );
        const heard = all.filter(({ atMs }) => atMs <= cutMs);
        const measured = ofType(play(heard, true), 'response.measured');
        const startOf = (id: string) => lines.find((line) => line.id === id)?.startMs ?? Number.NaN;
        const isPartOfAnswered = (id: string) =>
          measured.some(
            ({ questionSegmentIds, answerStartMs }) =>
              startOf(questionSegmentIds[0] ?? '') < startOf(id) && startOf(id) < (answerStartMs ?? 0),
          );
        const questions = heard.flatMap((signal) => (signal.type === 'question.asked' ? [signal.segmentId ?? ''] : []));
        for (const id of questions) {
          const times = measured.filter(({ questionSegmentIds }) =>
            questionSegmentIds.some((each) => each === id),
          ).length;
          expect(times).toBe(times === 0 && isPartOfAnswered(id) ? 0 : 1);
        }
      }),
      { numRuns: 200 },
    );
  });
});
