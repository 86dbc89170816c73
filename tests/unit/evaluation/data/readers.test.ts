import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseCsv } from '../../../../evaluation/data/csv.ts';
import { readCped, readSwda } from '../../../../evaluation/data/dialogue-acts.ts';
import { EMODB, RAVDESS, readEmotionalClips, SECAP } from '../../../../evaluation/data/emotional-speech.ts';
import { readJsonLines } from '../../../../evaluation/data/json-lines.ts';
import { readLabelledClips } from '../../../../evaluation/data/labelled-speech.ts';
import { readRttm } from '../../../../evaluation/data/rttm.ts';
import { withoutPunctuation } from '../../../../evaluation/data/spoken-text.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sotto-evaluation-'));
});
afterEach(() => rm(directory, { recursive: true }));

async function write(name: string, content: string): Promise<string> {
  const path = join(directory, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

describe('CSV', () => {
  it('reads quotes, doubled quotes, and commas and line breaks inside quotes', () => {
    expect(parseCsv('\uFEFFa,b\r\n1,"x, ""y"""\n"two\nlines",\n')).toEqual([
      { a: '1', b: 'x, "y"' },
      { a: 'two\nlines', b: '' },
    ]);
    expect(parseCsv('')).toEqual([]);
  });
});

describe('JSON lines', () => {
  const schema = z.object({ id: z.string() });

  it('reports a wrong line with file, number and what was expected, and uses the others', async () => {
    const path = await write('some.jsonl', '{"id":"a"}\n{"id":7}\n\nnot json\n{"id":"b"}\n');
    const { lines, problems } = await readJsonLines(path, schema);
    expect(lines).toEqual([{ id: 'a' }, { id: 'b' }]);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/some\.jsonl:2: id: .*expected string/);
    expect(problems[1]).toMatch(/some\.jsonl:4: is not JSON/);
  });

  it('refuses a file of which no line can be used', async () => {
    await expect(readJsonLines(await write('bad.jsonl', '{"id":7}\n'), schema)).rejects.toThrow(/bad\.jsonl:1: id/);
    await expect(readJsonLines(join(directory, 'absent.jsonl'), schema)).rejects.toThrow(/cannot be read/);
  });
});

describe('data folders', () => {
  it('reads the questions of CPED and SwDA, and takes rhetorical ones for none', async () => {
    await write('text/cped-zh/some.csv', 'Dialogue_ID,DA,Utterance\nd1,question,怎么了\nd1,answer,没事\n');
    const tags = ['qy', 'qy^d', '^g', 'qh', 'sd', 'sd^q', 'b^m'];
    await write(
      'text/swda-en-NC/some.jsonl',
      tags.map((da) => JSON.stringify({ call: '1', text: 'so', da })).join('\n'),
    );
    expect((await readCped(directory)).map(({ isQuestion }) => isQuestion)).toEqual([true, false]);
    expect((await readSwda(directory)).filter(({ isQuestion }) => isQuestion)).toHaveLength(3);
  });

  it('reads speaker turns, marked speech and emotional clips', async () => {
    const rttm = await write('some.rttm', 'SPEAKER m 1 1.250 0.5 <NA> <NA> A <NA> <NA>\n;; a comment\n');
    expect(await readRttm(rttm)).toEqual([{ speaker: 'A', startMs: 1_250, endMs: 1_750 }]);
    await write('vad-labelled/x.csv', 'start_s,end_s,speech\n0,0.4,0\n0.4,1.25,1\n');
    const [clip] = await readLabelledClips(directory);
    expect(clip?.audioPath).toBe(join(directory, 'vad-labelled/x.flac'));
    expect(clip?.spans[1]).toEqual({ startMs: 400, endMs: 1_250, isSpeech: true });
    await write(`${EMODB}/labels.csv`, 'file,speaker,emotion\nx.flac,03,anger\ny.flac,03,\n');
    expect(await readEmotionalClips(directory, EMODB)).toEqual([
      { audioPath: join(directory, EMODB, 'audio/x.flac'), speaker: '03', emotion: 'anger' },
    ]);
    await write(`${RAVDESS}/labels.csv`, 'file,actor,emotion\nx.flac,01,calm\n');
    expect(await readEmotionalClips(directory, RAVDESS)).toMatchObject([{ speaker: '01', emotion: 'calm' }]);
    expect(await readEmotionalClips(directory, SECAP)).toEqual([]);
  });
});

describe('text without punctuation', () => {
  it('keeps apostrophes and stops inside numbers', () => {
    expect(withoutPunctuation("Well, it's 4.2 seconds — isn't it?")).toBe("Well it's 4.2 seconds isn't it");
    expect(withoutPunctuation('多少钱？，是吗。')).toBe('多少钱 是吗');
  });
});
