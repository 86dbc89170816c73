// What the confidence of a change of interest was measured on, and whether it held there. Not calibrated: on joined calls of
// speakers that were not fitted on, what is said and what is true lie 0.14 (meetings) and 0.23 (interviews) apart on average.
// Calibrating it anew on either corpus makes it no better on the other: how many of the changes that are told are real
// depends on how much people differ. `npm run evaluate -- --only interest` measures it all again.

export const INTEREST_TRUST = { isCalibrated: false, calibratedOn: 'joined-calls' } as const;
