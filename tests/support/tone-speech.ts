// A language of tones, so that recognisers can be tested without a model: each word is one tone of 160 ms, then 40 ms of
// silence. `sayTones` speaks it, `hearTones` understands it (Goertzel 1958) from any cut of the samples.

import type { VoiceRateHz } from '../../engine/ports.ts';

/** Word `i` is a tone of 400 + 150 i Hz. */
export const TONE_WORDS = [
  'budget',
  'price',
  'firewall',
  'contract',
  'acme',
  'tomorrow',
  'yes',
  'seven',
  '预算',
  '报价',
  '合同',
  '明天',
] as const;
export type ToneWord = (typeof TONE_WORDS)[number];

export const TONE_MS = 160;
export const TONE_GAP_MS = 40;

export const toneFrequencyHz = (index: number) => 400 + 150 * index;

export function sayTones(words: readonly ToneWord[], sampleRateHz: VoiceRateHz): Float32Array {
  const toneLength = (sampleRateHz * TONE_MS) / 1000;
  const wordLength = (sampleRateHz * (TONE_MS + TONE_GAP_MS)) / 1000;
  const sound = new Float32Array(words.length * wordLength);
  for (const [at, word] of words.entries()) {
    const toneHz = toneFrequencyHz(TONE_WORDS.indexOf(word));
    for (let k = 0; k < toneLength; k++) {
      sound[at * wordLength + k] = 0.4 * Math.sin((2 * Math.PI * toneHz * k) / sampleRateHz);
    }
  }
  return sound;
}

export interface HeardTone {
  readonly word: ToneWord;
  readonly startMs: number;
  readonly endMs: number;
}

/** Times count from the first sample. A tone that is cut short by the end is heard if half of it is there. */
export function hearTones(samples: Float32Array, sampleRateHz: number): HeardTone[] {
  const hopLength = sampleRateHz / 100;
  const heard: HeardTone[] = [];
  let startHop = -1;
  const hops = Math.floor(samples.length / hopLength);
  for (let hop = 0; hop <= hops; hop++) {
    const isLoud = hop < hops && levelOf(samples.subarray(hop * hopLength, (hop + 1) * hopLength)) > 0.05;
    if (isLoud && startHop < 0) startHop = hop;
    if (isLoud || startHop < 0) continue;
    const span = samples.subarray(startHop * hopLength, hop * hopLength);
    const word = span.length >= (sampleRateHz * TONE_MS) / 2000 ? strongestWord(span, sampleRateHz) : undefined;
    if (word !== undefined) heard.push({ word, startMs: startHop * 10, endMs: hop * 10 });
    startHop = -1;
  }
  return heard;
}

function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, samples.length));
}

function strongestWord(samples: Float32Array, sampleRateHz: number): ToneWord | undefined {
  const powers = TONE_WORDS.map((_, index) => powerAt(samples, toneFrequencyHz(index), sampleRateHz));
  return TONE_WORDS[powers.indexOf(Math.max(...powers))];
}

function powerAt(samples: Float32Array, toneHz: number, sampleRateHz: number): number {
  const factor = 2 * Math.cos((2 * Math.PI * toneHz) / sampleRateHz);
  let [before, beforeThat] = [0, 0];
  for (const sample of samples) [before, beforeThat] = [sample + factor * before - beforeThat, before];
  return before * before + beforeThat * beforeThat - factor * before * beforeThat;
}
