// Sounds made by arithmetic, so that tests of voice models need no recordings: silence, noise, tone, and a spoken vowel.
// The vowel is a glottal pulse train through formant resonators (Klatt 1980), with syllables and vibrato.

import type { VoiceRateHz } from '../../engine/ports.ts';

/** Uniform in [0, 1), the same sequence for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const silence = (sampleCount: number): Float32Array => new Float32Array(sampleCount);

export function noise(sampleCount: number, seed: number, peak = 0.1): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: sampleCount }, () => (random() * 2 - 1) * peak);
}

export function tone(sampleCount: number, sampleRateHz: VoiceRateHz, toneHz: number, peak = 0.3): Float32Array {
  return Float32Array.from(
    { length: sampleCount },
    (_, at) => peak * Math.sin((2 * Math.PI * toneHz * at) / sampleRateHz),
  );
}

/** Centre and bandwidth of the formants of an open vowel, Hz. */
const FORMANTS = [
  [700, 80],
  [1220, 90],
  [2600, 120],
] as const;

/** Syllables of a vowel, 3.5 per second, at about `pitchHz`; peak 0.5. */
export function spokenVowel(sampleCount: number, sampleRateHz: VoiceRateHz, pitchHz = 120): Float32Array {
  let sound: Float32Array = glottalPulses(sampleCount, sampleRateHz, pitchHz);
  for (const [centreHz, widthHz] of FORMANTS) sound = resonate(sound, sampleRateHz, centreHz, widthHz);
  sound = sound.map((sample, at) => sample * syllable(at / sampleRateHz));
  const peak = sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1e-9);
  return sound.map((sample) => (sample / peak) * 0.5);
}

const syllable = (second: number): number => 0.15 + 0.85 * Math.max(0, Math.sin(2 * Math.PI * 3.5 * second)) ** 0.5;

/** Rosenberg pulses: open for 60 % of the period, with a slow vibrato of 4 %. */
function glottalPulses(sampleCount: number, sampleRateHz: VoiceRateHz, pitchHz: number): Float32Array {
  let phase = 0;
  let last = 0;
  return Float32Array.from({ length: sampleCount }, (_, at) => {
    const vibrato = 1 + 0.04 * Math.sin((2 * Math.PI * 2.3 * at) / sampleRateHz);
    phase = (phase + (pitchHz * vibrato) / sampleRateHz) % 1;
    const flow = phase < 0.4 ? 0.5 - 0.5 * Math.cos(Math.PI * (phase / 0.4)) : Math.max(0, 1 - (phase - 0.4) / 0.2);
    const radiated = flow - last;
    last = flow;
    return radiated;
  });
}

function resonate(input: Float32Array, sampleRateHz: number, centreHz: number, widthHz: number): Float32Array {
  const radius = Math.exp((-Math.PI * widthHz) / sampleRateHz);
  const feedback = 2 * radius * Math.cos((2 * Math.PI * centreHz) / sampleRateHz);
  let before = 0;
  let beforeThat = 0;
  return input.map((sample) => {
    const now = sample + feedback * before - radius * radius * beforeThat;
    beforeThat = before;
    before = now;
    return now;
  });
}

/** Cuts a sound into whole windows; each is a copy, since a window is handed over when it is read. */
export function windowsOf(sound: Float32Array, sampleRateHz: VoiceRateHz): Float32Array[] {
  const length = sampleRateHz === 16000 ? 512 : 256;
  return Array.from({ length: Math.floor(sound.length / length) }, (_, index) =>
    sound.slice(index * length, (index + 1) * length),
  );
}
