// The cards that a sample call must raise, and when: the rules of the seed playbooks, applied by hand to what is true of it.
// In: lines, questions, mentions, and when each line's words arrive. Out: rule, reason, and the span of media time allowed.

import { EVIDENCE_AFTER_MS, type MentionTruth } from './marked-words.ts';
import type { PlacedCall } from './place-lines.ts';
import type { QuestionTruth } from './question-truth.ts';
import type { Arrival } from './recorded-lines.ts';
import { silencesOf, speechMsUntil } from './turn-truth.ts';

export interface ExpectedCard {
  readonly ruleId: string;
  /** The segment whose words are the reason. */
  readonly reasonSegmentId?: string;
  readonly atMsFrom: number;
  readonly atMsTo: number;
}

export interface CardGrounds {
  readonly call: PlacedCall;
  readonly questions: readonly QuestionTruth[];
  readonly mentions: readonly MentionTruth[];
  /** By line id. */
  readonly arrived: ReadonlyMap<string, Arrival>;
}

/** A card about the clock may be this far from its moment, ms. */
const CLOCK_TOLERANCE_MS = 300;
/** Words are looked at within so long of their arrival, ms. */
const WORDS_TOLERANCE_MS = 300;

export function expectedCards(grounds: CardGrounds): ExpectedCard[] {
  const cards = [
    ...cooled(slowAnswers(grounds), 30_000),
    ...cooled(saysOf('budget-process', 'budget-approval', grounds), 180_000),
    ...cooled(saysOf('security', 'security-review', grounds), 300_000),
    ...objectionCards(grounds),
    ...cooled(deadAir(grounds), 90_000),
    ...competitorWithoutProof(grounds),
  ];
  return cards.sort((a, b) => a.atMsFrom - b.atMsFrom);
}

/** After a card, none of the same rule for so long. */
function cooled(cards: readonly ExpectedCard[], cooldownMs: number): ExpectedCard[] {
  const kept: ExpectedCard[] = [];
  for (const card of [...cards].sort((a, b) => a.atMsFrom - b.atMsFrom)) {
    const last = kept.at(-1);
    if (!last || card.atMsFrom - last.atMsFrom >= cooldownMs) kept.push(card);
  }
  return kept;
}

function around(ruleId: string, atMs: number, reasonSegmentId?: string): ExpectedCard {
  const span = { atMsFrom: atMs - CLOCK_TOLERANCE_MS, atMsTo: atMs + CLOCK_TOLERANCE_MS };
  return { ruleId, ...(reasonSegmentId === undefined ? {} : { reasonSegmentId }), ...span };
}

/** One card for each question, however often its silence goes over the threshold. */
function slowAnswers({ questions }: CardGrounds): ExpectedCard[] {
  return questions.flatMap(({ questionSegmentIds, overdueAtMs }) =>
    overdueAtMs.slice(0, 1).map((atMs) => around('slow-answer', atMs, questionSegmentIds[0])),
  );
}

/** The customer says something of a keyword category: a card once the words have arrived. */
function saysOf(category: string, ruleId: string, { call, arrived }: CardGrounds): ExpectedCard[] {
  return call.lines
    .filter(({ line }) => line.by === 'customer' && line.keywords?.some((mark) => mark.category === category))
    .map(({ line, endMs }) => {
      const atMsFrom = arrived.get(line.id)?.settledMs ?? endMs;
      return { ruleId, reasonSegmentId: line.id, atMsFrom, atMsTo: atMsFrom + WORDS_TOLERANCE_MS };
    });
}

/** Each type has its rule. An objection to the budget's process is the card of the budget, which words raise too. */
function objectionCards({ call, arrived }: CardGrounds): ExpectedCard[] {
  const raised = call.lines.flatMap(({ line, endMs }) => {
    if (line.objection === undefined) return [];
    const atMsFrom = arrived.get(line.id)?.firstMs ?? endMs;
    const ruleId = `${line.objection}-objection`;
    return [{ ruleId, reasonSegmentId: line.id, atMsFrom, atMsTo: atMsFrom + WORDS_TOLERANCE_MS }];
  });
  const rules = [...new Set(raised.map(({ ruleId }) => ruleId))];
  return rules.flatMap((rule) =>
    cooled(
      raised.filter(({ ruleId }) => ruleId === rule),
      120_000,
    ),
  );
}

const DEAD_AIR_MS = 6_000;
/** Dead air is a figure that is sampled once a second. */
const SAMPLED_EVERY_MS = 1_000;

function deadAir({ call, questions }: CardGrounds): ExpectedCard[] {
  const isOpenAt = (atMs: number) =>
    questions.some(({ startMs, answerStartMs }) => startMs < atMs && (answerStartMs === null || answerStartMs > atMs));
  return silencesOf(call)
    .filter(({ startMs, endMs }) => endMs - startMs >= DEAD_AIR_MS && !isOpenAt(startMs + DEAD_AIR_MS))
    .map(({ startMs }) => {
      const { atMsFrom, atMsTo } = around('dead-air', startMs + DEAD_AIR_MS);
      return { ruleId: 'dead-air', atMsFrom, atMsTo: atMsTo + SAMPLED_EVERY_MS };
    });
}

const BASELINE_PER_10_MIN = 1.2;
const RATIO_ABOVE = 2.3;
const SHARE_UNDER = 0.5;
/** How long the playbook's rule must hold: the rep gets a moment to bring the proof unprompted. */
const RISK_HOLDS_MS = 12_000;
/** Figures are sampled when words arrive, so the rule may see the moment this much later, ms. */
const LATE_WORDS_MS = 2_000;

/** A mention counts as bare until the words that back it have arrived; the card comes when too many stay bare. */
function competitorWithoutProof({ call, mentions, arrived }: CardGrounds): ExpectedCard[] {
  const known = mentions.map((mention) => ({
    ...mention,
    namedAtMs: namedAt(mention, call, arrived),
    knownAtMs: knownAt(mention, arrived),
  }));
  const namedBy = (atMs: number) => known.filter(({ namedAtMs }) => namedAtMs <= atMs);
  const isRisk = (atMs: number) => {
    const named = namedBy(atMs);
    const ratio = (named.length * 600_000) / speechMsUntil(call, atMs) / BASELINE_PER_10_MIN;
    const backed = named.filter(({ evidence, knownAtMs }) => evidence && knownAtMs <= atMs).length;
    return named.length >= 2 && ratio > RATIO_ABOVE && backed / named.length < SHARE_UNDER;
  };
  const momentsMs = known.flatMap(({ namedAtMs, knownAtMs }) => [namedAtMs, knownAtMs]).sort((a, b) => a - b);
  const holds = (fromMs: number) =>
    momentsMs.filter((atMs) => atMs >= fromMs && atMs < fromMs + RISK_HOLDS_MS).every(isRisk);
  const sinceMs = momentsMs.find((atMs) => isRisk(atMs) && holds(atMs));
  if (sinceMs === undefined) return [];
  const dueMs = sinceMs + RISK_HOLDS_MS;
  return [{ ruleId: 'competitor-without-proof', atMsFrom: dueMs - CLOCK_TOLERANCE_MS, atMsTo: dueMs + LATE_WORDS_MS }];
}

type Arrived = CardGrounds['arrived'];

/** A name that the recogniser first got wrong is there with the correction. */
function namedAt({ segmentId, name, saidAtMs }: MentionTruth, { lines }: PlacedCall, arrived: Arrived): number {
  const firstHeard = lines.find(({ line }) => line.id === segmentId)?.line.firstHeard;
  const arrival = arrived.get(segmentId);
  const atMs = firstHeard?.includes(name) === false ? arrival?.settledMs : arrival?.firstMs;
  return atMs ?? saidAtMs;
}

function knownAt({ evidenceId, saidAtMs }: MentionTruth, arrived: Arrived): number {
  return evidenceId === null ? saidAtMs + EVIDENCE_AFTER_MS : (arrived.get(evidenceId)?.settledMs ?? saidAtMs);
}
