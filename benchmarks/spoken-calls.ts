// English calls whose customer has a doubt of each kind in turn, spoken by a synthesiser (flite and sox, Debian packages).
// The doubts are the test lines of objections: neither a model nor a rule was made from them.

import { decodeS16le } from '../engine/audio/pcm.ts';
import { CallId } from '../engine/ids.ts';
import { mediaMs } from '../engine/media-time.ts';
import { readRecordedCall } from '../gateway/recorded/read-recorded-call.ts';
import type { RecordedCall } from '../gateway/recorded/recorded-call.ts';
import { sampleIndex } from '../gateway/samples.ts';
import { ownTestLines } from '../models/training/text/own-lines.ts';
import { ENGLISH } from '../samples/scripts/en.ts';
import { type CallScript, type Line, SIDES } from '../samples/scripts/script.ts';
import { speakCall } from '../samples/speak-call.ts';
import { SAMPLE_RATE_HZ } from '../samples/voiced-spans.ts';

export interface SpokenCall {
  readonly call: RecordedCall;
  /** Lines of the customer. */
  readonly doubts: number;
}

const REPLIES = [
  'Thank you for being so open about that.',
  'I understand. Let us look at it together.',
  'That is good to know.',
  'I hear you, and I will come back to it.',
];
const PAUSE_MS = 800;

/** `calls`: at most the test lines of a kind. */
export async function spokenCalls(calls: number): Promise<SpokenCall[]> {
  const sample = (await sampleIndex()).find(({ language }) => language === ENGLISH.language);
  if (!sample) throw new Error('no English sample call');
  const { started } = await readRecordedCall(sample.path);
  const byKind = doubtsByKind();
  return Array.from({ length: calls }, (_, index) => {
    const doubts = byKind.flatMap((texts) => texts[index] ?? []);
    return { call: spokenCall(started, `bench-words-${index}`, doubts), doubts: doubts.length };
  });
}

function doubtsByKind(): string[][] {
  const english = ownTestLines('objection').filter(({ lang }) => lang === 'en');
  const kinds = [...new Set(english.flatMap(({ labels }) => labels))].filter((kind) => kind !== 'none');
  return kinds.map((kind) => english.filter(({ labels }) => labels.includes(kind)).map(({ text }) => text));
}

function spokenCall(started: RecordedCall['started'], name: string, doubts: readonly string[]): RecordedCall {
  const script: CallScript = { ...ENGLISH, lines: doubts.flatMap(exchange), events: [], gaze: [] };
  const { call, s16le } = speakCall(script);
  return {
    started: { ...started, callId: CallId.parse(name) },
    events: [],
    audio: {
      sampleRateHz: SAMPLE_RATE_HZ,
      channels: SIDES.map((_, side) => decodeS16le(s16le, side, SIDES.length)),
      is16Bit: true,
    },
    endedAtMs: mediaMs(call.durationMs),
    endReason: undefined,
  };
}

function exchange(text: string, index: number): Line[] {
  const reply = REPLIES[index % REPLIES.length] ?? '';
  return [
    { id: `c${index}`, by: 'customer', pauseMs: PAUSE_MS, text },
    { id: `r${index}`, by: 'rep', pauseMs: PAUSE_MS, text: reply },
  ];
}
