// A corpus of emotional speech in, its clips as they were recorded and as a telephone passes them on out, with the features
// of every second of them.

import { basename } from 'node:path';
import type { HeardClip } from '../../models/training/emotion/emotion-network.ts';
import { hearPlain } from '../../models/training/emotion/heard-clips.ts';
import { readClip16k } from '../../models/training/emotion/recorded-clip.ts';
import type { VoiceReader } from '../../models/voice-reader.ts';
import { readEmotionalClips } from '../data/emotional-speech.ts';

export interface CorpusClip {
  readonly file: string;
  readonly speaker: string;
  /** As EMO-DB names it. */
  readonly emotion: string;
  /** float32[n] at 16 kHz. */
  readonly samples: Float32Array;
}

/** RAVDESS and SECap say adjectives. */
const NAMES: Readonly<Record<string, string>> = {
  angry: 'anger',
  sad: 'sadness',
  happy: 'happiness',
  fearful: 'fear',
  surprised: 'surprise',
};

/** None where the folder is absent. */
export async function readCorpus(dataDir: string, folder: string): Promise<readonly CorpusClip[]> {
  const clips: CorpusClip[] = [];
  for (const { audioPath, speaker, emotion } of await readEmotionalClips(dataDir, folder)) {
    const samples = await readClip16k(audioPath);
    clips.push({ file: basename(audioPath), speaker, emotion: NAMES[emotion] ?? emotion, samples });
  }
  return clips;
}

/** Copies `wide` (16 kHz) and `line` (8 kHz, 300–3400 Hz, G.711 µ-law). */
export function hearCorpus(reader: VoiceReader, clips: readonly CorpusClip[]): Promise<readonly HeardClip[]> {
  return hearPlain(reader, clips);
}
