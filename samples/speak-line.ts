// One line of a script as sound: synthesiser → sox → 16 kHz mono, trimmed to the voice and brought to its level.
// In: a text and a voice. Out: samples, and where in them the voice is. Needs flite, espeak-ng and sox (Debian packages).

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Line, Voice } from './scripts/script.ts';
import { meanPower, SAMPLE_RATE_HZ, SAMPLES_PER_MS, type SampleSpan, voicedSpans } from './voiced-spans.ts';

export interface SpokenLine {
  /** Begins and ends with the voice; a whole number of 10 ms frames. */
  readonly samples: Float32Array;
  /** Voice within `samples`; pauses of 320 ms and more part them. */
  readonly spans: readonly SampleSpan[];
}

/** Cuts are made where there is next to nothing to hear; this keeps them from clicking. */
const FADE_MS = 4;
const LOUDEST = 0.89;

export function speakLine(line: Line, voice: Voice): SpokenLine {
  const isAngry = line.style === 'angry';
  const text = line.spoken ?? line.text;
  const sound = synthesise(
    text,
    voice.tool,
    isAngry ? voice.angry : voice.neutral,
    isAngry ? voice.angryEffects : voice.neutralEffects,
  );
  const spans = voicedSpans(sound);
  const first = spans[0];
  const last = spans.at(-1);
  if (!first || !last) throw new Error(`line ${line.id}: ${voice.tool} made no sound of ${JSON.stringify(text)}`);
  const samples = levelled(
    sound.slice(first.start, last.end),
    spans,
    first.start,
    isAngry ? voice.angryDb : voice.neutralDb,
  );
  fadeEnds(samples);
  return { samples, spans: spans.map(({ start, end }) => ({ start: start - first.start, end: end - first.start })) };
}

function synthesise(
  text: string,
  tool: Voice['tool'],
  shape: readonly string[],
  effects: readonly string[],
): Float32Array {
  const folder = mkdtempSync(join(tmpdir(), 'sample-line-'));
  try {
    const raw = join(folder, 'raw.wav');
    const shaped = join(folder, 'shaped.raw');
    if (tool === 'flite') execFileSync('flite', [...shape, '-t', text, '-o', raw]);
    else execFileSync('espeak-ng', [...shape, '-w', raw, text]);
    const format = ['-t', 'raw', '-e', 'floating-point', '-b', '32', '-L', '-c', '1', '-r', String(SAMPLE_RATE_HZ)];
    // −D: no dither, −R: the same random numbers every time; half the level, so that no effect clips.
    execFileSync('sox', ['-D', '-R', '-v', '0.5', raw, ...format, shaped, ...effects]);
    const bytes = readFileSync(shaped);
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** To `levelDb` over the voiced part; lower where a peak would not fit. */
function levelled(samples: Float32Array, spans: readonly SampleSpan[], offset: number, levelDb: number): Float32Array {
  const voiced = spans.map(({ start, end }) => ({
    power: meanPower(samples.subarray(start - offset, end - offset)),
    length: end - start,
  }));
  const power = voiced.reduce((sum, span) => sum + span.power * span.length, 0);
  const rms = Math.sqrt(power / voiced.reduce((sum, { length }) => sum + length, 0));
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const gain = Math.min(10 ** (levelDb / 20) / rms, LOUDEST / peak);
  return samples.map((sample) => sample * gain);
}

function fadeEnds(samples: Float32Array): void {
  const length = FADE_MS * SAMPLES_PER_MS;
  for (let index = 0; index < length; index += 1) {
    const gain = (index + 1) / length;
    samples[index] = (samples[index] ?? 0) * gain;
    const back = samples.length - 1 - index;
    samples[back] = (samples[back] ?? 0) * gain;
  }
}
