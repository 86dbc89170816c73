// A recogniser program of tones for tests: 16 kHz PCM on stdin, lines on stdout. Arguments: text or json or vosk; then a
// file: where it exists when the first tone is heard, it is deleted and the program crashes.

import { existsSync, unlinkSync } from 'node:fs';
import { type HeardTone, hearTones } from './tone-speech.ts';

const RATE_HZ = 16000;
/** So much silence ends what was said, ms. */
const PAUSE_MS = 500;

const [, , output = 'text', crashFile = ''] = process.argv;
let samples = new Float32Array(0);
let rest = Buffer.alloc(0);
let saidMs = 0;
let partial = '';

process.stdin.on('data', (bytes: Buffer) => {
  const all = Buffer.concat([rest, bytes]);
  const count = Math.floor(all.length / 2);
  rest = all.subarray(count * 2);
  const grown = new Float32Array(samples.length + count);
  grown.set(samples);
  for (let at = 0; at < count; at++) grown[samples.length + at] = all.readInt16LE(at * 2) / 32_768;
  samples = grown;
  hear(false);
});
process.stdin.on('end', () => hear(true));

function hear(isOver: boolean): void {
  const heardMs = (samples.length / RATE_HZ) * 1000;
  const tones = hearTones(samples, RATE_HZ).filter(({ startMs }) => startMs >= saidMs);
  const [last] = tones.slice(-1);
  if (!last) return;
  if (existsSync(crashFile)) {
    unlinkSync(crashFile);
    process.stderr.write('crashed as the test asked\n');
    process.exit(3);
  }
  if (isOver || heardMs - last.endMs >= PAUSE_MS) {
    saidMs = last.endMs;
    partial = '';
    say(tones, true);
  } else if (output !== 'text' && textOf(tones.slice(0, -1)) !== partial) {
    partial = textOf(tones.slice(0, -1));
    say(tones.slice(0, -1), false);
  }
}

function say(tones: readonly HeardTone[], isFinal: boolean): void {
  const words = tones.map(({ word, startMs, endMs }) => ({ word, start: startMs / 1000, end: endMs / 1000 }));
  const text = textOf(tones);
  if (output === 'text') process.stdout.write(`${text}\n`);
  else if (output === 'vosk') print(isFinal ? { text, result: words } : { partial: text });
  else print({ text, final: isFinal, start: words[0]?.start, end: words.at(-1)?.end, words, language: 'en' });
}

const textOf = (tones: readonly HeardTone[]) => tones.map(({ word }) => word).join(' ');
const print = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`);
