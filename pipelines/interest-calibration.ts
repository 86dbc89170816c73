// Made by `npm run calibrate-interest`; do not edit. Spreads of features in ordinary talk, and P(change is real).

import type { SplitPrior } from './interest-split.ts';

export interface InterestCalibration {
  /** Standard deviation of each feature's score in talk without a change. */
  readonly spread: Readonly<
    Record<'talkShare' | 'questionRate' | 'turnLength' | 'quickness' | 'arousal' | 'backchannels', number>
  >;
  /** Mean correlation between two features. */
  readonly shared: number;
  /** Differences of a customer's looks from all of theirs: how they spread, and how large a change is. */
  readonly look: SplitPrior;
  /** Logistic regression on the evidence and ln(looks): how sure the looks make it, from which on a change is told. */
  readonly change: {
    readonly intercept: number;
    readonly weights: { readonly evidence: number; readonly looks: number };
  };
  /** And P(real) of what is told: on the log odds from which on it is, and those beyond them. */
  readonly told: { readonly intercept: number; readonly least: number; readonly beyond: number };
}

export const INTEREST_CALIBRATION: InterestCalibration = {
  spread: {
    talkShare: 1.1691,
    questionRate: 0.8461,
    turnLength: 1.0434,
    quickness: 1.2075,
    arousal: 0.7696,
    backchannels: 1.0731,
  },
  shared: 0.1135,
  look: { variance: 0.7615, worth: 26.1497, change: 0.9973 },
  change: { intercept: -4.742, weights: { evidence: 1.2467, looks: 0.2949 } },
  told: { intercept: 0.2154, least: 0.6806, beyond: 0.4111 },
};
