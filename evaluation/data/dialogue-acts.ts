// CPED (Chinese TV drama) and SwDA (English telephone talk): utterances and whether their dialogue act is a question.
// CPED's own label is `question`; of SwDA yes–no, wh-, open, or-clause, declarative and tag questions, not rhetorical ones.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseCsv } from './csv.ts';
import { filesIn } from './folder.ts';
import { readJsonLines } from './json-lines.ts';

export interface ActLine {
  readonly text: string;
  readonly language: 'zh' | 'en';
  readonly isQuestion: boolean;
  /** Dialogue or call: what is drawn together for an interval. */
  readonly group: string;
}

export const CPED = 'text/cped-zh';
export const SWDA = 'text/swda-en-NC';

/** Dialogues of the TV dramas of one file; `group` is the dialogue. */
export async function readCped(dataDir: string): Promise<ActLine[]> {
  const files = await filesIn(join(dataDir, CPED), /\.csv$/);
  const rows = (await Promise.all(files.map(async (path) => parseCsv(await readFile(path, 'utf8'))))).flat();
  return rows.flatMap((row): ActLine[] => {
    const text = row['Utterance'] ?? '';
    if (text === '') return [];
    return [{ text, language: 'zh', isQuestion: row['DA'] === 'question', group: row['Dialogue_ID'] ?? '' }];
  });
}

const SwdaLine = z.object({ call: z.string(), text: z.string(), da: z.string() });
/** `^d` (declarative) and `^g` (tag) mark a statement as a question; `qh` is rhetorical and wants no answer. */
const QUESTION_TAG = /^(?:qy|qw|qo|qr|qrr)(?:$|\^)|\^[dg]$/;

/** Whole calls; `group` is the call. */
export async function readSwda(dataDir: string): Promise<ActLine[]> {
  const files = await filesIn(join(dataDir, SWDA), /\.jsonl$/);
  const read = await Promise.all(files.map((path) => readJsonLines(path, SwdaLine)));
  return read.flatMap(({ lines }) =>
    lines
      .filter(({ text }) => text.trim() !== '')
      .map(({ text, da, call }): ActLine => ({ text, language: 'en', isQuestion: QUESTION_TAG.test(da), group: call })),
  );
}
