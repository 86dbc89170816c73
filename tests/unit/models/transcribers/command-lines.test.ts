import { describe, expect, it } from 'vitest';
import { type CommandOutput, lineReader } from '../../../../models/transcribers/command-lines.ts';

const read = (output: CommandOutput, printed: string) => {
  const reader = lineReader(output);
  return [...printed.split('\n').flatMap((line) => reader.line(line)), ...reader.end()];
};

/** As pocketsphinx_continuous 5prealpha prints it with `-time yes`. */
const HELLO = `hello there
<s> 0.030 0.210 0.999800
hello 0.220 0.560 0.900000
[NOISE] 0.570 0.600 0.100000
there(2) 0.610 0.980 0.700000
</s> 0.990 1.180 1.000000`;

describe('pocketsphinx', () => {
  it('gives words with their times, without marks of silence, noise and other ways to say them', () => {
    expect(read('pocketsphinx', HELLO)).toEqual([
      {
        isFinal: true,
        text: 'hello there',
        startMs: 220,
        endMs: 980,
        confidence: 0.8,
        words: [
          { text: 'hello', startMs: 220, endMs: 560 },
          { text: 'there', startMs: 610, endMs: 980 },
        ],
      },
    ]);
  });

  it('tells an utterance with its end mark, and does not wait for more', () => {
    const reader = lineReader('pocketsphinx');
    const lines = HELLO.split('\n');
    expect(lines.slice(0, -1).flatMap((line) => reader.line(line))).toEqual([]);
    expect(reader.line(lines.at(-1) ?? '')).toHaveLength(1);
    expect(reader.end()).toEqual([]);
  });

  it('tells what it owes where the end mark never comes: at the next text, or at the end', () => {
    const cut = 'one\none 0.100 0.300 0.5\ntwo\ntwo 0.900 1.100 0.5';
    expect(read('pocketsphinx', cut).map(({ text, startMs }) => [text, startMs])).toEqual([
      ['one', 100],
      ['two', 900],
    ]);
  });

  it('says nothing of an utterance without a word', () => {
    expect(
      read('pocketsphinx', '\n<s> 0.0 0.2 1.0\n<sil> 0.3 0.6 0.9\n++BREATH++ 0.6 0.8 0.4\n</s> 0.8 0.9 1.0'),
    ).toEqual([]);
  });

  it('reads probabilities in every form that printf has, and none above 1', () => {
    const [printed] = read('pocketsphinx', 'a\na 0.1 0.2 1.000207\nb 0.2 0.3 2.5e-05\n</s> 0.3 0.4 1');
    expect(printed?.text).toBe('a b');
    expect(printed?.confidence).toBeCloseTo((1 + 2.5e-5) / 2, 12);
  });
});

describe('plain text', () => {
  it('takes each line that is not empty as final words', () => {
    expect(read('text', ' hello \n\nthere')).toEqual([
      { isFinal: true, text: 'hello' },
      { isFinal: true, text: 'there' },
    ]);
  });
});
