// Whose words of a mixed channel are. In: a segment and the turns of voices around it. Out: the segment in pieces, each of one
// voice, or of nobody (null) where it cannot be told. Pure. Words go by their times; without times a segment is never cut.

import type { VoiceTurn } from './diarizer.ts';
import type { Word } from './events.ts';
import { type MediaSpan, overlapMs } from './media-time.ts';

/** Without word times, a segment is a voice's where so much of the speech in it is, by time. */
const CLEAR_RATIO = 0.8;

export interface SpokenPiece extends MediaSpan {
  readonly voice: number | null;
  readonly text: string;
  readonly words?: readonly Word[];
}

interface Spoken extends MediaSpan {
  readonly text: string;
  readonly words?: readonly Word[] | undefined;
}

export function spokenBy({ startMs, endMs, text, words = [] }: Spoken, turns: readonly VoiceTurn[]): SpokenPiece[] {
  if (words.length === 0) return [{ startMs, endMs, text, voice: clearVoice({ startMs, endMs }, turns) }];
  const pieces: { voice: number | null; words: Word[] }[] = [];
  for (const word of words) {
    const voice = loudestVoice(word, turns);
    const last = pieces.at(-1);
    if (last && last.voice === voice) last.words.push(word);
    else pieces.push({ voice, words: [word] });
  }
  const [only] = pieces;
  if (only && pieces.length === 1) return [{ startMs, endMs, text, voice: only.voice, words }];
  return pieces.map(({ voice, words: said }) => ({
    voice,
    startMs: said[0]?.startMs ?? startMs,
    endMs: said.at(-1)?.endMs ?? endMs,
    text: textOf(said),
    words: said,
  }));
}

/** Han characters stand without spaces. */
const textOf = (words: readonly Word[]) =>
  words
    .map(({ text }) => text)
    .join(' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');

function timesOf(span: MediaSpan, turns: readonly VoiceTurn[]): [voice: number, ms: number][] {
  const times = new Map<number, number>();
  for (const turn of turns) {
    const ms = overlapMs(span, turn);
    if (ms > 0) times.set(turn.voice, (times.get(turn.voice) ?? 0) + ms);
  }
  return [...times].sort(([one, a], [other, b]) => b - a || one - other);
}

/** Who speaks longest under a word. */
function loudestVoice(word: MediaSpan, turns: readonly VoiceTurn[]): number | null {
  return timesOf(word, turns)[0]?.[0] ?? null;
}

function clearVoice(span: MediaSpan, turns: readonly VoiceTurn[]): number | null {
  const times = timesOf(span, turns);
  const all = times.reduce((sum, [, ms]) => sum + ms, 0);
  const [first] = times;
  return first && first[1] >= CLEAR_RATIO * all ? first[0] : null;
}
