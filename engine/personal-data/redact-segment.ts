// One segment's words and their times with what must go taken out. In: the segment and the places in its text.
// Out: the segment with marks, and where in media time each place was said, so that the recording can be silenced there.

import type { Word } from '../events.ts';
import { type MediaMs, mediaMs } from '../media-time.ts';
import { placeholder, type RedactedKind, type RedactedSpan, replaceSpans } from './redact-text.ts';

export interface SegmentWords {
  readonly text: string;
  readonly startMs: MediaMs;
  readonly endMs: MediaMs;
  readonly words?: readonly Word[] | undefined;
  readonly redactions?: readonly SegmentRedaction[] | undefined;
}
export interface SegmentRedaction {
  readonly kind: RedactedKind;
  readonly startMs: MediaMs;
  readonly endMs: MediaMs;
}
interface RedactedWords {
  readonly text: string;
  readonly words?: Word[];
  readonly redactions: SegmentRedaction[];
}

/** Characters do not take the same time each: a proportional span is widened by this much on either side, ms. */
const MARGIN_MS = 400;

/** `spans`: in order, none overlapping, never empty. Words that cannot be found in the text are left out altogether. */
export function redactSegment(segment: SegmentWords, spans: readonly RedactedSpan[], language: string): RedactedWords {
  const placed = segment.words ? placeWords(segment.text, segment.words) : null;
  const times = spans.map((span) => timeOf(segment, span, placed));
  return {
    text: replaceSpans(segment.text, spans, language),
    ...(placed ? { words: redactWords(placed, spans, language) } : {}),
    redactions: [...(segment.redactions ?? []), ...times],
  };
}

interface PlacedWord extends Word {
  readonly from: number;
  readonly to: number;
}

/** Each word with its place in the text; null where one is not there, as when digits were written for spoken ones. */
function placeWords(text: string, words: readonly Word[]): readonly PlacedWord[] | null {
  const placed: PlacedWord[] = [];
  let from = 0;
  const lower = text.toLowerCase();
  for (const word of words) {
    const plain = word.text.trim().toLowerCase();
    const at = lower.indexOf(plain, from);
    if (at < 0 || plain === '') return null;
    from = at + plain.length;
    placed.push({ ...word, from: at, to: from });
  }
  return placed;
}

function redactWords(placed: readonly PlacedWord[], spans: readonly RedactedSpan[], language: string): Word[] {
  const words: Word[] = [];
  let last: RedactedSpan | undefined;
  for (const { from, to, ...word } of placed) {
    const span = spans.find((each) => each.start < to && from < each.end);
    const before = words.at(-1);
    if (span && span === last && before) words[words.length - 1] = { ...before, endMs: word.endMs };
    else words.push(span ? { ...word, text: placeholder(span.kind, language) } : word);
    last = span;
  }
  return words;
}

function timeOf(segment: SegmentWords, span: RedactedSpan, placed: readonly PlacedWord[] | null): SegmentRedaction {
  const { kind, start, end } = span;
  const said = placed?.filter(({ from, to }) => from < end && start < to) ?? [];
  const [first, last] = [said[0], said.at(-1)];
  if (first && last) return { kind, startMs: first.startMs, endMs: last.endMs };
  const { startMs, endMs, text } = segment;
  const at = (place: number) => startMs + ((endMs - startMs) * place) / Math.max(1, text.length);
  return {
    kind,
    startMs: mediaMs(Math.max(startMs, Math.round(at(start) - MARGIN_MS))),
    endMs: mediaMs(Math.min(endMs, Math.round(at(end) + MARGIN_MS))),
  };
}
