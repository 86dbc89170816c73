// Cards: the life of an offer. In: rule.matched, rule.cleared, what the rep did, ticks; out: card.raised, .updated, .expired.
// raised → shown → accepted | dismissed | expired. One card per reason; cool-down per rule, snooze per kind. Adds no latency.

import { z } from 'zod';
import type { EventDraft } from '../engine/events.ts';
import { type CallId, CardId } from '../engine/ids.ts';
import { type Machine, type Step, stay } from '../engine/machine.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';
import type { SignalOf } from '../engine/observations.ts';
import { type CallContext, machinePipeline } from '../engine/pipeline.ts';
import type { Rule } from '../engine/playbook.ts';

/** Times, floors and cool-downs belong to each rule of the playbook; there is nothing to set for the pipeline. */
export const CardsOptions = z.object({});

const INPUTS = [
  'rule.matched',
  'rule.cleared',
  'card.shown',
  'card.accepted',
  'card.dismissed',
  'card.snoozed',
  'clock.ticked',
] as const;
type CardInput = SignalOf<(typeof INPUTS)[number]>;
type CardDraft = Extract<EventDraft, { type: 'card.raised' | 'card.updated' | 'card.expired' }>;
type Matched = SignalOf<'rule.matched'>;

interface LiveCard {
  readonly cardId: CardId;
  readonly ruleId: string;
  readonly reasonKey: string;
  readonly expiresAtMs: number;
}

export interface CardsState {
  /** Neither taken, put aside nor expired. Only these are updated and expire. */
  readonly live: ReadonlyMap<CardId, LiveCard>;
  /** `ruleId reasonKey` of every card that was raised: each reason has one card, whatever became of it. */
  readonly reasons: ReadonlySet<string>;
  readonly raisedByRule: ReadonlyMap<string, { readonly count: number; readonly lastMs: number }>;
  /** By kind. */
  readonly snoozedUntilMs: ReadonlyMap<string, number>;
  readonly nowMs: MediaMs;
}

const INITIAL: CardsState = {
  live: new Map(),
  reasons: new Set(),
  raisedByRule: new Map(),
  snoozedUntilMs: new Map(),
  nowMs: mediaMs(0),
};

export function cardsMachine({ callId, playbook }: CallContext): Machine<CardsState, CardInput, CardDraft> {
  const rules = new Map(playbook.rules.map((rule) => [rule.id, rule]));

  function step(before: CardsState, signal: CardInput): Step<CardsState, CardDraft> {
    const state = { ...before, nowMs: signal.atMs };
    switch (signal.type) {
      case 'rule.matched': {
        const rule = rules.get(signal.ruleId);
        return rule ? take(state, signal, rule) : stay(state);
      }
      case 'rule.cleared':
        return expire(
          state,
          'resolved',
          (card) => card.ruleId === signal.ruleId && card.reasonKey === signal.reasonKey,
        );
      case 'clock.ticked':
        return expire(state, 'time', (card) => card.expiresAtMs <= signal.atMs);
      case 'card.accepted':
      case 'card.dismissed':
        return stay({ ...state, live: without(state.live, signal.cardId) });
      case 'card.snoozed': {
        // `ruleId` holds a rule or a kind; either way the whole kind falls silent.
        const kind = rules.get(signal.ruleId)?.kind ?? signal.ruleId;
        return stay({ ...state, snoozedUntilMs: new Map([...state.snoozedUntilMs, [kind, signal.untilMs]]) });
      }
      case 'card.shown':
        return stay(state);
    }
  }

  function take(state: CardsState, matched: Matched, rule: Rule): Step<CardsState, CardDraft> {
    const standing = [...state.live.values()].find(
      (card) => card.ruleId === rule.id && card.reasonKey === matched.reasonKey,
    );
    if (standing) {
      const card = { ...standing, expiresAtMs: matched.atMs + rule.expiresMs };
      return [
        { ...state, live: new Map([...state.live, [card.cardId, card]]) },
        [draft('card.updated', card, matched, rule)],
      ];
    }
    if (!mayRaise(state, matched, rule)) return stay(state);
    const count = (state.raisedByRule.get(rule.id)?.count ?? 0) + 1;
    const card: LiveCard = {
      cardId: cardIdOf(callId, rule.id, count),
      ruleId: rule.id,
      reasonKey: matched.reasonKey,
      expiresAtMs: matched.atMs + rule.expiresMs,
    };
    const raised: CardsState = {
      ...state,
      live: new Map([...state.live, [card.cardId, card]]),
      reasons: new Set([...state.reasons, reasonOf(matched)]),
      raisedByRule: new Map([...state.raisedByRule, [rule.id, { count, lastMs: matched.atMs }]]),
    };
    return [raised, [draft('card.raised', card, matched, rule)]];
  }

  function mayRaise(state: CardsState, matched: Matched, rule: Rule): boolean {
    if (matched.confidence < rule.minConfidence || state.reasons.has(reasonOf(matched))) return false;
    if (matched.atMs < (state.snoozedUntilMs.get(rule.kind) ?? 0)) return false;
    const last = state.raisedByRule.get(rule.id);
    return last === undefined || matched.atMs - last.lastMs >= rule.cooldownMs;
  }

  const flush = (state: CardsState) => expire(state, 'call-ended', () => true)[1];
  return { initial: INITIAL, step, flush };
}

/** Says the same in every replay; a long call id gives way so that the whole stays an id of 128 characters. */
function cardIdOf(callId: CallId, ruleId: string, count: number): CardId {
  const suffix = `:${ruleId}:${count}`;
  return CardId.parse(callId.slice(0, 128 - suffix.length) + suffix);
}

const reasonOf = ({ ruleId, reasonKey }: Matched) => `${ruleId} ${reasonKey}`;

function draft(type: 'card.raised' | 'card.updated', card: LiveCard, matched: Matched, rule: Rule): CardDraft {
  const { pack, evidence, confidence, isCalibrated, causedBy = [] } = matched;
  return {
    type,
    atMs: matched.atMs,
    causedBy: [matched.seq],
    cardId: card.cardId,
    ruleId: rule.id,
    kind: rule.kind,
    severity: rule.severity,
    pack,
    evidence,
    reason: causedBy,
    confidence,
    isCalibrated,
    expiresAtMs: mediaMs(card.expiresAtMs),
  };
}

function expire(
  state: CardsState,
  cause: 'time' | 'resolved' | 'call-ended',
  isOver: (card: LiveCard) => boolean,
): Step<CardsState, CardDraft> {
  const over = [...state.live.values()].filter(isOver);
  if (over.length === 0) return stay(state);
  const live = new Map([...state.live].filter(([, card]) => !over.includes(card)));
  const atMs = state.nowMs;
  return [
    { ...state, live },
    over.map(({ cardId, ruleId }) => ({ type: 'card.expired' as const, atMs, cardId, ruleId, cause })),
  ];
}

function without(live: CardsState['live'], cardId: CardId): CardsState['live'] {
  const rest = new Map(live);
  rest.delete(cardId);
  return rest;
}

export const cardsPipeline = machinePipeline({
  name: 'cards',
  consumes: INPUTS,
  produces: ['card.raised', 'card.updated', 'card.expired'],
  latencyMs: 0,
  options: CardsOptions,
  machine: (context) => cardsMachine(context),
});
