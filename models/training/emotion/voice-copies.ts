// One clip at 16 kHz in, copies of it out, as other microphones, lines and speakers would have given it.
// Each copy is named, so that one can train on some and measure on others.

import type { VoiceRateHz } from '../../../engine/ports.ts';
import type { SeededRandom } from './seeded-random.ts';
import { halvedRate, overTelephone } from './telephone-line.ts';

export interface VoiceCopy {
  readonly name: 'wide' | 'narrow' | 'line' | 'noisy' | 'noisy-line' | 'slower' | 'faster-line';
  readonly sampleRateHz: VoiceRateHz;
  readonly samples: Float32Array;
}

/** The clip as recorded, at 8 kHz, over the telephone, and copies with noise, gain and another tempo. */
export function voiceCopies(samples: Float32Array, random: SeededRandom): readonly VoiceCopy[] {
  const noisy = withNoise(samples, 10 + 15 * random.next(), random);
  const noisyToo = withNoise(samples, 15 + 15 * random.next(), random);
  return [
    { name: 'wide', sampleRateHz: 16000, samples },
    { name: 'narrow', sampleRateHz: 8000, samples: halvedRate(samples) },
    { name: 'line', sampleRateHz: 8000, samples: overTelephone(samples) },
    { name: 'noisy', sampleRateHz: 16000, samples: withGain(noisy, random) },
    { name: 'noisy-line', sampleRateHz: 8000, samples: overTelephone(withGain(noisyToo, random)) },
    { name: 'slower', sampleRateHz: 16000, samples: atSpeed(samples, 0.92 + 0.05 * random.next()) },
    { name: 'faster-line', sampleRateHz: 8000, samples: overTelephone(atSpeed(samples, 1.03 + 0.06 * random.next())) },
  ];
}

/** Noise that falls 3 dB an octave, as rooms sound (P. Kellet's filter, 1999), `snrDb` below the clip's mean power. */
export function withNoise(samples: Float32Array, snrDb: number, random: SeededRandom): Float32Array {
  let [b0, b1, b2] = [0, 0, 0];
  const noise = samples.map(() => {
    const white = random.normal();
    b0 = 0.99765 * b0 + white * 0.099046;
    b1 = 0.963 * b1 + white * 0.2965164;
    b2 = 0.57 * b2 + white * 1.0526913;
    return b0 + b1 + b2 + white * 0.1848;
  });
  const gain = Math.sqrt(powerOf(samples) / (powerOf(noise) * 10 ** (snrDb / 10)));
  return samples.map((sample, i) => clamped(sample + gain * (noise[i] as number)));
}

/** ±8 dB, at full scale at most. */
function withGain(samples: Float32Array, random: SeededRandom): Float32Array {
  const gain = 10 ** ((16 * random.next() - 8) / 20);
  return samples.map((sample) => clamped(sample * gain));
}

/** Tempo and pitch together, by straight lines between samples. */
function atSpeed(samples: Float32Array, speed: number): Float32Array {
  return Float32Array.from({ length: Math.floor((samples.length - 1) / speed) }, (_, i) => {
    const from = Math.floor(i * speed);
    const share = i * speed - from;
    return (samples[from] as number) * (1 - share) + (samples[from + 1] ?? 0) * share;
  });
}

const clamped = (sample: number): number => Math.max(-1, Math.min(1, sample));

function powerOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.max(sum / samples.length, 1e-12);
}
