// Names of acted emotions in, the two judgements that we learn and measure out.
// Classes: B. Schuller et al., "Acoustic emotion recognition: a benchmark comparison of performances" (ASRU 2009), except
// that disgust has no arousal here: listeners do not agree on it.

const HIGH_AROUSAL = ['anger', 'fear', 'happiness', 'surprise'];
const LOW_AROUSAL = ['sadness', 'boredom', 'neutral', 'calm'];
const NEGATIVE = ['anger', 'fear', 'sadness', 'disgust', 'boredom'];
const OTHER_VALENCE = ['neutral', 'calm', 'happiness', 'surprise'];

/** 1 high, 0 low, null where the class is neither. */
export function arousalOf(emotion: string): 0 | 1 | null {
  return HIGH_AROUSAL.includes(emotion) ? 1 : LOW_AROUSAL.includes(emotion) ? 0 : null;
}

/** 1 negative, 0 other, null where the class is neither. */
export function negativityOf(emotion: string): 0 | 1 | null {
  return NEGATIVE.includes(emotion) ? 1 : OTHER_VALENCE.includes(emotion) ? 0 : null;
}
