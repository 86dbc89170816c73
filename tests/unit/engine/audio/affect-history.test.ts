import { describe, expect, it } from 'vitest';
import { AffectBaseline, BASELINE_MOMENTS, LEAST_MOMENTS } from '../../../../engine/audio/affect-baseline.ts';
import { AFFECT_FEATURES } from '../../../../engine/audio/affect-features.ts';
import { AffectHistory } from '../../../../engine/audio/affect-history.ts';
import { spokenVowel } from '../../../support/voice-signals.ts';

type Feature = (typeof AFFECT_FEATURES)[number];

/** Features of two seconds of a vowel, each window as speech at a pitch. */
function featuresOf(samples: Float32Array, rate: 8000 | 16000, f0Hz: number | null = 120) {
  const history = new AffectHistory(rate);
  const length = rate * 0.032;
  const windows = Math.floor(samples.length / length);
  for (let i = 0; i < windows; i++) history.hear(i, samples.subarray(i * length, (i + 1) * length), 0.9, f0Hz);
  const features = history.features(windows - 1);
  return (name: Feature): number => features?.[AFFECT_FEATURES.indexOf(name)] ?? Number.NaN;
}

describe('features of a voice', () => {
  it('are as many as their names', () => {
    const history = new AffectHistory(8000);
    for (let i = 0; i < 20; i++) history.hear(i, spokenVowel(256, 8000), 0.9, 120);
    expect(history.features(19)).toHaveLength(AFFECT_FEATURES.length);
  });

  it('move with a gain in level only', () => {
    const vowel = spokenVowel(32_000, 16000, 140);
    const [one, two] = [
      featuresOf(
        vowel.map((x) => x * 0.5),
        16000,
      ),
      featuresOf(vowel, 16000),
    ];
    expect(two('level') - one('level')).toBeCloseTo(6, 0);
    for (const name of ['shape3', 'tilt', 'levelSpread', 'modulation4Hz', 'pitch'] as const) {
      expect(two(name)).toBeCloseTo(one(name), 0);
    }
  });

  it('tell pitch in semitones above 100 Hz, and that nothing was voiced', () => {
    expect(featuresOf(spokenVowel(32_000, 16000), 16000, 200)('pitch')).toBeCloseTo(12, 5);
    const whisper = featuresOf(spokenVowel(32_000, 16000), 16000, null);
    expect([whisper('voicedShare'), whisper('pitch')]).toEqual([0, 0]);
  });

  it('hear the syllables of a voice that has 3.5 a second', () => {
    const features = featuresOf(spokenVowel(32_000, 16000), 16000);
    expect(features('syllables')).toBeGreaterThan(2.5);
    expect(features('syllables')).toBeLessThan(5);
  });

  it('are none of 9 spoken windows, nor of speech that is more than 2 s ago', () => {
    const history = new AffectHistory(8000);
    const window = spokenVowel(256, 8000);
    for (let i = 0; i < 9; i++) history.hear(i, window, 0.9, 120);
    expect(history.features(8)).toBeNull();
    history.hear(9, window, 0.9, 120);
    expect(history.features(9)).not.toBeNull();
    expect(history.features(80)).toBeNull();
  });
});

describe('the baseline of a voice', () => {
  it('is there after 5 moments and is the mean of the first 20', () => {
    const baseline = new AffectBaseline();
    for (let i = 0; i < BASELINE_MOMENTS; i++) {
      expect(baseline.usual === null).toBe(i < LEAST_MOMENTS);
      baseline.add(Float32Array.of(i, 2));
    }
    expect([...(baseline.usual ?? [])].map((value) => Number(value.toFixed(4)))).toEqual([9.5, 2]);
  });

  it('follows a changed voice slowly', () => {
    const baseline = new AffectBaseline();
    for (let i = 0; i < BASELINE_MOMENTS; i++) baseline.add(Float32Array.of(0));
    for (let i = 0; i < 10; i++) baseline.add(Float32Array.of(1));
    expect(baseline.usual?.[0]).toBeLessThan(0.06);
    for (let i = 0; i < 1_000; i++) baseline.add(Float32Array.of(1));
    expect(baseline.usual?.[0]).toBeGreaterThan(0.95);
  });
});
