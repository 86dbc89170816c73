// Heard clips in, what networks say of them out. A speaker that the shipped network learnt from is judged by a network that
// was trained anew without that speaker; everybody else by the file that ships.

import { AFFECTS, openEmotionNetwork } from '../../models/emotion-network-run.ts';
import { VOICE_EMOTION, verifyModelFile } from '../../models/manifest.ts';
import { calibratedLogits } from '../../models/training/emotion/calibration.ts';
import { judgeShifted, shiftFactorOf } from '../../models/training/emotion/corpus-shift.ts';
import { readEmodb } from '../../models/training/emotion/emodb.ts';
import type { HeardClip } from '../../models/training/emotion/emotion-network.ts';
import { hearCopies } from '../../models/training/emotion/heard-clips.ts';
import {
  type BaselineKind,
  calibrationsOf,
  type JudgedClip,
  judgeHeldOut,
  judgeSpeakers,
} from '../../models/training/emotion/held-out-speakers.ts';
import { MOST_LOGIT } from '../../models/training/emotion/network-graph.ts';
import type { VoiceReader } from '../../models/voice-reader.ts';

/** Speakers of EMO-DB whom the shipped network heard. */
export const TRAINED_SPEAKERS = ['03', '08', '09', '10', '11', '12', '13'];
/** As in models/training/emotion/train.ts. */
export const TRAINING_SEED = 7;
const JUDGING_SEED = 99;

/** Logits of the file that ships, calibrated as it says them. */
export async function judgeByShipped(clips: readonly HeardClip[]): Promise<readonly JudgedClip[]> {
  const network = await openEmotionNetwork(await verifyModelFile(VOICE_EMOTION));
  const judged = await judgeSpeakers(
    async (moments) => {
      if (moments.length === 0) return [];
      const affect = await network.run(moments);
      return moments.map((_, row) => Float64Array.from(affect.subarray(AFFECTS * row, AFFECTS * (row + 1)), logitOf));
    },
    clips,
    JUDGING_SEED,
  );
  await network.release();
  return judged;
}

/** Clips of the trained speakers by networks trained without them, each calibrated on the other speakers. */
export async function judgeTrainedSpeakers(
  reader: VoiceReader,
  folder: string,
  onProgress: (done: number, of: number) => void,
): Promise<readonly JudgedClip[]> {
  const clips = (await readEmodb(folder)).filter(({ speaker }) => TRAINED_SPEAKERS.includes(speaker));
  if (clips.length === 0) return [];
  const heard = await hearCopies(reader, clips, TRAINING_SEED);
  const judged = await judgeHeldOut(heard, TRAINING_SEED, onProgress);
  const shifted = await judgeShifted(heard, TRAINING_SEED);
  const speakers = [...new Set(judged.map(({ speaker }) => speaker))];
  return speakers.flatMap((speaker) => {
    const ofOthers = (all: readonly JudgedClip[]) => all.filter((clip) => clip.speaker !== speaker);
    const calibrations = calibrationsOf(ofOthers(judged));
    const factor = shiftFactorOf(ofOthers(shifted), calibrations[0]);
    return judged
      .filter((clip) => clip.speaker === speaker)
      .map((clip) => ({
        ...clip,
        hops: clip.hops.map((logits) =>
          calibratedLogits(logits, calibrations, factor).map((logit) =>
            Math.max(-MOST_LOGIT, Math.min(MOST_LOGIT, logit)),
          ),
        ),
      }));
  });
}

export const ofVoice = (judged: readonly JudgedClip[], copy: string, baseline: BaselineKind) =>
  judged.filter((clip) => clip.copy === copy && clip.baseline === baseline);

const logitOf = (probability: number | undefined): number =>
  Math.log((probability ?? 0.5) / (1 - (probability ?? 0.5)));
