// The door of a call: events as feeds, transcribers and viewers send them in, the same events without personal data out.
// Nothing behind it has seen the rest. Remembers the last words of each participant, in memory only, because a number
// may be said over two segments. Adds no latency: what may be the begin of a number is masked, not waited for.

import type { FeedEvent, Unstamped, ViewerEvent } from '../events.ts';
import type { ParticipantId, SegmentId } from '../ids.ts';
import { findPersonalData } from './find-personal-data.ts';
import { leadingDigitsEnd, openTail } from './open-tail.ts';
import type { PersonalKind } from './personal-span.ts';
import { redactSegment } from './redact-segment.ts';
import { mergeSpans, type RedactedSpan, redactText } from './redact-text.ts';

/** What is taken out of a call before anything else sees it. */
export interface Redaction {
  /** Kinds to take out; none takes nothing out. */
  readonly kinds: readonly PersonalKind[];
  /** Names to take out where `kinds` has `name`, besides those of the participants. */
  readonly names: readonly string[];
}

/** Everything that can be told without a list. Names stay: who talks is what the product shows, under its visibility. */
export const DEFAULT_REDACTION: Redaction = {
  kinds: ['phone', 'email', 'id-card', 'passport', 'bank-card', 'address'],
  names: [],
};

type Incoming = Unstamped<FeedEvent> | Unstamped<ViewerEvent>;
type Segment = Extract<Incoming, { type: 'segment.finalized' | 'segment.revised' }>;

interface Said {
  readonly segmentId: SegmentId;
  /** The end of the words as they were said. */
  readonly tail: string;
  readonly endMs: number;
  /** Its end was held back: digits that follow belong to it. */
  readonly isOpen: boolean;
}
interface Remembered {
  readonly before: Said | undefined;
  readonly current: Said;
}

/** So much of the words before is looked at together with the next ones; the longest number spoken in English fits. */
const TAIL_CHARS = 110;
/** Words after a longer pause are another matter, ms. */
const JOIN_WITHIN_MS = 8_000;
/** Keys that are no words of people; ids of feeds are left as they are. */
const NO_WORDS = /(?:Ids?|^type|^language|^startedAt|^timeZone|^role|^kind|^clock|^encoding|^url)$/;

export class CallRedactor {
  readonly #redaction: Redaction;
  readonly #language: string;
  #names: readonly string[];
  readonly #remembered = new Map<ParticipantId, Remembered>();

  /** `names`: those of the participants that are known at the start. */
  constructor(redaction: Redaction, language: string, names: readonly string[]) {
    this.#redaction = redaction;
    this.#language = language;
    this.#names = [...redaction.names, ...names];
  }

  redact<Event extends Incoming>(event: Event): Event {
    if (this.#redaction.kinds.length === 0) return event;
    if (event.type === 'segment.finalized' || event.type === 'segment.revised') {
      return this.#redactSegment(event) as typeof event;
    }
    const name = nameIn(event);
    if (name) this.#names = [...this.#names, name];
    return redactWords(event, this.#redaction, this.#language);
  }

  #redactSegment(segment: Segment): Segment {
    const isFinal = segment.type === 'segment.finalized' || segment.isFinal !== false;
    const language = segment.language ?? this.#language;
    const before = this.#before(segment);
    const { spans, isOpen } = this.#spansOf(segment, before, isFinal);
    if (isFinal) this.#remember(segment, before, isOpen);
    const spokenText = segment.words?.map(({ text }) => text).join(/^zh/i.test(language) ? '' : ' ') ?? '';
    if (spans.length > 0) return withoutLostWords(segment, redactSegment(segment, spans, language));
    // The words say a number that the text does not: they do not belong together.
    if (this.#find(spokenText).length > 0) return withoutLostWords(segment, {});
    return segment;
  }

  #find(text: string): readonly RedactedSpan[] {
    return findPersonalData(text, { kinds: this.#redaction.kinds, names: this.#names });
  }

  #spansOf({ text }: Segment, before: Said | undefined, isFinal: boolean) {
    const own = this.#find(text);
    const crossing = before ? this.#crossing(before.tail, text) : [];
    const lead = before?.isOpen ? leadingDigitsEnd(text) : null;
    const led: RedactedSpan[] = lead === null ? [] : [{ start: 0, end: lead, kind: 'number' }];
    const from = this.#redaction.kinds.every((kind) => kind === 'name') ? null : openTail(text, isFinal);
    const isHeld = from !== null && !own.some(({ end }) => end > from);
    const tail: RedactedSpan[] = isHeld ? [{ start: from, end: text.length, kind: 'number' }] : [];
    return { spans: mergeSpans([...own, ...crossing, ...led, ...tail]), isOpen: isHeld };
  }

  /** The part in `text` of what begins in the words before it. */
  #crossing(tail: string, text: string): readonly RedactedSpan[] {
    const joint = /\p{Script=Han}$/u.test(tail) || /^\p{Script=Han}/u.test(text) ? '' : ' ';
    const edge = tail.length + joint.length;
    return this.#find(tail + joint + text)
      .filter(({ start, end }) => start < tail.length && end > edge)
      .map(({ end, kind }) => ({ start: 0, end: end - edge, kind }));
  }

  #before(segment: Segment): Said | undefined {
    const remembered = this.#remembered.get(segment.participantId);
    const said = remembered?.current.segmentId === segment.segmentId ? remembered.before : remembered?.current;
    return said && Math.abs(segment.startMs - said.endMs) <= JOIN_WITHIN_MS ? said : undefined;
  }

  #remember({ participantId, segmentId, text, endMs }: Segment, before: Said | undefined, isOpen: boolean): void {
    const joint = /\p{Script=Han}$/u.test(before?.tail ?? '') ? '' : ' ';
    const tail = `${before ? before.tail + joint : ''}${text}`.slice(-TAIL_CHARS);
    this.#remembered.set(participantId, { before, current: { segmentId, tail, endMs, isOpen } });
  }
}

function withoutLostWords(segment: Segment, changed: object): Segment {
  const { words: _, ...rest } = segment;
  return { ...rest, ...changed } as Segment;
}

/** Every word of people in an event that is no segment: titles, names, notes, reasons. */
export function redactWords<Value>(value: Value, redaction: Redaction, language: string): Value {
  const search = { kinds: redaction.kinds.filter((kind) => kind !== 'name') };
  const walk = (each: unknown, key: string): unknown => {
    if (typeof each === 'string')
      return each.length < 6 || NO_WORDS.test(key) ? each : redactText(each, search, language);
    if (Array.isArray(each)) return each.map((item) => walk(item, key));
    if (each === null || typeof each !== 'object') return each;
    return Object.fromEntries(Object.entries(each).map(([name, item]) => [name, walk(item, name)]));
  };
  return redaction.kinds.length === 0 ? value : (walk(value, '') as Value);
}

function nameIn(event: Incoming): string | undefined {
  if (event.type === 'participant.joined') return event.participant.name;
  return event.type === 'participant.reassigned' ? event.name : undefined;
}
