// What is true of a sample call: computed from its script and from where its lines lie, and from nothing that the engine says.
// Definitions: docs/metrics.md. The rules that cards come from are those of the seed playbooks, written out again here.

import { expectedCards } from './expected-cards.ts';
import { gazeTruth, showingsOf } from './gaze.ts';
import { keywordTruth, mentionTruth } from './marked-words.ts';
import type { PlacedCall, PlacedLine } from './place-lines.ts';
import { questionTruth } from './question-truth.ts';
import { type Arrival, eventMessages } from './recorded-lines.ts';
import type { CallScript, Side } from './scripts/script.ts';
import { speechMsOf, turnsOf } from './turn-truth.ts';

export function truthOf(script: CallScript, call: PlacedCall, arrived: ReadonlyMap<string, Arrival>) {
  const idOf = (side: Side) => script.people[side].participantId;
  const speechMs = { rep: speechMsOf(call, 'rep'), customer: speechMsOf(call, 'customer') };
  const questions = questionTruth(call);
  const mentions = mentionTruth(call);
  return {
    callId: script.callId,
    language: script.language,
    durationMs: call.durationMs,
    questions: questions.map(({ id: _id, startMs: _startMs, ...question }) => question),
    segments: call.lines.map(({ line, startMs, endMs }) => ({
      segmentId: line.id,
      participantId: idOf(line.by),
      startMs,
      endMs,
    })),
    turns: turnsOf(call).map(({ by, ...turn }) => ({ participantId: idOf(by), ...turn })),
    keywordHits: keywordTruth(call).map(({ by, ...hit }) => ({ ...hit, participantId: idOf(by) })),
    competitorMentions: mentions.map(({ segmentId, name, by, evidence }) => ({
      segmentId,
      name,
      by: idOf(by),
      evidence,
    })),
    expectedCards: expectedCards({ call, questions, mentions, arrived }),
    talkRatio: speechMs.rep / (speechMs.rep + speechMs.customer),
    speechMs: { [idOf('rep')]: speechMs.rep, [idOf('customer')]: speechMs.customer },
    angry: angryRun(call),
    slideViews: gazeTruth(showingsOf(script, eventMessages(script, call))),
    backchannels: backchannels(call).map(({ line, startMs, endMs }) => ({
      segmentId: line.id,
      participantId: idOf(line.by),
      startMs,
      endMs,
    })),
    interruptions: interruptions(call).map(({ by, over }) => ({
      byParticipantId: idOf(by.line.by),
      interruptedParticipantId: idOf(over.line.by),
      segmentId: by.line.id,
      startMs: by.startMs,
      endMs: over.endMs,
    })),
  };
}

/** `calmFromMs`: where the same voice next speaks as it did before. */
function angryRun({ lines }: PlacedCall) {
  const angry = lines.filter(({ line }) => line.style === 'angry');
  const [first] = angry;
  const last = angry.at(-1);
  if (!first || !last) return null;
  const calm = lines.find(({ line, startMs }) => line.by === first.line.by && startMs >= last.endMs);
  const { startMs } = first;
  return { startMs, endMs: last.endMs, calmFromMs: calm?.startMs ?? null, calmToMs: calm?.endMs ?? null };
}

const BACKCHANNEL_UNDER_MS = 1_000;
const BACKCHANNEL_NEAR_MS = 300;

function backchannels({ lines }: PlacedCall): PlacedLine[] {
  const marked = lines.filter(({ line }) => line.isBackchannel);
  for (const { line, startMs, endMs } of marked) {
    const isNear = lines.some(
      (other) =>
        other.line.by !== line.by &&
        other.startMs - endMs <= BACKCHANNEL_NEAR_MS &&
        startMs - other.endMs <= BACKCHANNEL_NEAR_MS,
    );
    const isShort = endMs - startMs < BACKCHANNEL_UNDER_MS;
    if (!isShort || !isNear) throw new Error(`line ${line.id}: is too long or too far off for a backchannel`);
  }
  return marked;
}

const YIELD_MS = 1_000;

function interruptions({ lines }: PlacedCall): { by: PlacedLine; over: PlacedLine }[] {
  return lines.flatMap((by) => {
    if (by.line.interrupts === undefined) return [];
    const over = lines.find(({ line }) => line.id === by.line.interrupts);
    const isOver = over && by.startMs > over.startMs && by.startMs < over.endMs && over.endMs - by.startMs <= YIELD_MS;
    if (!isOver) throw new Error(`line ${by.line.id}: does not cut off ${by.line.interrupts}`);
    return [{ by, over }];
  });
}
