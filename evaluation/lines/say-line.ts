// One utterance as a whole call without audio, so that what production's pipelines find in it is what is measured.
// In: words, who says them, perhaps what was said before. Out: the call's event log.

import type { CallEvent, Role } from '../../engine/events.ts';
import { CallId, ParticipantId, SegmentId } from '../../engine/ids.ts';
import { mediaMs } from '../../engine/media-time.ts';
import type { RecordedCall } from '../../gateway/recorded/recorded-call.ts';
import type { EvaluatedEngine } from '../engine.ts';

/** The segment that the words are in. */
export const LINE_SEGMENT = SegmentId.parse('line');

export interface Said {
  readonly text: string;
  /** As the file gives it: `zh`, `en`, `zh-CN`, or anything else for mixed talk. */
  readonly lang: string;
  readonly role: Role;
  /** Day of the call, `YYYY-MM-DD`; it begins at ten in the morning, UTC. */
  readonly callDate?: string;
  /** What the customer says first. */
  readonly before?: string;
  /** A slide is on screen. */
  readonly isPresenting?: boolean;
}

const DEFAULT_DATE = '2026-03-04';
const START_MS = 5_000;
/** So long after the last word everything has been said: the longest wait of a pipeline for words is the end of the call. */
const TAIL_MS = 2_000;

/** Chinese or English: by the tag where it says so, else by the script of most words. */
export function languageOf(lang: string, text: string): 'zh' | 'en' {
  if (/^zh\b/i.test(lang)) return 'zh';
  if (/^en\b/i.test(lang)) return 'en';
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latinWords = text.match(/[\p{Script=Latin}']+/gu)?.length ?? 0;
  return han > latinWords ? 'zh' : 'en';
}

const ROLES: readonly Role[] = ['rep', 'customer', 'colleague', 'unknown'];

export function lineCall({ text, lang, role, callDate = DEFAULT_DATE, before, isPresenting }: Said): RecordedCall {
  const language = languageOf(lang, text);
  const endMs = START_MS + Math.max(500, spokenMs(text, language));
  const segment = (id: string, who: Role, words: string, startMs: number, toMs: number) => ({
    type: 'segment.finalized' as const,
    atMs: mediaMs(toMs),
    participantId: ParticipantId.parse(who),
    segmentId: SegmentId.parse(id),
    startMs: mediaMs(startMs),
    endMs: mediaMs(toMs),
    text: words,
  });
  return {
    started: {
      type: 'call.started',
      callId: CallId.parse('evaluated-line'),
      startedAt: `${callDate}T10:00:00Z`,
      timeZone: 'Etc/UTC',
      language,
      participants: ROLES.map((each) => ({ participantId: ParticipantId.parse(each), role: each })),
    },
    events: [
      ...(isPresenting ? [{ type: 'slide.shown' as const, atMs: mediaMs(0), slideId: 'slide' }] : []),
      ...(before === undefined ? [] : [segment('before', 'customer', before, 1_000, START_MS - 500)]),
      segment(LINE_SEGMENT, role, text, START_MS, endMs),
    ],
    audio: undefined,
    endedAtMs: mediaMs(endMs + TAIL_MS),
    endReason: undefined,
  };
}

export function sayLine(
  engine: EvaluatedEngine,
  said: Said,
  pipelineOptions?: Readonly<Record<string, unknown>>,
): Promise<CallEvent[]> {
  return engine.analyze(lineCall(said), pipelineOptions ? { pipelineOptions } : {});
}

/** About as long as it takes to say: 250 characters a minute of Chinese, 170 words a minute of English. */
function spokenMs(text: string, language: 'zh' | 'en'): number {
  return language === 'zh' ? [...text].length * 240 : text.split(/\s+/).length * 350;
}
