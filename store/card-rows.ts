// Card events → rows of `cards` (what was offered) and of `card_feedback` (what became of it).

import type { EventOf } from '../engine/events.ts';
import type { Row } from './tables.ts';

export function card(event: EventOf<'card.raised' | 'card.updated'>): Row<'cards'> {
  const { pack, evidence } = event;
  return {
    table: 'cards',
    cells: {
      event: event.type === 'card.raised' ? 'raised' : 'updated',
      card_id: event.cardId,
      rule_id: event.ruleId,
      kind: event.kind,
      severity: event.severity,
      resource_id: pack.resource?.id ?? '',
      case_id: pack.case?.id ?? '',
      script_id: pack.script?.id ?? '',
      pack: JSON.stringify(pack),
      evidence: JSON.stringify(evidence),
      reason: event.reason,
      confidence: event.confidence,
      is_calibrated: event.isCalibrated,
      expires_at_ms: event.expiresAtMs,
    },
  };
}

export function cardAct(event: EventOf<'card.shown' | 'card.accepted' | 'card.dismissed'>): Row<'card_feedback'> {
  const act = event.type.slice('card.'.length);
  return { table: 'card_feedback', cells: { event: act, card_id: event.cardId, person_id: event.personId ?? '' } };
}

export function snooze(event: EventOf<'card.snoozed'>): Row<'card_feedback'> {
  const { ruleId, untilMs, personId } = event;
  const cells = { event: 'snoozed', rule_id: ruleId, until_ms: untilMs, person_id: personId ?? '' };
  return { table: 'card_feedback', cells };
}

export function cardExpiry(event: EventOf<'card.expired'>): Row<'card_feedback'> {
  const { cardId, ruleId, cause } = event;
  return { table: 'card_feedback', cells: { event: 'expired', card_id: cardId, rule_id: ruleId, cause } };
}
