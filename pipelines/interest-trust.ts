// What the confidence of a change of interest was measured on, and whether it held there. Not calibrated: on joined calls of
// speakers that were not fitted on, what is said and what is true lie 0.06 (meetings), 0.05 (earnings calls) and 0.22
// (interviews) apart on average. How many of the changes that are told are real depends on how much people differ, which is
// not known of a call. `npm run evaluate -- --only interest` measures it all again.

export const INTEREST_TRUST = { isCalibrated: false, calibratedOn: 'joined-calls' } as const;
