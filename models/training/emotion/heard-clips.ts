// Labelled clips in, hops of all their copies out: what training and evaluation read.

import type { VoiceReader } from '../../voice-reader.ts';
import { clipHops } from './clip-hops.ts';
import type { EmotionClip } from './emodb.ts';
import type { HeardClip } from './emotion-network.ts';
import { seededRandom } from './seeded-random.ts';
import { overTelephone } from './telephone-line.ts';
import { type VoiceCopy, voiceCopies } from './voice-copies.ts';

/** Every copy of every clip; clips in which hardly anyone speaks are left out. */
export function hearCopies(reader: VoiceReader, clips: readonly EmotionClip[], seed: number) {
  const random = seededRandom(seed);
  return hear(reader, clips, ({ samples }) => voiceCopies(samples, random));
}

/** As recorded and over the telephone. */
export function hearPlain(reader: VoiceReader, clips: readonly EmotionClip[]) {
  return hear(reader, clips, ({ samples }) => [
    { name: 'wide', sampleRateHz: 16000, samples },
    { name: 'line', sampleRateHz: 8000, samples: overTelephone(samples) },
  ]);
}

async function hear(
  reader: VoiceReader,
  clips: readonly EmotionClip[],
  copiesOf: (clip: EmotionClip) => readonly VoiceCopy[],
): Promise<readonly HeardClip[]> {
  const heard: HeardClip[] = [];
  // Some clips at a time: their copies need not all lie in memory.
  for (let at = 0; at < clips.length; at += 64) {
    const copies = clips.slice(at, at + 64).flatMap((clip) => copiesOf(clip).map((copy) => ({ ...copy, clip })));
    const hops = await clipHops(reader, copies);
    copies.forEach(({ name, clip: { speaker, emotion } }, i) => {
      const own = hops[i] ?? [];
      if (own.length > 0) heard.push({ speaker, emotion, copy: name, hops: own });
    });
  }
  return heard;
}
