// Hops of labelled speakers in, the emotion network out: arousal and negativity from features against a baseline.
// Each hop is learnt with the speaker's own baseline (of neutral speech, or of whatever they said first) and with the
// population's, so that one network serves strangers and known voices.

import { AffectBaseline, BASELINE_MOMENTS } from '../../../engine/audio/affect-baseline.ts';
import { LEVEL_FEATURE } from '../../../engine/audio/affect-features.ts';
import { committee, type DenseNetwork, type TrainingOptions, type TrainingRow, trainDense } from './dense-network.ts';
import { arousalOf, negativityOf } from './emotion-classes.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

/** One clip as one copy gave it. */
export interface HeardClip {
  readonly speaker: string;
  readonly emotion: string;
  readonly copy: string;
  readonly hops: readonly Float32Array[];
}

export interface EmotionNetwork {
  /** float32[features]: what is usual for people, and how far features stray from a speaker's usual. */
  readonly populationMean: Float32Array;
  readonly deviation: Float32Array;
  /** Inputs: see `networkInput`. Outputs: logits of high arousal and of negative valence. */
  readonly network: DenseNetwork;
}

/** Chosen by leaving speakers of EMO-DB out; nothing else was looked at. */
const TRAINING: TrainingOptions = {
  hidden: 16,
  epochs: 12,
  learningRate: 0.002,
  weightDecay: 0.05,
  dropout: { input: 0.2, hidden: 0.3 },
  rowsPerStep: 64,
};
const MEMBERS = 5;
const BASELINES_PER_VOICE = 12;
/** What the population still counts for a voice whose usual is known. */
export const PEOPLE_SHARE = 0.3;
/** Of every four. */
const NEUTRAL_BASELINES = 3;
const OWN_BASELINE_SHARE = 0.7;
/** Standardised features are kept in bounds: a slammed door is no emotion. */
export const MOST_DEVIATIONS = 3;

export function trainEmotionNetwork(
  clips: readonly HeardClip[],
  seed: number,
  training: TrainingOptions = TRAINING,
  members = MEMBERS,
): EmotionNetwork {
  const random = seededRandom(seed);
  const hops = clips.flatMap((clip) => clip.hops);
  const populationMean = meanOf(hops);
  const baselines = ownBaselines(clips, random);
  const deviation = deviationOf(clips, baselines);
  const rows = trainingRows(clips, baselines, { populationMean, deviation }, random);
  const networks = Array.from({ length: members }, () => trainDense(rows, training, random));
  return { populationMean, deviation, network: committee(networks) };
}

type Scale = Pick<EmotionNetwork, 'populationMean' | 'deviation'>;

/**
 * float32[2 × features + 1]: against the population, less so once a usual of the speaker is known; against that usual (zeros
 * while there is none); 1 where it is known. So a voice that is unlike all that were learnt, or comes over an unlike line,
 * is judged by how it changes. The level counts only against the speaker's own: a gain is no feeling.
 */
export function networkInput(scale: Scale, features: Float32Array, usual: Float32Array | null): Float32Array {
  const { populationMean, deviation } = scale;
  const width = features.length;
  const share = usual === null ? 1 : PEOPLE_SHARE;
  const row = new Float32Array(2 * width + 1);
  for (let i = 0; i < width; i++) {
    const value = features[i] as number;
    const unit = deviation[i] as number;
    row[i] = i === LEVEL_FEATURE ? 0 : share * bounded((value - (populationMean[i] as number)) / unit);
    row[width + i] = usual === null ? 0 : bounded((value - (usual[i] as number)) / unit);
  }
  row[2 * width] = usual === null ? 0 : 1;
  return row;
}

const bounded = (strays: number): number => Math.max(-MOST_DEVIATIONS, Math.min(MOST_DEVIATIONS, strays));

const voiceOf = ({ speaker, copy }: HeardClip): string => `${speaker} ${copy}`;
type Baselines = ReadonlyMap<string, readonly Float32Array[]>;

/** Most of neutral speech, as calls begin; some of any speech. */
function ownBaselines(clips: readonly HeardClip[], random: SeededRandom): Baselines {
  return new Map(
    [...new Set(clips.map(voiceOf))].map((voice) => {
      const own = clips.filter((clip) => voiceOf(clip) === voice);
      const neutral = own.filter(({ emotion }) => emotion === 'neutral');
      const drawn = Array.from({ length: BASELINES_PER_VOICE }, (_, i) =>
        baselineOf(i % 4 < NEUTRAL_BASELINES && neutral.length > 0 ? neutral : own, random),
      );
      return [voice, drawn];
    }),
  );
}

/** Of clips in a random order, from the beginning again where they do not last. */
export function baselineOf(clips: readonly HeardClip[], random: SeededRandom): Float32Array {
  const baseline = new AffectBaseline();
  const hops = [...random.order(clips.length)].flatMap((index) => clips[index]?.hops ?? []);
  for (let i = 0; i < BASELINE_MOMENTS; i++) baseline.add(hops[i % hops.length] as Float32Array);
  return baseline.usual as Float32Array;
}

function trainingRows(
  clips: readonly HeardClip[],
  baselines: Baselines,
  scale: Scale,
  random: SeededRandom,
): readonly TrainingRow[] {
  const arousalCounts = countsOf(clips.map(({ emotion }) => arousalOf(emotion)));
  const negativityCounts = countsOf(clips.map(({ emotion }) => negativityOf(emotion)));
  const hopsPerClip = clips.reduce((sum, { hops }) => sum + hops.length, 0) / clips.length;
  return clips.flatMap((clip) => {
    const own = baselines.get(voiceOf(clip)) ?? [];
    const labels = [arousalOf(clip.emotion), negativityOf(clip.emotion)];
    // Clips count alike however long they are, classes however frequent.
    const weights = [arousalCounts, negativityCounts].map((counts, output) => {
      const count = counts[labels[output] ?? 0] ?? 1;
      const all = (counts[0] ?? 0) + (counts[1] ?? 0);
      return (all / (2 * count)) * (hopsPerClip / clip.hops.length);
    });
    return clip.hops.map((features) => ({
      labels,
      weights,
      draw: () => {
        const isOwn = random.next() < OWN_BASELINE_SHARE;
        return networkInput(scale, features, isOwn ? (own[Math.floor(random.next() * own.length)] ?? null) : null);
      },
    }));
  });
}

function countsOf(labels: readonly (number | null)[]): readonly [number, number] {
  return [labels.filter((label) => label === 0).length, labels.filter((label) => label === 1).length];
}

function meanOf(rows: readonly Float32Array[]): Float32Array {
  const mean = new Float64Array(rows[0]?.length ?? 0);
  for (const row of rows) for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] as number) + (row[i] as number);
  return Float32Array.from(mean, (sum) => sum / rows.length);
}

/** Standard deviation of each feature within speakers. */
function deviationOf(clips: readonly HeardClip[], baselines: Baselines): Float32Array {
  const squares = new Float64Array(clips[0]?.hops[0]?.length ?? 0);
  let count = 0;
  for (const clip of clips) {
    const usual = meanOf(baselines.get(voiceOf(clip)) ?? []);
    for (const hop of clip.hops) {
      count += 1;
      for (let i = 0; i < squares.length; i++) {
        squares[i] = (squares[i] as number) + ((hop[i] as number) - (usual[i] as number)) ** 2;
      }
    }
  }
  return Float32Array.from(squares, (square) => Math.sqrt(square / count) + 1e-3);
}
