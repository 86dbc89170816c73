// Which words belong to a voiced stretch or to a turn, by time. In: utterances. Out: texts and segment ids. No latency.
// A transcriber cuts its segments where it likes, so a stretch and an utterance need not begin or end together.

import type { EventOf } from '../engine/events.ts';
import type { ParticipantId, SegmentId } from '../engine/ids.ts';
import { durationMs, type MediaMs, type MediaSpan, overlapMs } from '../engine/media-time.ts';
import { isAcknowledgement } from './language/acknowledgements.ts';

export type Utterance = EventOf<'utterance.finalized'>;
/** The newest revision of each segment. */
export type Utterances = ReadonlyMap<SegmentId, Utterance>;

/** A stretch of one participant's speech; `endMs` is null while it goes on. */
export interface Speech {
  readonly speechId: string;
  readonly participantId: ParticipantId;
  readonly startMs: MediaMs;
  readonly endMs: MediaMs | null;
  readonly segmentId: SegmentId | null;
  readonly text: string | null;
}
export type EndedSpeech = Speech & { readonly endMs: MediaMs };

/** Word times of transcribers are off by some tens of milliseconds. */
const WORD_SLACK_MS = 100;

export function withUtterance(utterances: Utterances, utterance: Utterance, keepFromMs: number): Utterances {
  const known = utterances.get(utterance.segmentId);
  if (known && known.revision > utterance.revision) return utterances;
  const kept = [...utterances].filter(([, each]) => each.endMs >= keepFromMs);
  return new Map(kept).set(utterance.segmentId, utterance);
}

/** Null where no words are known; else whether all of them only acknowledge. */
export function onlyAcknowledges(speech: EndedSpeech, utterances: Utterances, callLanguage: string): boolean | null {
  const own = speech.segmentId === null ? undefined : utterances.get(speech.segmentId);
  const given = own?.text ?? speech.text;
  const spoken =
    given === null ? spokenDuring(speech, utterances) : [{ text: given, language: own?.language ?? callLanguage }];
  const texts = spoken.filter(({ text }) => text.trim() !== '');
  return texts.length === 0 ? null : texts.every(({ text, language }) => isAcknowledgement(text, language));
}

/** The segment that a stretch belongs to: its own, else the utterance that shares most time with it. */
export function segmentIdOf(speech: EndedSpeech, utterances: Utterances): SegmentId | undefined {
  if (speech.segmentId !== null) return speech.segmentId;
  let best: Utterance | undefined;
  for (const each of utterances.values()) {
    if (each.participantId !== speech.participantId || overlapMs(each, speech) === 0) continue;
    if (!best || overlapMs(each, speech) > overlapMs(best, speech)) best = each;
  }
  return best?.segmentId;
}

/** Utterances of which the larger part lies within the span, in the order they were spoken. */
export function segmentIdsWithin(span: MediaSpan, who: ParticipantId, utterances: Utterances): SegmentId[] {
  return [...utterances.values()]
    .filter((each) => each.participantId === who && overlapMs(each, span) * 2 > durationMs(each))
    .sort((a, b) => a.startMs - b.startMs)
    .map((each) => each.segmentId);
}

function spokenDuring(speech: EndedSpeech, utterances: Utterances): { text: string; language: string }[] {
  const padded = { startMs: speech.startMs - WORD_SLACK_MS, endMs: speech.endMs + WORD_SLACK_MS };
  return [...utterances.values()].flatMap((utterance) => {
    if (utterance.participantId !== speech.participantId) return [];
    const { language, words } = utterance;
    if (!words?.length) {
      // Without word times a short stretch within a longer utterance takes part in saying the whole of it.
      const shorterMs = Math.min(durationMs(utterance), durationMs(speech));
      return overlapMs(utterance, speech) * 2 > shorterMs ? [{ text: utterance.text, language }] : [];
    }
    const within = words.filter(({ startMs, endMs }) => {
      const middleMs = (startMs + endMs) / 2;
      return middleMs >= padded.startMs && middleMs < padded.endMs;
    });
    return [{ text: within.map((word) => word.text).join(' '), language }];
  });
}
