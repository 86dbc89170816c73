// How often this call asks, learned as it goes: a telephone chat asks in one utterance of twenty, a discovery call in one
// of four, and the same words mean less in the first. In: how likely each segment before was a question. Out: what to add to
// the log odds of the next. A corrected segment counts once, as it was corrected. No latency. Source: prior shift by expected counts (Saerens et al. 2002).

export interface QuestionRate {
  /** Segments with words so far. */
  readonly segments: number;
  /** How many of them were questions, by their probabilities. */
  readonly questions: number;
  /** The latest segments with what was counted of each, oldest first, at most `CORRECTABLE`. */
  readonly recent: readonly (readonly [segmentId: string, probability: number])[];
}

export const NO_UTTERANCES: QuestionRate = { segments: 0, questions: 0, recent: [] };

/** Transcribers correct the segment that they are at, some the one or two before. */
const CORRECTABLE = 32;

/** The share of questions in the lines that the classifier is calibrated on (a test holds them together). */
export const CALIBRATED_RATE = 0.5;
/** The calibrated rate counts as so many utterances; chosen on CPED and a third of SwDA's calls, where 4 to 8 are about as good. */
const STRENGTH = 6;
/**
 * Talk that seldom asks is also other talk than the lines of the calibration: stories in the second person and reported
 * questions look like asking, so the prior shift alone is too small. Chosen on the same third; CPED is alike from 1 to 1.5.
 */
const STEEPNESS = 1.3;
/** A call that has not asked for long may yet: 0…1. */
const LEAST_RATE = 0.045;

/** What was counted of a segment that is being judged again must not speak for itself. */
export function withoutSegment(rate: QuestionRate, segmentId: string): QuestionRate {
  const counted = rate.recent.find(([id]) => id === segmentId);
  if (!counted) return rate;
  const recent = rate.recent.filter((each) => each !== counted);
  return { segments: rate.segments - 1, questions: rate.questions - counted[1], recent };
}

export function withSegment(before: QuestionRate, segmentId: string, probability: number): QuestionRate {
  const { segments, questions, recent } = withoutSegment(before, segmentId);
  const latest = [...recent.slice(1 - CORRECTABLE), [segmentId, probability] as const];
  return { segments: segments + 1, questions: questions + probability, recent: latest };
}

const logOdds = (probability: number): number => Math.log(probability / (1 - probability));

/** 0 at the beginning, below 0 in a call that asks less than the calibration lines. */
export function rateLogOdds({ segments, questions }: QuestionRate): number {
  const rate = (STRENGTH * CALIBRATED_RATE + questions) / (STRENGTH + segments);
  return STEEPNESS * (logOdds(Math.max(LEAST_RATE, rate)) - logOdds(CALIBRATED_RATE));
}
