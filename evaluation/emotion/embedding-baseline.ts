// The baseline to beat: a ridge classifier of arousal on a 96-d speech embedding, speakers held out within a corpus, and
// trained on EMO-DB for the other corpora. Clips in, judged clips out.

import { join } from 'node:path';
import { arousalOf } from '../../models/training/emotion/emotion-classes.ts';
import { openSpeechEmbedding } from '../../models/training/emotion/speech-embedding.ts';
import type { CorpusClip } from './heard-corpora.ts';
import { fitRidge } from './ridge.ts';

export interface EmbeddedClip {
  readonly speaker: string;
  readonly arousal: 0 | 1;
  readonly vector: Float64Array;
}

export async function embed(dataDir: string, clips: readonly CorpusClip[]): Promise<readonly EmbeddedClip[]> {
  const embedding = await openSpeechEmbedding(join(dataDir, 'models'));
  const embedded: EmbeddedClip[] = [];
  for (const { speaker, emotion, samples } of clips) {
    const arousal = arousalOf(emotion);
    const vector = arousal === null ? null : await embedding.read(samples);
    if (arousal !== null && vector !== null) embedded.push({ speaker, arousal, vector });
  }
  await embedding.release();
  return embedded;
}

const fitClips = (clips: readonly EmbeddedClip[]) =>
  fitRidge(
    clips.map(({ vector }) => vector),
    clips.map(({ arousal }) => arousal),
  );

/** Each speaker by the others. */
export function ridgeHeldOut(clips: readonly EmbeddedClip[]) {
  return [...new Set(clips.map(({ speaker }) => speaker))].flatMap((speaker) => {
    const classify = fitClips(clips.filter((clip) => clip.speaker !== speaker));
    return judgedBy(
      classify,
      clips.filter((clip) => clip.speaker === speaker),
    );
  });
}

export const ridgeAcross = (training: readonly EmbeddedClip[], clips: readonly EmbeddedClip[]) =>
  judgedBy(fitClips(training), clips);

const judgedBy = (classify: ReturnType<typeof fitClips>, clips: readonly EmbeddedClip[]) =>
  clips.map(({ speaker, arousal, vector }) => ({
    truth: String(arousal),
    found: String(classify(vector)),
    group: speaker,
  }));
