// Fits pipelines/interest-calibration.ts on AMI meetings (CC BY 4.0): `npm run calibrate-interest [-- DATA]`. The same data
// give the same file.

import { readFile, writeFile } from 'node:fs/promises';
import { fitCalibration } from './fit-calibration.ts';
import { amiSources, FITTED_MEETINGS } from './sources.ts';

const FILE = new URL('../../pipelines/interest-calibration.ts', import.meta.url);

const [, , dataDir = '../shared/data'] = process.argv;
const sources = (await amiSources(dataDir)).filter(({ group }) => FITTED_MEETINGS.test(group));
if (sources.length === 0) throw new Error(`no AMI meetings in ${dataDir}`);
const made = fitCalibration(sources);
const text = await readFile(FILE, 'utf8');
const { spread, shared, look, change, told } = made;
const literal = (value: object) =>
  JSON.stringify(value)
    .replace(/"/g, '')
    .replace(/([:,{])/g, '$1 ')
    .replace(/}/g, ' }');
const body = `export const INTEREST_CALIBRATION: InterestCalibration = {
  spread: ${literal(spread)},
  shared: ${shared},
  look: ${literal(look)},
  change: ${literal(change)},
  told: ${literal(told)},
};
`;
await writeFile(FILE, text.slice(0, text.indexOf('export const INTEREST_CALIBRATION')) + body);
process.stdout.write(`${sources.length} speakers, ${JSON.stringify(made)}\n`);
