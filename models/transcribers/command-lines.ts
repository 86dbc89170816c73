// What a recogniser program prints, line by line, in three kinds: plain text; JSON (ours, Vosk's and whisper-like keys);
// pocketsphinx_continuous with `-time yes`: the words with their times after the text. Times in ms of the audio it read.

import { z } from 'zod';

export const CommandOutput = z.enum(['text', 'json', 'pocketsphinx']);
export type CommandOutput = z.infer<typeof CommandOutput>;

export interface PrintedWord {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
}

export interface Printed {
  readonly isFinal: boolean;
  readonly text: string;
  readonly startMs?: number;
  readonly endMs?: number;
  readonly language?: string;
  readonly confidence?: number;
  readonly words?: readonly PrintedWord[];
}

/** Takes lines in order; gives what each completes. `end` gives what is still owed. */
export interface LineReader {
  line(line: string): readonly Printed[];
  end(): readonly Printed[];
}

export function lineReader(output: CommandOutput): LineReader {
  if (output === 'pocketsphinx') return pocketsphinxReader();
  const read = output === 'json' ? readJson : readText;
  return { line: (line) => read(line.trim()), end: () => [] };
}

function readText(line: string): readonly Printed[] {
  return line === '' ? [] : [{ isFinal: true, text: line }];
}

const seconds = z.number().min(0).finite();
const JsonWord = z.object({
  word: z.string().optional(),
  text: z.string().optional(),
  start: seconds,
  end: seconds,
});
const JsonLine = z.object({
  text: z.string().optional(),
  partial: z.string().optional(),
  final: z.boolean().optional(),
  start: seconds.optional(),
  end: seconds.optional(),
  language: z.string().optional(),
  confidence: z.number().min(0).max(1).optional(),
  words: z.array(JsonWord).optional(),
  result: z.array(JsonWord).optional(),
});

/** Lines that are not such JSON are the program's own talk, not words. */
function readJson(line: string): readonly Printed[] {
  if (!line.startsWith('{')) return [];
  const parsed = JsonLine.safeParse(parseJson(line));
  if (!parsed.success) return [];
  const { text, partial, final, start, end, language, confidence, words, result } = parsed.data;
  const said = text ?? partial;
  if (said === undefined) return [];
  const timed = (words ?? result)?.map((word) => ({
    text: word.word ?? word.text ?? '',
    startMs: word.start * 1000,
    endMs: word.end * 1000,
  }));
  return [
    {
      isFinal: final ?? text !== undefined,
      text: said.trim(),
      ...(start === undefined ? {} : { startMs: start * 1000 }),
      ...(end === undefined ? {} : { endMs: end * 1000 }),
      ...(language === undefined ? {} : { language }),
      ...(confidence === undefined ? {} : { confidence }),
      ...(timed === undefined ? {} : { words: timed }),
    },
  ];
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

const TIMED_WORD = /^(\S+) (\d+\.\d+) (\d+\.\d+) (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;
/** Silence, noises and breath, which the dictionary marks. */
const NO_WORD = /^(?:<.*>|\[.*\]|\+\+.*\+\+)$/;

function pocketsphinxReader(): LineReader {
  let words: (PrintedWord & { probability: number })[] = [];
  const complete = (): readonly Printed[] => {
    const said = words.filter(({ text }) => !NO_WORD.test(text));
    words = [];
    const [first, last] = [said[0], said.at(-1)];
    if (!first || !last) return [];
    const mean = said.reduce((sum, { probability }) => sum + probability, 0) / said.length;
    return [
      {
        isFinal: true,
        text: said.map(({ text }) => text).join(' '),
        startMs: first.startMs,
        endMs: last.endMs,
        confidence: Math.max(0, Math.min(1, mean)),
        words: said.map(({ text, startMs, endMs }) => ({ text, startMs, endMs })),
      },
    ];
  };
  return {
    line(line) {
      const [, word, start, end, probability] = TIMED_WORD.exec(line.trim()) ?? [];
      // A line without times is the text of the next utterance, which its words repeat.
      if (word === undefined) return complete();
      // `the(2)` is another way to say `the`.
      const text = word.replace(/\(\d+\)$/, '');
      words.push({
        text,
        startMs: Number(start) * 1000,
        endMs: Number(end) * 1000,
        probability: Math.min(1, Number(probability)),
      });
      return word === '</s>' ? complete() : [];
    },
    end: complete,
  };
}
