// A moment in words: title, and where it belongs to the evidence. Uses the catalogue of the language that was chosen.

import type { Competitor } from '../state/wire.ts';
import { clock, text } from '../text/messages.ts';
import { isSalesMoment, type Moment, type MomentKind } from './moments.ts';
import { salesNote, salesReason, salesTitle } from './sales-moments.ts';

export function kindName(kind: MomentKind): string {
  const { review, sales } = text.value;
  const names: Readonly<Record<MomentKind, string>> = { ...review.kinds, ...sales.kinds };
  return names[kind];
}

/** In the list, where the kind stands above. */
export function momentName(moment: Moment): string {
  return moment.kind === 'competitor' ? moment.mention.name : momentTitle(moment);
}

export function momentTitle(moment: Moment): string {
  const t = text.value;
  if (moment.kind === 'answer') {
    const { latencyMs } = moment.question;
    return latencyMs === null ? t.review.answerNone : t.review.answerTitle(latencyMs);
  }
  if (moment.kind === 'competitor') return t.review.competitorTitle(moment.mention.name);
  if (moment.kind === 'objection') return t.review.objectionTitle(t.objection[moment.objection.objection as 'price']);
  if (moment.kind === 'interest') return t.interest.titles[moment.change.direction];
  if (isSalesMoment(moment)) return salesTitle(moment);
  return moment.card.pack.title;
}

/** One line below the title in the list. */
export function momentNote(moment: Moment): string {
  const t = text.value;
  if (moment.kind === 'answer') return moment.question.text;
  if (moment.kind === 'objection') {
    const { match, text: words } = moment.objection;
    return match ? `${t.script.match(match.matchRatio)} · ${words}` : words;
  }
  if (isSalesMoment(moment)) return salesNote(moment);
  if (moment.kind === 'card') return t.card.fate[moment.card.fate];
  if (moment.kind === 'interest') return t.interest.points(moment.change.fromScore, moment.change.toScore);
  const { evidence } = moment.mention;
  return evidence === null ? t.review.evidenceUnknown : evidence ? t.live.evidence : t.review.noEvidence;
}

export function momentReason(moment: Moment, longAnswerMs: number): string {
  const t = text.value.review;
  const { seconds } = text.value.unit;
  if (moment.kind === 'answer') {
    const { latencyMs } = moment.question;
    return latencyMs === null ? t.whyUnanswered : t.whyAnswer(seconds(latencyMs), seconds(longAnswerMs));
  }
  if (moment.kind === 'objection') return t.whyObjection(text.value.objection[moment.objection.objection as 'price']);
  if (isSalesMoment(moment)) return salesReason(moment);
  if (moment.kind === 'card') return t.whyCard;
  if (moment.kind === 'interest') return text.value.interest.why;
  return competitorReason(moment.mention);
}

/** How it was said, and what it was backed with. */
function competitorReason({ isNegated, match, matched, evidence, evidenceKind, evidenceText }: Competitor): string {
  const t = text.value.review;
  const proof = evidenceKind === null ? '' : t.evidenceKinds[evidenceKind];
  const backing =
    evidence === null ? t.whyEvidenceOpen : evidence ? t.whyEvidence(proof, evidenceText ?? '') : t.whyNoEvidence;
  const heard = match === 'exact' ? [] : [t.heardAs(matched)];
  return [isNegated ? t.whyCompetitorDenied : t.whyCompetitor, ...heard, backing].join(' ');
}

export const stretchWords = (fromMs: number, toMs: number) =>
  text.value.review.timelineLabel(clock(fromMs), clock(toMs));
