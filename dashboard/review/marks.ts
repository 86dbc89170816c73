// What the lanes show, indexed once a call: spans and points with the id of the moment they belong to, if any. Pure.

import { isLongAnswer } from '../parts/long-answer.ts';
import type { Role, Timeline, TimelineCard, TimelineQuestion } from '../state/wire.ts';
import { slideNumber } from './on-screen.ts';
import { salesMoments } from './sales-moments.ts';
import { indexSpans, type SpanIndex, type Spanned } from './span-index.ts';

export interface SpeechMark extends Spanned {
  readonly role: Role;
}
interface SlideMark extends Spanned {
  readonly number: number;
  readonly title: string | null;
  /** How much of its points arrived, 0…1; null where it is not known. */
  readonly keyReception: number | null;
}
export interface QuestionMark extends Spanned {
  readonly question: TimelineQuestion;
  readonly isLong: boolean;
}
interface KeywordMark extends Spanned {
  readonly row: number;
  readonly role: Role;
  readonly phrase: string;
}
interface CompetitorMark extends Spanned {
  readonly id: string;
  readonly name: string;
  readonly evidence: boolean | null;
}
interface ObjectionMark extends Spanned {
  readonly id: string;
}
interface InterestMark extends Spanned {
  readonly id: string;
  readonly direction: 'declined' | 'recovered';
}
interface CardMark extends Spanned {
  readonly card: TimelineCard;
}

export interface Marks {
  readonly durationMs: number;
  readonly slides: SpanIndex<SlideMark>;
  readonly rep: SpanIndex<SpeechMark>;
  readonly customer: SpanIndex<SpeechMark>;
  readonly others: SpanIndex<SpeechMark>;
  readonly overlaps: SpanIndex<Spanned>;
  /** Under the role on whose channel the other voice was heard. */
  readonly crosstalk: SpanIndex<SpeechMark>;
  readonly questions: SpanIndex<QuestionMark>;
  readonly emotion: Timeline['emotion'];
  readonly interest: Timeline['interest'];
  readonly interestChanges: SpanIndex<InterestMark>;
  /** Categories in order of their rows, most hits first. */
  readonly categories: readonly string[];
  readonly keywords: SpanIndex<KeywordMark>;
  readonly competitors: SpanIndex<CompetitorMark>;
  readonly objections: SpanIndex<ObjectionMark>;
  /** What customers let show. */
  readonly showings: SpanIndex<ObjectionMark>;
  readonly cards: SpanIndex<CardMark>;
}

/** More categories than this share the last row. */
const MOST_KEYWORD_ROWS = 6;

export function marksOf(timeline: Timeline): Marks {
  const roles = new Map<string, Role>(timeline.participants.map((each) => [each.participantId, each.role]));
  const roleOf = (participantId: string): Role => roles.get(participantId) ?? 'unknown';
  const { durationMs } = timeline;
  const speech = timeline.speech.map(({ participantId, startMs, endMs }) => {
    return { startMs, endMs, role: roleOf(participantId) };
  });
  const categories = categoriesByHits(timeline);
  const rowOf = (category: string) => Math.min(categories.indexOf(category), MOST_KEYWORD_ROWS - 1);
  const spoken = (wanted: (role: Role) => boolean) => indexSpans(speech.filter(({ role }) => wanted(role)));
  return {
    durationMs,
    slides: indexSpans(
      timeline.slides.map((slide) => {
        const { title, startMs, endMs, viewed } = slide;
        const keyReception = viewed?.keyReception ?? null;
        return { number: slideNumber(timeline, slide), title, startMs, endMs: endMs ?? durationMs, keyReception };
      }),
    ),
    rep: spoken((role) => role === 'rep'),
    customer: spoken((role) => role === 'customer'),
    others: spoken((role) => role === 'colleague' || role === 'unknown'),
    overlaps: indexSpans(timeline.overlaps),
    crosstalk: indexSpans(
      timeline.crosstalk.map(({ channel, startMs, endMs }) => {
        const heardAt = timeline.participants.find((each) => each.channel === channel);
        return { startMs, endMs, role: heardAt?.role ?? 'unknown' };
      }),
    ),
    questions: indexSpans(
      timeline.questions
        .filter((question) => question.role === 'customer')
        .map((question) => {
          const { endMs, answerStartMs } = question;
          const waitedTo = Math.max(endMs, answerStartMs ?? durationMs);
          return { startMs: endMs, endMs: waitedTo, question, isLong: isLongAnswer(question) };
        }),
    ),
    emotion: timeline.emotion,
    interest: timeline.interest,
    interestChanges: indexSpans(
      timeline.interestChanges.map(({ sinceMs, atMs, direction }, at) => {
        return { startMs: sinceMs, endMs: atMs, id: `interest-${at}`, direction };
      }),
    ),
    categories: categories.slice(0, MOST_KEYWORD_ROWS),
    keywords: indexSpans(
      timeline.keywords.map(({ category, participantId, phrase, atMs }) => {
        return { startMs: atMs, endMs: atMs, row: rowOf(category), role: roleOf(participantId), phrase };
      }),
    ),
    competitors: indexSpans(
      timeline.competitors.map(({ mentionId, name, evidence, atMs }) => {
        return { startMs: atMs, endMs: atMs, id: mentionId, name, evidence };
      }),
    ),
    objections: indexSpans(
      timeline.objections.map(({ startMs, endMs }, at) => ({ startMs, endMs, id: `objection-${at}` })),
    ),
    showings: indexSpans(
      salesMoments(timeline).flatMap(({ id, kind, said: { startMs, endMs } }) => {
        return kind === 'next-step' ? [] : [{ startMs, endMs, id }];
      }),
    ),
    cards: indexSpans(
      timeline.cards.map((card) => ({
        startMs: card.raisedAtMs,
        endMs: Math.max(card.raisedAtMs, card.fateAtMs),
        card,
      })),
    ),
  };
}

function categoriesByHits({ keywords }: Timeline): readonly string[] {
  const hits = new Map<string, number>();
  for (const { category } of keywords) hits.set(category, (hits.get(category) ?? 0) + 1);
  return [...hits].sort((a, b) => b[1] - a[1]).map(([category]) => category);
}
