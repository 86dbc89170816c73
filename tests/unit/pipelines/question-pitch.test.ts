import { describe, expect, it } from 'vitest';
import { finalRise, foldPitch, NO_PITCH, withPitch } from '../../../pipelines/question-pitch.ts';
import { windows } from '../../support/signals.ts';

const CHANNEL = windows(1, 0, 1, () => ({}))[0]?.channel;

/** Ten voiced windows of 32 ms that go from one pitch to another. */
const glide = (fromHz: number, toHz: number) =>
  windows(1, 0, 10, (index) => ({ f0Hz: fromHz + ((toHz - fromHz) * index) / 9 })).reduce(foldPitch, NO_PITCH);
const judged = (confidence: number) => ({ isQuestion: true, form: 'declarative', isOpen: false, confidence }) as const;

describe('the pitch at the end of an utterance', () => {
  it('rises and falls in semitones', () => {
    expect(finalRise(glide(120, 170), CHANNEL, 320)).toBeGreaterThan(3);
    expect(finalRise(glide(170, 120), CHANNEL, 320)).toBeLessThan(-3);
    expect(finalRise(glide(150, 150), CHANNEL, 320)).toBeCloseTo(0, 9);
  });

  it('says nothing where too little was voiced, on another channel, or where the tracker leapt an octave', () => {
    expect(finalRise(glide(120, 170), CHANNEL, 5_000)).toBeNull();
    expect(finalRise(glide(120, 170), undefined, 320)).toBeNull();
    const leapt = windows(1, 0, 10, (index) => ({ f0Hz: index < 6 ? 110 : 220 })).reduce(foldPitch, NO_PITCH);
    expect(finalRise(leapt, CHANNEL, 320)).toBeNull();
  });

  it('tips words that are undecided, and no others', () => {
    expect(withPitch(judged(0.45), 4, 0.15).confidence).toBeGreaterThan(0.5);
    expect(withPitch(judged(0.55), -4, 0.15).confidence).toBeLessThan(0.55);
    expect(withPitch(judged(0.1), 8, 1).confidence).toBe(0.1);
    expect(withPitch(judged(0.9), -8, 1).confidence).toBe(0.9);
    expect(withPitch(judged(0.45), null, 0.15).confidence).toBe(0.45);
  });

  it('never moves words by more than a little', () => {
    expect(withPitch(judged(0.21), 9, 1).confidence).toBeLessThan(0.4);
    expect(withPitch(judged(0.79), -9, 1).confidence).toBeGreaterThan(0.7);
  });
});
