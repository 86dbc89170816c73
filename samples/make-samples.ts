// Makes the sample calls: `npx tsx samples/make-samples.ts`. In: samples/scripts. Out: samples/{en,zh}/call.{flac,jsonl,truth.json}
// and samples/samples.json. Needs flite, espeak-ng and sox (Debian packages); the same versions give the same bytes.

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { truthOf } from './call-truth.ts';
import { arrivals, recordedLines } from './recorded-lines.ts';
import { ENGLISH } from './scripts/en.ts';
import type { CallScript } from './scripts/script.ts';
import { CHINESE } from './scripts/zh.ts';
import { speakCall } from './speak-call.ts';
import { SAMPLE_RATE_HZ } from './voiced-spans.ts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const TOOLS = { flite: '--version', 'espeak-ng': '--version', sox: '--version' };

function missingTools(): string[] {
  return Object.entries(TOOLS).flatMap(([tool, flag]) => (spawnSync(tool, [flag]).error ? [tool] : []));
}

function makeCall(script: CallScript) {
  const { call, s16le } = speakCall(script);
  const folder = join(FOLDER, script.language);
  mkdirSync(folder, { recursive: true });
  writeFlac(join(folder, 'call.flac'), s16le);
  const messages = recordedLines(script, call, 'call.flac');
  writeFileSync(join(folder, 'call.jsonl'), messages.map((message) => `${JSON.stringify(message)}\n`).join(''));
  const truth = truthOf(script, call, arrivals(call));
  writeFileSync(join(folder, 'call.truth.json'), jsonText(truth));
  const { callId: name, language, title } = script;
  return { name, language, title, durationMs: call.durationMs, file: `${language}/call.jsonl` };
}

function writeFlac(path: string, s16le: Uint8Array): void {
  const format = ['-t', 'raw', '-e', 'signed-integer', '-b', '16', '-L', '-c', '2', '-r', String(SAMPLE_RATE_HZ), '-'];
  const made = spawnSync('sox', ['-D', ...format, '-C', '8', path], { input: s16le, maxBuffer: 2 ** 26 });
  if (made.status !== 0) throw new Error(`sox could not write ${path}: ${made.stderr.toString()}`);
}

/** Lists of names and numbers on one line, as the formatter wants them. */
function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  const short = text.replace(/\[\s+((?:"[^"]*"|[\d.]+)(?:,\s+(?:"[^"]*"|[\d.]+))*)\s+\]/g, (_, inner: string) => {
    return `[${inner.replace(/,\s+/g, ', ')}]`;
  });
  return `${short}\n`;
}

const missing = missingTools();
if (missing.length > 0) {
  process.stderr.write(`Not found: ${missing.join(', ')}. On Debian: apt-get install flite espeak-ng sox\n`);
  process.exitCode = 1;
} else {
  const samples = [ENGLISH, CHINESE].map(makeCall);
  writeFileSync(join(FOLDER, 'samples.json'), jsonText(samples));
  for (const { name, durationMs } of samples) process.stdout.write(`${name}: ${durationMs / 1_000} s\n`);
}
