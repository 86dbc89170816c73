// Spoken lines on the call's time line: each begins its pause after the end of another.
// In: a script and how long each line's voice lasts. Out: spans in ms. Throws where a script contradicts itself.

import type { CallScript, Line } from './scripts/script.ts';

export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}
/** A line's voice; `spans` are parted by its pauses of 320 ms and more. */
export interface LineVoice {
  readonly durationMs: number;
  readonly spans: readonly Span[];
}
export interface PlacedLine extends Span {
  readonly line: Line;
  /** Voice of this line on the call's time line. */
  readonly spans: readonly Span[];
}
export interface PlacedCall {
  /** By rising start. */
  readonly lines: readonly PlacedLine[];
  readonly durationMs: number;
}

export function placeLines(script: CallScript, voices: ReadonlyMap<string, LineVoice>): PlacedCall {
  const placed = new Map<string, PlacedLine>();
  let before: PlacedLine | undefined;
  for (const line of script.lines) {
    const after = line.after === undefined ? before : placed.get(line.after);
    if (line.after !== undefined && !after)
      throw new Error(`line ${line.id}: there is no line ${line.after} before it`);
    if (placed.has(line.id)) throw new Error(`line ${line.id}: there are two of this name`);
    const voice = voices.get(line.id);
    if (!voice) throw new Error(`line ${line.id}: was never spoken`);
    const startMs = (after?.endMs ?? script.leadInMs) + line.pauseMs;
    const spans = voice.spans.map((span) => ({ startMs: startMs + span.startMs, endMs: startMs + span.endMs }));
    before = { line, startMs, endMs: startMs + voice.durationMs, spans };
    placed.set(line.id, before);
  }
  const lines = [...placed.values()].sort((a, b) => a.startMs - b.startMs);
  refuseSpeakingTwice(lines);
  return { lines, durationMs: Math.max(...lines.map(({ endMs }) => endMs)) + script.leadOutMs };
}

function refuseSpeakingTwice(lines: readonly PlacedLine[]): void {
  for (const one of lines) {
    const other = lines.find(
      ({ line, startMs, endMs }) =>
        line !== one.line && line.by === one.line.by && startMs < one.endMs && endMs > one.startMs,
    );
    if (other) throw new Error(`lines ${one.line.id} and ${other.line.id}: one voice cannot say both at once`);
  }
}
