// Reads hops of many voices: features of the last 2 s, the speaker's own baseline, one run of the network for all.
// Runs inside the emotion worker; knows nothing of threads or queues.

import { AffectBaseline } from '../engine/audio/affect-baseline.ts';
import { AffectHistory, HOP_WINDOWS } from '../engine/audio/affect-history.ts';
import type { EmotionReading, VoiceHop } from '../engine/ports.ts';
import { AFFECTS, type EmotionNetworkRun, type Moment, openEmotionNetwork } from './emotion-network-run.ts';
import type { StreamHop } from './emotion-protocol.ts';
import { VOICE_EMOTION, verifyModelFile } from './manifest.ts';

export interface EmotionReader {
  readonly name: string;
  /** Reads one hop each of some streams; a stream that was not seen before begins afresh. In the order of the hops. */
  read(hops: readonly StreamHop[]): Promise<readonly (EmotionReading | null)[]>;
  forget(streamId: number): void;
  release(): Promise<void>;
}

interface Voice {
  readonly history: AffectHistory;
  readonly baseline: AffectBaseline;
}

/** The network that ships. Throws `model.load` where its file is missing or changed. */
export async function loadEmotionReader(): Promise<EmotionReader> {
  return createEmotionReader(VOICE_EMOTION.name, await openEmotionNetwork(await verifyModelFile(VOICE_EMOTION)));
}

/** Any network of the same shape. */
export function createEmotionReader(name: string, network: EmotionNetworkRun): EmotionReader {
  const voices = new Map<number, Voice>();

  function momentOf({ streamId, sampleRateHz, hop }: StreamHop): Moment | null {
    const known = voices.get(streamId);
    const voice = known ?? { history: new AffectHistory(sampleRateHz), baseline: new AffectBaseline() };
    if (!known) voices.set(streamId, voice);
    hear(voice.history, hop);
    const features = voice.history.features(hop.firstWindow + HOP_WINDOWS - 1);
    if (features === null) return null;
    const usual = voice.baseline.usual?.slice();
    voice.baseline.add(features);
    return usual ? { features, usual } : null;
  }

  return {
    name,
    async read(hops) {
      const moments = hops.map(momentOf);
      const told = moments.filter((moment) => moment !== null);
      if (told.length === 0) return moments.map(() => null);
      const affect = await network.run(told);
      let row = 0;
      return moments.map((moment) => moment && readingOf(affect, row++));
    },
    forget: (streamId) => voices.delete(streamId),
    release: () => network.release(),
  };
}

function hear(history: AffectHistory, { firstWindow, samples, speechProbabilities, f0Hz }: VoiceHop): void {
  const length = samples.length / HOP_WINDOWS;
  for (let i = 0; i < HOP_WINDOWS; i++) {
    const f0 = f0Hz[i] ?? Number.NaN;
    const window = samples.subarray(i * length, (i + 1) * length);
    history.hear(firstWindow + i, window, speechProbabilities[i] ?? 0, Number.isNaN(f0) ? null : f0);
  }
}

/** A caller is unlike the actors of a corpus, so the confidence is that of a voice unlike them. */
function readingOf(affect: Float32Array, row: number): EmotionReading {
  const [arousal = 0.5, negativity = 0.5, cautious = 0.5] = affect.subarray(AFFECTS * row, AFFECTS * (row + 1));
  return { arousal, valence: 1 - 2 * negativity, confidence: Math.max(cautious, 1 - cautious) };
}
