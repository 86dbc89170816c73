// Fits pipelines/interest-calibration.ts on AMI meetings (CC BY 4.0): `npm run calibrate-interest [-- DATA]`. The same data
// give the same file. Half of the joined calls have a change, as many falls as rises; P(real) holds for that mixture.

import { readFile, writeFile } from 'node:fs/promises';
import { sumBins } from '../../pipelines/interest-bins.ts';
import { INTEREST_CALIBRATION, type InterestCalibration } from '../../pipelines/interest-calibration.ts';
import { FEATURES, featureScores } from '../../pipelines/interest-evidence.ts';
import { seededRandom } from '../statistics.ts';
import { fitLogistic } from './fit-logistic.ts';
import { type JoinedCall, joinCall, type TalkSource, withEffect } from './join-calls.ts';
import { firstPassages } from './run-detector.ts';
import { amiSources, FITTED_MEETINGS } from './sources.ts';

const CALLS = 4_000;
const FILE = new URL('../../pipelines/interest-calibration.ts', import.meta.url);
/** Six minutes. */
const REFERENCE_LOOKS = 4;

export function fitCalibration(sources: readonly TalkSource[]): InterestCalibration {
  const random = seededRandom(20_261);
  const calls = Array.from({ length: CALLS }, (_, at) => joinCall(sources, random, at % 2 === 1));
  const spread = spreadsOf(calls);
  const spreadOnly = { ...INTEREST_CALIBRATION, ...spread };
  const readings = calls.flatMap((call) => firstPassages(withEffect(call, spreadOnly), spreadOnly));
  const rows = readings.map(({ height, looks, contrast, isReal }) => {
    return { x: [1, Math.sqrt(height), height / (looks + 1), contrast], y: isReal ? 1 : 0 };
  });
  const [intercept = 0, height = 0, rate = 0, contrast = 0] = fitLogistic(rows).map(rounded);
  return { ...spread, change: { intercept, weights: { height, rate, contrast } } };
}

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

/** Of looks in calls without a change, against their own first six minutes. */
function spreadsOf(calls: readonly JoinedCall[]): Pick<InterestCalibration, 'spread' | 'shared'> {
  const scores = calls
    .filter(({ changeLook }) => changeLook === null)
    .flatMap(({ looks }) => {
      const before = sumBins(looks.slice(0, REFERENCE_LOOKS));
      return looks.slice(REFERENCE_LOOKS).map((look) => featureScores(look, before));
    });
  const spread = Object.fromEntries(
    FEATURES.map((feature) => {
      const values = scores.flatMap((each) => each[feature] ?? []);
      const squares = values.reduce((sum, value) => sum + value * value, 0);
      return [feature, rounded(Math.sqrt(squares / values.length))];
    }),
  ) as InterestCalibration['spread'];
  const products: number[] = [];
  for (const each of scores) {
    for (const [at, a] of FEATURES.entries()) {
      for (const b of FEATURES.slice(at + 1)) {
        const [left, right] = [each[a], each[b]];
        if (left !== null && right !== null) products.push((left / spread[a]) * (right / spread[b]));
      }
    }
  }
  return { spread, shared: rounded(products.reduce((sum, value) => sum + value, 0) / products.length) };
}

const [, , dataDir = '../shared/data'] = process.argv;
const sources = await amiSources(dataDir, (meeting) => FITTED_MEETINGS.test(meeting));
if (sources.length === 0) throw new Error(`no AMI meetings in ${dataDir}`);
const made = fitCalibration(sources);
const text = await readFile(FILE, 'utf8');
const { spread, shared, change } = made;
const body = `export const INTEREST_CALIBRATION: InterestCalibration = {
  spread: ${JSON.stringify(spread).replaceAll('"', '').replaceAll(':', ': ').replaceAll(',', ', ').replace('{', '{ ').replace('}', ' }')},
  shared: ${shared},
  change: { intercept: ${change.intercept}, weights: { height: ${change.weights.height}, rate: ${change.weights.rate}, contrast: ${change.weights.contrast} } },
};
`;
await writeFile(FILE, text.slice(0, text.indexOf('export const INTEREST_CALIBRATION')) + body);
process.stdout.write(`${sources.length} speakers, ${JSON.stringify(made)}\n`);
