// Made by `npm run calibrate-interest`; do not edit. Spreads of features in ordinary talk, and P(change is real).

export interface InterestCalibration {
  /** Standard deviation of each feature's score in talk without a change. */
  readonly spread: Readonly<
    Record<'talkShare' | 'questionRate' | 'turnLength' | 'quickness' | 'arousal' | 'backchannels', number>
  >;
  /** Mean correlation between two features. */
  readonly shared: number;
  /** Logistic regression: √height of the CUSUM, height ÷ (looks + 1), what came since against what was before. */
  readonly change: {
    readonly intercept: number;
    readonly weights: { readonly height: number; readonly rate: number; readonly contrast: number };
  };
}

export const INTEREST_CALIBRATION: InterestCalibration = {
  spread: {
    talkShare: 1.1819,
    questionRate: 0.8381,
    turnLength: 1.0212,
    quickness: 1.1355,
    arousal: 0.7835,
    backchannels: 1.054,
  },
  shared: 0.1015,
  change: { intercept: -4.8358, weights: { height: 2.1639, rate: -2.1267, contrast: 0.8261 } },
};
