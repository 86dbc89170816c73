// A script of a few lines, each as long as a test says, placed on its time line.

import { type LineVoice, type PlacedCall, placeLines } from '../../../samples/place-lines.ts';
import { ENGLISH } from '../../../samples/scripts/en.ts';
import type { CallScript, Line } from '../../../samples/scripts/script.ts';

export type TimedLine = Omit<Line, 'text'> & { readonly text?: string; readonly lastsMs: number };

export function scriptOf(lines: readonly TimedLine[]): CallScript {
  const written = lines.map(({ lastsMs: _lastsMs, text = 'Words.', ...line }) => ({ ...line, text }));
  return { ...ENGLISH, lines: written, events: [], gaze: [], leadInMs: 1_000, leadOutMs: 3_000 };
}

export function placed(lines: readonly TimedLine[]): PlacedCall {
  return placeLines(scriptOf(lines), new Map(lines.map(({ id, lastsMs }) => [id, voiceOf(lastsMs)])));
}

const voiceOf = (durationMs: number): LineVoice => ({ durationMs, spans: [{ startMs: 0, endMs: durationMs }] });
