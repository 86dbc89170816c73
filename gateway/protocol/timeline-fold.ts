// Appends one event of the log to a call's time line. Changes the time line in place: a call has many thousand events.

import type { CallEvent, EventOf, EventType } from '../../engine/events.ts';
import type { SegmentId } from '../../engine/ids.ts';
import { withReassigned } from '../../engine/participants.ts';
import type { Timeline, TimelineCard, TimelineQuestion } from './timeline.ts';
import { closeSlide, foldAnnotation, foldFile, foldMapped, foldShown, foldViewed } from './timeline-material.ts';
import { dropSales, foldBuyingSignal, foldCommitment, foldDecisionRole, foldPain } from './timeline-sales.ts';

type Fold = { readonly [T in EventType]?: (timeline: Timeline, event: EventOf<T>) => void };

const card = (timeline: Timeline, cardId: string) => timeline.cards.find((each) => each.cardId === cardId);
const settle = (timeline: Timeline, event: { cardId: string; atMs: number }, fate: TimelineCard['fate']) => {
  const found = card(timeline, event.cardId);
  if (found) Object.assign(found, { fate, fateAtMs: event.atMs });
};

const fold: Fold = {
  'call.started': (timeline, event) => {
    timeline.title = event.title ?? null;
    timeline.language = event.language;
    timeline.startedAt = event.startedAt;
    timeline.stage = event.stage ?? null;
    timeline.accountName = event.accountName ?? null;
    timeline.industry = event.industry ?? null;
    timeline.participants = [...event.participants];
  },
  'participant.joined': (timeline, { participant }) => {
    const others = timeline.participants.filter((each) => each.participantId !== participant.participantId);
    timeline.participants = [...others, participant];
  },
  'participant.reassigned': (timeline, event) => {
    const { participantId, role, fromRole = 'unknown', atMs } = event;
    timeline.participants = withReassigned(timeline.participants, event);
    timeline.corrections.push({ participantId, atMs, fromRole, role });
  },
  'stage.changed': (timeline, event) => {
    timeline.stage = event.stage;
  },
  'call.ended': (timeline) => {
    timeline.isEnded = true;
    timeline.speaking = [];
  },
  'slide.shown': foldShown,
  'page.flipped': foldShown,
  'slides.hidden': (timeline, event) => closeSlide(timeline, event.atMs),
  'slide.viewed': foldViewed,
  'attention.mapped': foldMapped,
  'file.opened': foldFile,
  'annotation.made': foldAnnotation,
  'speech.started': (timeline, { participantId, startMs }) => {
    timeline.speaking = [...timeline.speaking.filter((each) => each.participantId !== participantId)];
    timeline.speaking.push({ participantId, startMs });
  },
  'speech.ended': (timeline, { participantId, startMs, endMs }) => {
    timeline.speaking = timeline.speaking.filter((each) => each.participantId !== participantId);
    timeline.speech.push({ participantId, startMs, endMs });
  },
  'turn.ended': (timeline, { turnId, participantId, startMs, endMs }) => {
    timeline.turns.push({ turnId, participantId, startMs, endMs });
  },
  'overlap.heard': (timeline, { startMs, endMs }) => {
    timeline.overlaps.push({ startMs, endMs });
  },
  'interruption.made': (timeline, { byParticipantId, startMs, endMs }) => {
    timeline.interruptions.push({ byParticipantId, startMs, endMs });
  },
  'utterance.finalized': (timeline, event) => {
    const { segmentId, revision, participantId, role, startMs, endMs, text } = event;
    const utterance = { segmentId, revision, participantId, role, startMs, endMs, text };
    const at = timeline.utterances.findIndex((each) => each.segmentId === segmentId);
    if (at < 0) timeline.utterances.push(utterance);
    else {
      timeline.utterances[at] = utterance;
      timeline.keywords = timeline.keywords.filter((each) => each.segmentId !== segmentId);
      dropSales(timeline, segmentId);
    }
  },
  'question.asked': (timeline, event) => {
    const { questionId, participantId, role, text, startMs, endMs, confidence, basis } = event;
    const waiting = { outcome: null, answerStartMs: null, latencyMs: null, crossedAtMs: null, isOverdue: false };
    const segmentIds = event.segmentId === undefined ? [] : [event.segmentId];
    timeline.questions.push({
      questionId,
      segmentIds,
      participantId,
      role,
      text,
      startMs,
      endMs,
      confidence,
      basis,
      ...waiting,
    });
  },
  'question.extended': (timeline, { questionId, endMs }) => {
    const question = timeline.questions.find((each) => each.questionId === questionId);
    if (question) question.endMs = endMs;
  },
  'response.overdue': (timeline, { questionId, crossedAtMs }) => {
    const question = timeline.questions.find((each) => each.questionId === questionId);
    if (question) Object.assign(question, { isOverdue: true, crossedAtMs });
  },
  'response.measured': (timeline, event) => {
    const { questionId, questionSegmentIds, outcome, answerStartMs, latencyMs, crossedAtMs, questionEndMs } = event;
    const isAskedAgain = (each: TimelineQuestion) =>
      each.questionId !== questionId && each.segmentIds.some((id) => questionSegmentIds.includes(id as SegmentId));
    timeline.questions = timeline.questions.filter((each) => !isAskedAgain(each));
    const question = timeline.questions.find((each) => each.questionId === questionId);
    const segmentIds = [...questionSegmentIds];
    const answer = { segmentIds, outcome, answerStartMs, latencyMs, crossedAtMs, endMs: questionEndMs };
    if (question) Object.assign(question, answer);
  },
  'keyword.hit': (timeline, { segmentId, participantId, category, phrase, saidAtMs }) => {
    timeline.keywords.push({ segmentId, participantId, category, phrase, atMs: saidAtMs });
  },
  'competitor.mentioned': (timeline, event) => {
    const { mentionId, segmentId, participantId, name, matched, match, confidence, isNegated, stance } = event;
    const rest = timeline.competitors.filter((each) => each.mentionId !== mentionId);
    const said = { mentionId, segmentId, participantId, name, matched, match, confidence, isNegated, stance };
    const { context, saidAtMs: atMs } = event;
    timeline.competitors = [
      ...rest,
      { ...said, context, atMs, evidence: null, evidenceKind: null, evidenceText: null },
    ];
  },
  'competitor.evidenced': (timeline, { mentionId, evidence, kind: evidenceKind, evidenceText }) => {
    const mention = timeline.competitors.find((each) => each.mentionId === mentionId);
    if (mention) Object.assign(mention, { evidence, evidenceKind, evidenceText });
  },
  'objection.raised': (timeline, event) => {
    const { seq, segmentId, participantId, objection, text, startMs, endMs, confidence, isCalibrated } = event;
    const said = { seq, segmentId, participantId, objection, text, startMs, endMs };
    timeline.objections.push({ ...said, confidence, isCalibrated, match: null });
  },
  'script.matched': (timeline, event) => {
    const { objectionSegmentId, scriptId, title, matchRatio, matchedPoints, missedPoints, isFinal } = event;
    const found = timeline.objections.find(
      (each) => each.segmentId === objectionSegmentId && each.objection === event.objection,
    );
    if (found) found.match = { scriptId, title, matchRatio, matchedPoints, missedPoints, isFinal };
  },
  'commitment.made': foldCommitment,
  'buying-signal.shown': foldBuyingSignal,
  'pain.named': foldPain,
  'decision-role.revealed': foldDecisionRole,
  'emotion.sampled': (timeline, event) => {
    const curve = curveOf(timeline, event);
    curve.atMs.push(event.atMs);
    curve.valence.push(event.smoothedValence);
    curve.arousal.push(event.smoothedArousal);
    curve.confidence.push(event.confidence);
    curve.isHeld.push(event.isHeld);
    curve.evidence.push(event.evidence);
  },
  'interest.declined': foldInterestChange,
  'interest.recovered': foldInterestChange,
  'metric.sampled': (timeline, event) => {
    const { metric, participantId, dimension, value, windowMs } = event;
    if (metric === 'interest') foldInterest(timeline, event);
    const window = windowMs === null ? [] : [`${windowMs}`];
    const key = [metric, participantId ?? '', dimension ?? '', ...window].join(':').replace(/:+$/, '');
    timeline.figures[key] = value;
  },
  'card.raised': (timeline, event) => {
    timeline.cards.push({ ...cardFields(event), raisedAtMs: event.atMs, fate: 'raised', fateAtMs: event.atMs });
  },
  'card.updated': (timeline, event) => {
    const found = card(timeline, event.cardId);
    if (found) Object.assign(found, cardFields(event));
  },
  'card.shown': (timeline, event) => settle(timeline, event, 'shown'),
  'card.accepted': (timeline, event) => settle(timeline, event, 'accepted'),
  'card.dismissed': (timeline, event) => settle(timeline, event, 'dismissed'),
  'card.expired': (timeline, event) => {
    const found = card(timeline, event.cardId);
    if (found?.fate === 'raised' || found?.fate === 'shown') settle(timeline, event, 'expired');
  },
  'crosstalk.removed': (timeline, { channel, sourceChannel, startMs, endMs }) => {
    timeline.crosstalk.push({ channel, sourceChannel, startMs, endMs });
  },
  'audio.missed': (timeline, { channel, startMs, endMs, reason }) => {
    timeline.missedAudio.push({ channel, startMs, endMs, reason });
  },
  'pipeline.degraded': (timeline, { pipeline, atMs }) => {
    timeline.degraded.push({ pipeline, atMs });
  },
};

/** Events of another call, and events that were folded before, change nothing. */
export function foldTimeline(timeline: Timeline, event: CallEvent): void {
  if (event.seq <= timeline.lastSeq) return;
  timeline.lastSeq = event.seq;
  timeline.durationMs = Math.max(timeline.durationMs, event.atMs);
  (fold[event.type] as ((timeline: Timeline, event: CallEvent) => void) | undefined)?.(timeline, event);
}

function foldInterest(timeline: Timeline, event: EventOf<'metric.sampled'>): void {
  const participantId = event.participantId ?? '';
  let curve = timeline.interest.find((each) => each.participantId === participantId);
  if (!curve) {
    curve = { participantId, atMs: [], score: [], confidence: [] };
    timeline.interest.push(curve);
  }
  curve.atMs.push(event.atMs);
  curve.score.push(event.value);
  curve.confidence.push(event.confidence);
}

function foldInterestChange(
  timeline: Timeline,
  event: EventOf<'interest.declined'> | EventOf<'interest.recovered'>,
): void {
  const { participantId, atMs, sinceMs, fromScore, toScore, confidence, isCalibrated } = event;
  const direction = event.type === 'interest.declined' ? 'declined' : 'recovered';
  timeline.interestChanges.push({
    participantId,
    direction,
    atMs,
    sinceMs,
    fromScore,
    toScore,
    confidence,
    isCalibrated,
  });
}

function cardFields(event: EventOf<'card.raised'> | EventOf<'card.updated'>) {
  const { cardId, ruleId, kind, severity, pack, evidence, reason, confidence, isCalibrated, expiresAtMs } = event;
  return { cardId, ruleId, kind, severity, pack, evidence, reason, confidence, isCalibrated, expiresAtMs };
}

function curveOf(timeline: Timeline, { participantId, role }: EventOf<'emotion.sampled'>) {
  const known = timeline.emotion.find((each) => each.participantId === participantId);
  if (known) return known;
  const curve = { participantId, role, atMs: [], valence: [], arousal: [], confidence: [], isHeld: [], evidence: [] };
  timeline.emotion.push(curve);
  return timeline.emotion.at(-1) as Timeline['emotion'][number];
}
