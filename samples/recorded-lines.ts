// The recorded call (NAME.jsonl): what a meeting tool and its recogniser would have sent. In: script and placed lines.
// Out: messages by rising media time, and when the final words of each line arrive.

import { gazeMessages, showingsOf } from './gaze.ts';
import type { Message } from './message.ts';
import type { PlacedCall, PlacedLine } from './place-lines.ts';
import { type CallScript, SIDES } from './scripts/script.ts';

/** A recogniser is sure of a segment 250–700 ms after its end, and off by up to 40 ms about where it begins and ends. */
const LEAST_DELAY_MS = 250;
const MOST_DELAY_MS = 700;
const EDGE_ERROR_MS = 40;
const CORRECTED_AFTER_MS = 1_100;
/** While a line is spoken, what was heard of it so far is told first after this and then so often, each time so much late. */
const FIRST_PARTIAL_MS = 800;
const PARTIAL_EVERY_MS = 1_500;
const PARTIAL_DELAY_MS = 220;

/** When the words of a line are there; `settledMs` is later where they are corrected. */
export interface Arrival {
  readonly firstMs: number;
  readonly settledMs: number;
}

export function arrivals({ lines }: PlacedCall): ReadonlyMap<string, Arrival> {
  return new Map(lines.map((placed) => [placed.line.id, arrivalOf(placed)]));
}

function arrivalOf({ line, endMs }: PlacedLine): Arrival {
  const spreadMs = MOST_DELAY_MS - LEAST_DELAY_MS;
  const firstMs = endMs + LEAST_DELAY_MS + Math.round(hashRatio(`delay ${line.id}`) * spreadMs);
  return { firstMs, settledMs: firstMs + (line.firstHeard === undefined ? 0 : CORRECTED_AFTER_MS) };
}

export function recordedLines(script: CallScript, call: PlacedCall, audioFile: string): Message[] {
  const events = eventMessages(script, call);
  const gaze = gazeMessages(script, showingsOf(script, events));
  const between = [...call.lines.flatMap((placed) => segmentMessages(script, placed)), ...events, ...gaze];
  between.sort((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0));
  if ((between.at(-1)?.atMs ?? 0) > call.durationMs) throw new Error('the call ends before its last words arrive');
  return [
    startMessage(script, audioFile),
    ...between,
    { type: 'call.ended', atMs: call.durationMs, reason: 'hung up' },
  ];
}

function startMessage(script: CallScript, audioFile: string): Message {
  const { callId, startedAt, language, title, industry, stage, dealId, accountName, timeZone, people } = script;
  const participants = SIDES.map((role, channel) => ({ ...people[role], role, channel }));
  return {
    type: 'call.started',
    callId,
    startedAt,
    language,
    title,
    industry,
    stage,
    dealId,
    accountName,
    timeZone,
    participants,
    audio: { file: audioFile },
  };
}

function segmentMessages(script: CallScript, placed: PlacedLine): Message[] {
  const { line, startMs, endMs } = placed;
  const segment = { participantId: script.people[line.by].participantId, segmentId: line.id };
  const off = (edge: string) => Math.round((hashRatio(`${edge} ${line.id}`) * 2 - 1) * EDGE_ERROR_MS);
  const heardStartMs = startMs + off('start');
  const heardEndMs = endMs + off('end');
  const { firstMs: atMs, settledMs } = arrivalOf(placed);
  const confidence = Math.round((0.86 + hashRatio(`confidence ${line.id}`) * 0.12) * 100) / 100;
  const text = line.firstHeard ?? line.text;
  const span = { startMs: heardStartMs, endMs: heardEndMs };
  const partials = partialTexts(text, script.language, placed).map(({ text: heard, untilMs }) => ({
    type: 'segment.revised',
    atMs: untilMs + PARTIAL_DELAY_MS,
    ...segment,
    startMs: heardStartMs,
    endMs: untilMs,
    text: heard,
    isFinal: false,
  }));
  const final = { type: 'segment.finalized', atMs, ...segment, ...span, text, confidence };
  if (line.firstHeard === undefined) return [...partials, final];
  const corrected = { ...segment, ...span, text: line.text, revision: 1, isFinal: true };
  return [...partials, final, { type: 'segment.revised', atMs: settledMs, ...corrected }];
}

/** The words so far, evenly over the line, without the punctuation that only the final text has. */
function partialTexts(text: string, language: string, { startMs, endMs }: PlacedLine) {
  const words = [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].filter(
    (part) => part.isWordLike,
  );
  const lengths = words.map(({ segment }) => segment.length);
  const perMs = sumOf(lengths) / (endMs - startMs);
  const texts: { text: string; untilMs: number }[] = [];
  for (let untilMs = startMs + FIRST_PARTIAL_MS; untilMs + FIRST_PARTIAL_MS < endMs; untilMs += PARTIAL_EVERY_MS) {
    const spoken = words.filter((_, index) => sumOf(lengths.slice(0, index + 1)) <= perMs * (untilMs - startMs));
    if (spoken.length === 0) continue;
    texts.push({ text: spoken.map(({ segment }) => segment).join(language === 'zh' ? '' : ' '), untilMs });
  }
  return texts;
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/** What the meeting tool reports, in the order of the script. */
export function eventMessages({ events }: CallScript, { lines }: PlacedCall): Message[] {
  return events.map(({ line, edge, offsetMs, body }) => {
    const placed = lines.find((each) => each.line.id === line);
    if (!placed) throw new Error(`event ${body.type}: there is no line ${line}`);
    const { type, ...rest } = body;
    return { type, atMs: (edge === 'start' ? placed.startMs : placed.endMs) + offsetMs, ...rest };
  });
}

/** A number in [0, 1) that looks like chance and is always the same (FNV-1a). */
export function hashRatio(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 13;
  return (hash >>> 0) / 2 ** 32;
}
