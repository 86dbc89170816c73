// Corpora in, figures of the curve out: calls joined neutral → angry → neutral, through the real engine. A speaker that the
// shipped network learnt from is read by a network trained without that speaker.

import { join } from 'node:path';
import { openEmotionNetwork } from '../../models/emotion-network-run.ts';
import { createEmotionReader, loadEmotionReader } from '../../models/emotion-reader.ts';
import { VOICE_EMOTION } from '../../models/manifest.ts';
import { loadSilero } from '../../models/silero.ts';
import { calibrated } from '../../models/training/emotion/calibration.ts';
import { readEmodb } from '../../models/training/emotion/emodb.ts';
import { type HeardClip, trainEmotionNetwork } from '../../models/training/emotion/emotion-network.ts';
import { hearCopies } from '../../models/training/emotion/heard-clips.ts';
import { calibrationsOf, type JudgedClip, judgeHeldOut } from '../../models/training/emotion/held-out-speakers.ts';
import { networkFile } from '../../models/training/emotion/network-graph.ts';
import { createVoiceModel } from '../../models/voice-model.ts';
import { createVoiceReader } from '../../models/voice-reader.ts';
import { EMODB } from '../data/emotional-speech.ts';
import { shareFigure } from '../detection-figures.ts';
import type { Figure } from '../figure.ts';
import type { CorpusClip } from './heard-corpora.ts';
import { type CurveFinding, joinCalls, readCurve } from './joined-calls.ts';
import { localEmotionModel } from './local-emotion-model.ts';
import { TRAINED_SPEAKERS, TRAINING_SEED } from './voice-judgements.ts';

const ROUNDS = 4;
const SEED = 11;

export async function curveFigures(
  dataDir: string,
  corpora: { readonly emodb: readonly CorpusClip[]; readonly ravdess: readonly CorpusClip[] },
): Promise<Figure[]> {
  const learnt = await learntClips(dataDir, corpora.emodb);
  return [
    ...figuresOf('EMO-DB', await findings(corpora.emodb, learnt)),
    ...figuresOf('RAVDESS', await findings(corpora.ravdess, [])),
  ];
}

async function learntClips(dataDir: string, emodb: readonly CorpusClip[]): Promise<readonly HeardClip[]> {
  if (!emodb.some(({ speaker }) => TRAINED_SPEAKERS.includes(speaker))) return [];
  const silero = await loadSilero();
  const heard = await hearCopies(createVoiceReader(silero), await readEmodb(join(dataDir, EMODB)), TRAINING_SEED);
  await silero.release();
  return heard.filter(({ speaker }) => TRAINED_SPEAKERS.includes(speaker));
}

async function findings(clips: readonly CorpusClip[], learnt: readonly HeardClip[]): Promise<CurveFinding[]> {
  const judged = await judgeHeldOut(learnt, TRAINING_SEED);
  const voice = await createVoiceModel({ maxPendingPerStream: 512, maxPendingWindows: 16_384 });
  const found: CurveFinding[] = [];
  for (const speaker of [...new Set(clips.map((clip) => clip.speaker))].sort()) {
    const reader = learnt.some((clip) => clip.speaker === speaker)
      ? await readerWithout(learnt, judged, speaker)
      : await loadEmotionReader();
    const emotion = localEmotionModel(reader);
    const own = clips.filter((clip) => clip.speaker === speaker);
    for (const call of joinCalls(own, ROUNDS, SEED)) found.push(await readCurve(call, { voice, emotion }));
    await emotion.close();
  }
  await voice.close();
  return found;
}

/** The curve does not show the confidence, so that is not told apart for voices unlike the corpus. */
const NO_SHIFT = 1;

/** Calibrated as the shipped network is, on speakers that are not this one. */
async function readerWithout(learnt: readonly HeardClip[], judged: readonly JudgedClip[], speaker: string) {
  const trained = trainEmotionNetwork(
    learnt.filter((clip) => clip.speaker !== speaker),
    TRAINING_SEED,
  );
  const calibrations = calibrationsOf(judged.filter((clip) => clip.speaker !== speaker));
  return createEmotionReader(
    `${VOICE_EMOTION.name} without ${speaker}`,
    await openEmotionNetwork(networkFile(calibrated(trained, calibrations, NO_SHIFT))),
  );
}

function figuresOf(corpus: string, found: readonly CurveFinding[]): Figure[] {
  if (found.length === 0) return [];
  const extra = { model: VOICE_EMOTION.name };
  const share = (name: string, isRight: (finding: CurveFinding) => boolean) =>
    shareFigure(
      `${corpus} curve: ${name}`,
      found.map((finding) => ({ isRight: isRight(finding), group: finding.speaker })),
      extra,
    );
  const samples = found.flatMap(({ speaker, neutralSamples, falseRises }) =>
    Array.from({ length: neutralSamples }, (_, i) => ({ isRight: i < falseRises, group: speaker })),
  );
  return [
    share('anger seen within 3 s', ({ isRiseSeenIn3s }) => isRiseSeenIn3s),
    share('fallen back within 6 s', ({ hasFallenIn6s }) => hasFallenIn6s),
    shareFigure(`${corpus} curve: false rises on neutral speech`, samples, { ...extra, target: { atMost: 0.05 } }),
  ];
}
