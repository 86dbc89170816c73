// How the talk is worded. In: utterances, questions. Out: speech-rate-per-min, filler-rate, questions and their rate.
// No latency of its own. Source: docs/metrics.md, speech rate, filler rate, question rate.

import type { EventOf } from '../engine/events.ts';
import type { ParticipantId, SegmentId } from '../engine/ids.ts';
import { type Step, stay } from '../engine/machine.ts';
import type { MediaSpan } from '../engine/media-time.ts';
import { roleOf, sideOf } from '../engine/participants.ts';
import { countFillers } from './language/acknowledgements.ts';
import {
  type MetricDraft,
  sampled,
  spokenBy,
  spokenMs,
  spokenWithin,
  type TalkPart,
  type TalkTime,
} from './talk-time.ts';

export interface WordsOptions {
  readonly rateWindowMs: number;
}

interface Counted extends MediaSpan {
  readonly participantId: ParticipantId;
  readonly revision: number;
  readonly tokens: number;
  readonly fillers: number;
  /** Words, or characters where the text is Chinese. */
  readonly units: number;
  readonly unit: 'words/min' | 'chars/min';
}
type Kind = 'open' | 'closed';
interface WordsState {
  /** The newest revision of each segment. */
  readonly counted: ReadonlyMap<SegmentId, Counted>;
  readonly questions: ReadonlyMap<ParticipantId, Readonly<Record<Kind, number>>>;
}

/** Less speech than this gives no rate, ms: a word or two would swing it wildly. */
const LEAST_SPEECH_MS = 3_000;

export function wordsPart(options: WordsOptions): TalkPart<WordsState> {
  function onUtterance(
    state: WordsState,
    utterance: EventOf<'utterance.finalized'>,
    talk: TalkTime,
  ): Step<WordsState, MetricDraft> {
    const known = state.counted.get(utterance.segmentId);
    if (known && known.revision > utterance.revision) return stay(state);
    const counted = new Map(state.counted).set(utterance.segmentId, countedOf(utterance));
    const next = { ...state, counted };
    const own = ofParticipant(next, utterance.participantId);
    return [next, [...speechRate(own, talk, options.rateWindowMs), ...fillerRate(own, talk)]];
  }

  function onQuestion(state: WordsState, question: EventOf<'question.asked'>, talk: TalkTime) {
    // Without words every customer turn stands for a question: that is no question asked.
    if (question.form === 'turn') return stay(state);
    const { participantId } = question;
    const kind: Kind = question.isOpen ? 'open' : 'closed';
    const before = state.questions.get(participantId) ?? { open: 0, closed: 0 };
    const after = { ...before, [kind]: before[kind] + 1 };
    const questions = new Map(state.questions).set(participantId, after);
    return [{ ...state, questions }, questionFigures(talk, participantId, kind, after[kind])] as const;
  }

  return {
    initial: { counted: new Map(), questions: new Map() },
    step(state, input, talk) {
      if (input.type === 'utterance.finalized') return onUtterance(state, input, talk);
      return input.type === 'question.asked' ? onQuestion(state, input, talk) : stay(state);
    },
    flush(state, talk) {
      const speakers = new Set([...state.counted.values()].map((each) => each.participantId));
      return [
        ...[...speakers].flatMap((id) => fillerRate(ofParticipant(state, id), talk)),
        ...[...state.questions].flatMap(([id, { open, closed }]) => [
          ...questionFigures(talk, id, 'open', open),
          ...questionFigures(talk, id, 'closed', closed),
        ]),
      ];
    },
  };
}

function countedOf(utterance: EventOf<'utterance.finalized'>): Counted {
  const { participantId, revision, startMs, endMs, text, language, tokens } = utterance;
  const isChinese = language.toLowerCase().startsWith('zh');
  return {
    participantId,
    revision,
    startMs,
    endMs,
    tokens,
    fillers: countFillers(text, language),
    units: isChinese ? countCharacters(text) : tokens,
    unit: isChinese ? 'chars/min' : 'words/min',
  };
}

/** Han characters; a foreign word or number within them counts as one. */
function countCharacters(text: string): number {
  return text.match(/\p{Script=Han}|[\p{Script=Latin}\p{N}]+/gu)?.length ?? 0;
}

function ofParticipant(state: WordsState, participantId: ParticipantId): readonly Counted[] {
  return [...state.counted.values()].filter((each) => each.participantId === participantId);
}

/** Over the last `windowMs` of the participant's speech, newest first; the oldest utterance counts in part. */
function speechRate(own: readonly Counted[], talk: TalkTime, windowMs: number): MetricDraft[] {
  const newestFirst = [...own].sort((a, b) => b.endMs - a.endMs);
  const [newest] = newestFirst;
  if (!newest) return [];
  let units = 0;
  let speechMs = 0;
  for (const each of newestFirst) {
    if (speechMs >= windowMs) break;
    if (each.unit !== newest.unit) continue;
    const spentMs = spokenWithin(talk, each.participantId, each);
    const usedMs = Math.min(spentMs, windowMs - speechMs);
    if (spentMs > 0) units += each.units * (usedMs / spentMs);
    speechMs += usedMs;
  }
  if (speechMs < LEAST_SPEECH_MS) return [];
  const value = units / (speechMs / 60_000);
  const { participantId, unit } = newest;
  const support = speechMs / windowMs;
  return [sampled(talk, { metric: 'speech-rate-per-min', value, unit, participantId, windowMs, support })];
}

function fillerRate(own: readonly Counted[], talk: TalkTime): MetricDraft[] {
  const tokens = own.reduce((sum, each) => sum + each.tokens, 0);
  const participantId = own[0]?.participantId;
  if (tokens === 0 || participantId === undefined) return [];
  const fillers = own.reduce((sum, each) => sum + each.fillers, 0);
  const value = (fillers / tokens) * 100;
  return [
    sampled(talk, { metric: 'filler-rate', value, unit: 'per-100-tokens', participantId, support: tokens / 200 }),
  ];
}

function questionFigures(talk: TalkTime, participantId: ParticipantId, dimension: Kind, count: number): MetricDraft[] {
  const figure = { participantId, dimension };
  const asked = sampled(talk, { metric: 'questions', value: count, unit: 'count', ...figure });
  const hours = speechOfSide(talk, participantId) / 3_600_000;
  if (hours === 0) return [asked];
  // Ten minutes of speech: before that one question more is six an hour more.
  const support = hours * 6;
  const rate = { metric: 'question-rate-per-hour', value: count / hours, unit: 'per-hour', support };
  return [asked, sampled(talk, { ...rate, ...figure })];
}

/** Speech of everybody on the participant's side, ms. */
function speechOfSide(talk: TalkTime, participantId: ParticipantId): number {
  const side = sideOf(roleOf(talk.participants, participantId));
  if (side === 'unknown') return spokenMs(talk, participantId);
  return spokenBy(talk, (role) => sideOf(role) === side);
}
