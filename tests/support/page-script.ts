// The shape of an invented call from which page-log.ts makes an event log.

import type { EventOf } from '../../engine/events.ts';
import type { ScriptLooks } from './page-material.ts';

type Question = Pick<EventOf<'question.asked'>, 'form' | 'isOpen' | 'confidence'>;

export interface ScriptLine {
  readonly who: 'rep' | 'customer' | 'colleague';
  /** Silence before the line, ms; negative where it begins while the other still speaks. */
  readonly gapMs: number;
  readonly text: string;
  readonly question?: Question;
  readonly objection?: EventOf<'objection.raised'>['objection'];
  /** A competitor is named; `evidenceLine` is the line that backs it, null where none does. */
  readonly competitor?: { readonly name: string; readonly evidenceLine: number | null };
  /** How the customer feels from here on, valence in [−1, 1]. */
  readonly mood?: number;
  readonly isBackchannel?: boolean;
  /** A slide that comes on screen as the line begins. */
  readonly slide?: string;
  /** How that slide looks, and where customers looked. */
  readonly looks?: ScriptLooks;
  readonly filled?: boolean;
}

export interface ScriptCard extends Pick<EventOf<'card.raised'>, 'ruleId' | 'kind' | 'severity' | 'pack'> {
  /** The line that is its reason; the card comes `afterMs` after that line's end. */
  readonly line: number;
  readonly afterMs: number;
  readonly confidence: number;
  readonly isCalibrated: boolean;
  readonly livesMs: number;
  /** What a rep did with it, in the finished call. */
  readonly fate: 'accepted' | 'dismissed' | 'expired';
}

export interface Script {
  readonly callId: string;
  readonly title: string;
  readonly accountName: string;
  readonly industry: string;
  readonly stage: string;
  readonly language: string;
  readonly startedAt: string;
  readonly people: Readonly<Record<ScriptLine['who'], { readonly name: string; readonly personId?: string }>>;
  /** Milliseconds of speech for one character of text. */
  readonly msPerCharacter: number;
  readonly keywords: Readonly<Record<string, readonly string[]>>;
  readonly lines: readonly ScriptLine[];
  readonly cards: readonly ScriptCard[];
}
