import { describe, expect, it } from 'vitest';
import type { VoiceTurn } from '../../../engine/diarizer.ts';
import { mediaMs } from '../../../engine/media-time.ts';
import { spokenBy } from '../../../engine/spoken-by.ts';

const span = (startMs: number, endMs: number) => ({ startMs: mediaMs(startMs), endMs: mediaMs(endMs) });
const turn = (voice: number, startMs: number, endMs: number): VoiceTurn => ({ voice, ...span(startMs, endMs) });
const word = (text: string, startMs: number, endMs: number) => ({ text, ...span(startMs, endMs) });

describe('whose words of a mixed channel are', () => {
  const words = [word('too', 0, 300), word('dear', 300, 700), word('I', 1_000, 1_100), word('see', 1_100, 1_500)];
  const segment = { ...span(0, 1_600), text: 'Too dear. I see.', words };

  it('cuts a segment where the voice changes, and gives each piece its own words and span', () => {
    const pieces = spokenBy(segment, [turn(2, 0, 750), turn(1, 950, 1_600)]);
    expect(pieces).toEqual([
      { voice: 2, ...span(0, 700), text: 'too dear', words: words.slice(0, 2) },
      { voice: 1, ...span(1_000, 1_500), text: 'I see', words: words.slice(2) },
    ]);
  });

  it('leaves a segment of one voice as it was', () => {
    expect(spokenBy(segment, [turn(3, 0, 1_600)])).toEqual([{ ...segment, voice: 3 }]);
  });

  it('gives nobody the words under which nobody was heard', () => {
    expect(spokenBy(segment, [turn(1, 950, 1_600)]).map(({ voice }) => voice)).toEqual([null, 1]);
    expect(spokenBy(segment, [])).toEqual([{ ...segment, voice: null }]);
  });

  it('gives a word under two voices to the one that speaks longer under it', () => {
    const both = [turn(1, 0, 800), turn(2, 200, 1_600)];
    expect(spokenBy(segment, both).map(({ voice, text }) => [voice, text])).toEqual([
      [1, 'too dear'],
      [2, 'I see'],
    ]);
  });

  it('never cuts what has no word times: it is a voice’s where that voice is clear, else nobody’s', () => {
    const { words: _, ...timeless } = segment;
    expect(spokenBy(timeless, [turn(1, 0, 1_400), turn(2, 1_400, 1_600)])).toEqual([{ ...timeless, voice: 1 }]);
    expect(spokenBy(timeless, [turn(1, 0, 1_000), turn(2, 1_000, 1_600)])).toEqual([{ ...timeless, voice: null }]);
  });

  it('writes Chinese without spaces', () => {
    const zh = [word('太', 0, 200), word('贵', 200, 400), word('API', 400, 700), word('好', 1_000, 1_300)];
    const pieces = spokenBy({ ...span(0, 1_300), text: '太贵API好', words: zh }, [
      turn(1, 0, 800),
      turn(2, 900, 1_300),
    ]);
    expect(pieces.map(({ text }) => text)).toEqual(['太贵 API', '好']);
  });
});
