// What the confidence of a change of interest was measured on, and whether it held there. Not calibrated: on joined calls of
// speakers that were not fitted on, what is said and what is true lie 0.14 (meetings) and 0.23 (interviews) apart on average.
// `npm run evaluate -- --only interest` measures it again.

export const INTEREST_TRUST = { isCalibrated: false, calibratedOn: 'joined-calls' } as const;
