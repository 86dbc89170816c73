// How often this call asks, learned as it goes: a telephone chat asks in one utterance of twenty, a discovery call in one
// of four, and the same words mean less in the first. In: how likely each utterance before was a question. Out: what to add
// to the log odds of the next. No latency. Source: prior shift by expected counts (Saerens et al. 2002).

export interface QuestionRate {
  /** Utterances with words so far. */
  readonly utterances: number;
  /** How many of them were questions, by their probabilities. */
  readonly questions: number;
}

export const NO_UTTERANCES: QuestionRate = { utterances: 0, questions: 0 };

/** The share of questions in the lines that the classifier is calibrated on (a test holds them together). */
export const CALIBRATED_RATE = 0.45;
/** The calibrated rate counts as so many utterances; chosen on CPED, where 6 to 12 are about as good. */
const STRENGTH = 8;
/** A call that has not asked for long may yet: 0…1. */
const LEAST_RATE = 0.03;

export const withUtterance = ({ utterances, questions }: QuestionRate, probability: number): QuestionRate => ({
  utterances: utterances + 1,
  questions: questions + probability,
});

const logOdds = (probability: number): number => Math.log(probability / (1 - probability));

/** 0 at the beginning, below 0 in a call that asks less than the calibration lines. */
export function rateLogOdds({ utterances, questions }: QuestionRate): number {
  const rate = (STRENGTH * CALIBRATED_RATE + questions) / (STRENGTH + utterances);
  return logOdds(Math.max(LEAST_RATE, rate)) - logOdds(CALIBRATED_RATE);
}
