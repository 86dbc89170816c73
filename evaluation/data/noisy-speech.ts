// Speech with known edges in known noise: EMO-DB clips of one speaker after each other, pauses of random length between
// them, over noise of our own. Beginning and end are those of the hand-made syllable times. Seeded: the same every time.

import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readAudio } from '../../gateway/recorded/read-audio.ts';
import type { Span } from '../speech-agreement.ts';
import { seededRandom } from '../statistics.ts';
import { type VoiceSamples, voiceSamples } from '../voice-windows.ts';
import { filesIn } from './folder.ts';

const EMODB = 'emotion/emodb-de';
const RATE_HZ = 16_000;
const PER_MS = RATE_HZ / 1_000;

export interface NoiseCondition {
  readonly noise: 'white' | 'pink' | 'hum';
  /** Mean level of speech over that of noise, dB. */
  readonly snrDb: number;
}

export interface NoisySpeech extends VoiceSamples {
  readonly speaker: string;
  readonly condition: NoiseCondition;
  readonly spans: readonly Span[];
}

interface Clip {
  readonly speaker: string;
  readonly samples: Float32Array;
  readonly spans: readonly Span[];
}

/** Clips by speaker, resampled to 16 kHz; cut where the recording is shorter than its syllables. */
export async function readSpokenClips(dataDir: string): Promise<ReadonlyMap<string, readonly Clip[]>> {
  const bySpeaker = new Map<string, Clip[]>();
  for (const path of await filesIn(join(dataDir, EMODB, 'audio'), /\.flac$/)) {
    const name = basename(path, '.flac');
    const { samples } = await voiceSamples(await readAudio(path));
    const text = await readFile(join(dataDir, EMODB, 'syllables', `${name}.tsv`), 'utf8');
    const clip = { speaker: name.slice(0, 2), samples, spans: syllableSpans(text, samples.length / PER_MS) };
    if (clip.spans.length > 0) bySpeaker.set(clip.speaker, [...(bySpeaker.get(clip.speaker) ?? []), clip]);
  }
  return bySpeaker;
}

/** `t_s, syllable`; `.` is a pause. */
function syllableSpans(text: string, durationMs: number): Span[] {
  const spans: Span[] = [];
  let startMs: number | null = null;
  const end = (endMs: number) => {
    if (startMs !== null && startMs < durationMs) spans.push({ startMs, endMs: Math.min(endMs, durationMs) });
    startMs = null;
  };
  for (const line of text.trim().split('\n').slice(1)) {
    const [time, syllable] = line.split('\t');
    const atMs = Number(time) * 1_000;
    if (syllable?.trim() === '.') end(atMs);
    else startMs ??= atMs;
  }
  end(durationMs);
  return spans;
}

/** At 16 kHz, and the same at 8 kHz. */
export function noisySpeech(clips: readonly Clip[], condition: NoiseCondition, seed: number): NoisySpeech[] {
  const random = seededRandom(seed);
  const parts = clips.map((clip) => ({
    clip,
    gain: 0.5 * 10 ** ((-6 * random()) / 20),
    pauseMs: 100 + 2_000 * random() * random(),
  }));
  const length = parts.reduce((sum, { clip, pauseMs }) => sum + clip.samples.length + Math.floor(pauseMs * PER_MS), 0);
  const samples = new Float32Array(length);
  const spans: Span[] = [];
  let at = 0;
  for (const { clip, gain, pauseMs } of parts) {
    clip.samples.forEach((sample, index) => {
      samples[at + index] = sample * gain;
    });
    spans.push(
      ...clip.spans.map(({ startMs, endMs }) => ({ startMs: at / PER_MS + startMs, endMs: at / PER_MS + endMs })),
    );
    at += clip.samples.length + Math.floor(pauseMs * PER_MS);
  }
  addNoise(samples, spans, condition, random);
  const base = { speaker: clips[0]?.speaker ?? '', condition, spans };
  return [
    { ...base, samples, sampleRateHz: RATE_HZ },
    { ...base, samples: halved(samples), sampleRateHz: 8_000 },
  ];
}

function addNoise(
  samples: Float32Array,
  spans: readonly Span[],
  { noise, snrDb }: NoiseCondition,
  random: () => number,
) {
  let [energy, count] = [0, 0];
  for (const { startMs, endMs } of spans) {
    for (let at = Math.floor(startMs * PER_MS); at < Math.min(samples.length, endMs * PER_MS); at++) {
      energy += (samples[at] ?? 0) ** 2;
      count += 1;
    }
  }
  const sound = noiseOf(noise, samples.length, random);
  const power = sound.reduce((sum, sample) => sum + sample * sample, 0) / sound.length;
  const gain = Math.sqrt(energy / count / power) * 10 ** (-snrDb / 20);
  sound.forEach((sample, at) => {
    samples[at] = Math.max(-1, Math.min(1, (samples[at] ?? 0) + gain * sample));
  });
}

/** Pink: Paul Kellet's three-pole filter. Hum: mains and its third harmonic over rumble. */
function noiseOf(noise: NoiseCondition['noise'], length: number, random: () => number): Float32Array {
  const gauss = () => (random() + random() + random() + random() + random() + random() - 3) * Math.SQRT2;
  let [slow, middle, fast] = [0, 0, 0];
  return Float32Array.from({ length }, (_, at) => {
    const white = gauss();
    if (noise === 'white') return white;
    slow = (noise === 'pink' ? 0.99765 : 0.995) * slow + white * 0.1;
    if (noise === 'hum') return slow + 0.5 * Math.sin((Math.PI * at) / 80) + 0.25 * Math.sin((3 * Math.PI * at) / 80);
    middle = 0.963 * middle + white * 0.2965;
    fast = 0.57 * fast + white * 1.0527;
    return slow + middle + fast + white * 0.1848;
  });
}

const TAPS = 31;

/** Every second sample after a Hamming-windowed sinc low-pass at 3.8 kHz. */
function halved(samples: Float32Array): Float32Array {
  const middle = (TAPS - 1) / 2;
  const taps = Array.from({ length: TAPS }, (_, tap) => {
    const from = tap - middle;
    const sinc = from === 0 ? 0.47 : Math.sin(Math.PI * 0.47 * from) / (Math.PI * from);
    return sinc * (0.54 + 0.46 * Math.cos((Math.PI * from) / (middle + 1)));
  });
  return Float32Array.from({ length: samples.length >> 1 }, (_, at) =>
    taps.reduce((sum, weight, tap) => sum + weight * (samples[2 * at + tap - middle] ?? 0), 0),
  );
}
