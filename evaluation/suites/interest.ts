// Interest: is a change of behaviour found, how soon, how often for nothing, and is its confidence what it says? Measured on
// joined calls (evaluation/interest/join-calls.ts) of speakers the calibration has not heard: AMI meetings, each series with
// what was fitted on the others; earnings calls and CORAAL interviews, which nothing that ships was fitted on.
// There are no labels of interest: nothing here says that a person was less interested.

import { BIN_MS } from '../../pipelines/interest-bins.ts';
import { meanFigure, probabilityFigures, shareFigure } from '../detection-figures.ts';
import type { Figure, Suite } from '../figure.ts';
import { type CalibratedCall, type Corpus, joinedCalls, readCorpora } from '../interest/corpora.ts';
import { fitCalibration } from '../interest/fit-calibration.ts';
import { LOOK_BINS, looksOf } from '../interest/join-calls.ts';
import { LEAST_EFFECT, type Told, toldIn, truthOf } from '../interest/run-detector.ts';
import { AMI, CORAAL, EARNINGS } from '../interest/sources.ts';
import type { Forecast } from '../statistics.ts';

const CALLS = 4_000;
const LOOK_S = (LOOK_BINS * BIN_MS) / 1_000;
const NOTE = 'joined calls; no labels of interest exist';
const LEFT_OUT = 'measured and not used: a corpus says how much its speakers differ, and that is not known of a call';

export const interestSuite: Suite = {
  name: 'interest',
  folders: [AMI, EARNINGS, CORAAL],
  async run({ dataDir, onProgress }) {
    const corpora = await readCorpora(dataDir);
    const figures = corpora.flatMap((corpus, at) => {
      onProgress?.(at, corpora.length);
      return figuresOf(corpus);
    });
    return [...figures, ...corpora.flatMap((corpus) => fittedOnOthers(corpus, corpora))];
  },
};

function figuresOf(corpus: Corpus): Figure[] {
  const { name } = corpus;
  const measured = joinedCalls(corpus, CALLS);
  const falls = measured.filter(({ call }) => call.changeLook !== null && call.effect <= -LEAST_EFFECT);
  const unchanged = measured.filter(({ call }) => call.changeLook === null);
  return [
    ...foundFigures(name, falls),
    falseAlarms(name, `calls without a change`, unchanged),
    falseAlarms(name, `talk as it was (its own changes count as false)`, asItWas(corpus)),
    ...probabilityFigures(`${name} P(change is real)`, forecastsOf(measured), { note: NOTE }),
  ];
}

function asItWas({ parts }: Corpus): CalibratedCall[] {
  return parts.flatMap(({ sources, calibration }) =>
    sources.map(({ group, bins }) => {
      return { call: { group, looks: looksOf(bins), changeLook: null, effect: 0 }, calibration };
    }),
  );
}

function foundFigures(corpus: string, falls: readonly CalibratedCall[]): Figure[] {
  const found = falls.map(({ call, calibration }) => {
    const from = call.changeLook ?? 0;
    const fall = toldIn(call, calibration).find(({ direction, look }) => direction === 'down' && look >= from);
    return { group: call.group, delayS: fall ? delayOf(fall, from) : null };
  });
  const delays = found.flatMap(({ group, delayS }) => (delayS === null ? [] : [{ value: delayS, group }]));
  const isFound = found.map(({ group, delayS }) => ({ isRight: delayS !== null, group }));
  const within = found.map(({ group, delayS }) => ({ isRight: delayS !== null && delayS <= 300, group }));
  return [
    shareFigure(`${corpus} falls found by the end of the call`, isFound, { note: NOTE }),
    shareFigure(`${corpus} falls found within 5 min`, within, { note: NOTE }),
    meanFigure(`${corpus} delay of those found`, delays, 's', { note: NOTE }),
  ];
}

const delayOf = ({ look }: Told, changeLook: number): number => (look + 1 - changeLook) * LOOK_S;

function falseAlarms(corpus: string, of: string, calls: readonly CalibratedCall[]): Figure {
  const perHour = calls.map(({ call, calibration }) => {
    const alarms = toldIn(call, calibration).filter(({ direction }) => direction === 'down').length;
    return { value: alarms / ((call.looks.length * LOOK_S) / 3_600), group: call.group };
  });
  return meanFigure(`${corpus} false declines, ${of},`, perHour, 'per hour', { note: NOTE });
}

/** The first change that is told in each call: is it real as often as its confidence says? */
function forecastsOf(calls: readonly CalibratedCall[]): (Forecast & { readonly group: string })[] {
  return calls.flatMap(({ call, calibration }) => {
    const [told] = toldIn(call, calibration);
    const isTrue = told ? truthOf(call, told, told.look) : null;
    return told && isTrue !== null ? [{ probability: told.probability, isTrue, group: call.group }] : [];
  });
}

/** A whole corpus left out: would the confidence hold if all of the others had been fitted on, whatever their licence? */
function fittedOnOthers(corpus: Corpus, corpora: readonly Corpus[]): Figure[] {
  const others = corpora.filter((each) => each !== corpus).flatMap(({ sources }) => sources);
  if (others.length === 0) return [];
  const calibration = fitCalibration(others);
  const calls = joinedCalls(corpus, CALLS).map(({ call }) => ({ call, calibration }));
  const label = `${corpus.name} P(change is real) as fitted on all other corpora,`;
  const errors = probabilityFigures(label, forecastsOf(calls), { note: LEFT_OUT, baseline: true }).filter(
    ({ reliability }) => reliability,
  );
  return errors.map(({ target: _, reliability: __, ...error }) => error);
}
