// Interest: is a change of behaviour found, how soon, how often for nothing, and is its confidence what it says? Measured on
// joined calls (evaluation/interest/join-calls.ts) of speakers the calibration has not seen: AMI meetings that were not
// fitted on, CORAAL interviews; and would the confidence hold on one corpus if it were calibrated anew on the other?
// There are no labels of interest: nothing here says that a person was less interested.

import { BIN_MS } from '../../pipelines/interest-bins.ts';
import { INTEREST_CALIBRATION } from '../../pipelines/interest-calibration.ts';
import { meanFigure, probabilityFigures, shareFigure } from '../detection-figures.ts';
import type { Figure, Suite } from '../figure.ts';
import { fitLogistic } from '../interest/fit-logistic.ts';
import { fitIsotonic } from '../interest/isotonic.ts';
import { type JoinedCall, joinCall, LOOK_BINS, looksOf, type TalkSource, withEffect } from '../interest/join-calls.ts';
import { LEAST_EFFECT, type Told, toldIn, truthOf } from '../interest/run-detector.ts';
import { AMI, amiSources, CORAAL, coraalSources, FITTED_MEETINGS } from '../interest/sources.ts';
import { type Forecast, seededRandom } from '../statistics.ts';

const CALLS = 1_000;
const LOOK_S = (LOOK_BINS * BIN_MS) / 1_000;
/** Lower than production's, so that the whole range that is told is looked at. */
const LEAST_FOR_RELIABILITY = 0.5;
const NOTE = 'joined calls; no labels of interest exist';
const TRIED =
  'tried and not used: of the changes that are told as many are real as speakers of a corpus differ, and that is not known of a call';

export const interestSuite: Suite = {
  name: 'interest',
  folders: [AMI, CORAAL],
  async run({ dataDir, onProgress }) {
    const ami = await amiSources(dataDir, (meeting) => !FITTED_MEETINGS.test(meeting));
    onProgress?.(1, 3);
    const coraal = await coraalSources(dataDir);
    onProgress?.(2, 3);
    const corpora = [corpusOf('AMI meetings', ami), corpusOf('CORAAL interviews', coraal)].filter(
      (each) => each !== null,
    );
    const [first, second] = corpora;
    const across = first && second ? [...recalibrated(first, second), ...recalibrated(second, first)] : [];
    return [...corpora.flatMap(figuresOf), ...across];
  },
};

interface Corpus {
  readonly name: string;
  readonly sources: readonly TalkSource[];
  readonly measured: readonly JoinedCall[];
  readonly forecasts: readonly GroupedForecast[];
}
type GroupedForecast = Forecast & { readonly group: string };

/** Null where there are too few speakers. */
function corpusOf(name: string, sources: readonly TalkSource[]): Corpus | null {
  if (sources.length < 4) return null;
  const random = seededRandom(424_242);
  const calls = Array.from({ length: CALLS }, (_, at) => joinCall(sources, random, at % 2 === 1));
  const measured = calls.map((call) => withEffect(call, INTEREST_CALIBRATION));
  return { name, sources, measured, forecasts: forecastsOf(measured) };
}

function figuresOf({ name: corpus, sources, measured, forecasts }: Corpus): Figure[] {
  const falls = measured.filter(({ changeLook, effect }) => changeLook !== null && effect <= -LEAST_EFFECT);
  return [
    ...foundFigures(corpus, falls),
    falseAlarms(
      corpus,
      `calls without a change`,
      measured.filter(({ changeLook }) => changeLook === null),
    ),
    falseAlarms(corpus, `talk as it was (its own changes count as false)`, sources.map(asItWas)),
    ...probabilityFigures(`${corpus} P(change is real)`, forecasts, { note: NOTE }),
  ];
}

const asItWas = ({ group, bins }: TalkSource): JoinedCall => ({
  group,
  looks: looksOf(bins),
  changeLook: null,
  effect: 0,
});

const fallIn = (call: JoinedCall, from: number): Told | undefined =>
  toldIn(call, INTEREST_CALIBRATION).find(({ direction, look }) => direction === 'down' && look >= from);

function foundFigures(corpus: string, falls: readonly JoinedCall[]): Figure[] {
  const found = falls.map((call) => ({ call, told: fallIn(call, call.changeLook ?? 0) }));
  const delays = found.flatMap(({ call, told }) =>
    told ? [{ value: (told.look + 1 - (call.changeLook ?? 0)) * LOOK_S, group: call.group }] : [],
  );
  const isFound = found.map(({ call, told }) => ({ isRight: told !== undefined, group: call.group }));
  const within = found.map(({ call, told }) => {
    return {
      isRight: told !== undefined && (told.look + 1 - (call.changeLook ?? 0)) * LOOK_S <= 300,
      group: call.group,
    };
  });
  return [
    shareFigure(`${corpus} falls found by the end of the call`, isFound, { note: NOTE }),
    shareFigure(`${corpus} falls found within 5 min`, within, { note: NOTE }),
    meanFigure(`${corpus} delay of those found`, delays, 's', { note: NOTE }),
  ];
}

function falseAlarms(corpus: string, of: string, calls: readonly JoinedCall[]): Figure {
  const perHour = calls.map((call) => {
    const alarms = toldIn(call, INTEREST_CALIBRATION).filter(({ direction }) => direction === 'down').length;
    return { value: alarms / ((call.looks.length * LOOK_S) / 3_600), group: call.group };
  });
  return meanFigure(`${corpus} false declines, ${of},`, perHour, 'per hour', { note: NOTE });
}

/** The first change that is told in each call: is it real as often as its confidence says? */
function forecastsOf(calls: readonly JoinedCall[]): GroupedForecast[] {
  return calls.flatMap((call) => {
    const [told] = toldIn(call, INTEREST_CALIBRATION, LEAST_FOR_RELIABILITY);
    const isTrue = told ? truthOf(call, told, told.look) : null;
    return told && isTrue !== null ? [{ probability: told.probability, isTrue, group: call.group }] : [];
  });
}

/** What was tried to mend the confidence: both usual ways of calibrating it, on calls of the other corpus. */
function recalibrated({ name, forecasts }: Corpus, other: Corpus): Figure[] {
  const rows = other.forecasts.map(({ probability, isTrue }) => ({ x: [1, logOdds(probability)], y: isTrue ? 1 : 0 }));
  const [offset = 0, slope = 1] = fitLogistic(rows);
  const ways = {
    'Platt scaling': (probability: number) => 1 / (1 + Math.exp(-offset - slope * logOdds(probability))),
    'isotonic regression': fitIsotonic(other.forecasts),
  };
  return Object.entries(ways).flatMap(([way, calibrate]) => {
    const mended = forecasts.map((each) => ({ ...each, probability: calibrate(each.probability) }));
    const label = `${name} P(change is real) after ${way} on ${other.name},`;
    const errors = probabilityFigures(label, mended, { note: TRIED, baseline: true }).filter(
      ({ reliability }) => reliability,
    );
    return errors.map(({ target: _, reliability: __, ...error }) => error);
  });
}

const logOdds = (probability: number): number => Math.log(probability / (1 - probability));
