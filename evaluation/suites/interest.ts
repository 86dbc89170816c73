// Interest: is a change of behaviour found, how soon, how often for nothing, and is its confidence what it says? Measured on
// joined calls (evaluation/interest/join-calls.ts) of speakers the calibration has not seen: AMI meetings that were not
// fitted on, CORAAL interviews. There are no labels of interest: nothing here says that a person was less interested.

import { BIN_MS } from '../../pipelines/interest-bins.ts';
import { INTEREST_CALIBRATION } from '../../pipelines/interest-calibration.ts';
import { meanFigure, probabilityFigures, shareFigure } from '../detection-figures.ts';
import type { Figure, Suite } from '../figure.ts';
import { type JoinedCall, joinCall, LOOK_BINS, looksOf, type TalkSource, withEffect } from '../interest/join-calls.ts';
import { LEAST_EFFECT, type Told, toldIn, truthOf } from '../interest/run-detector.ts';
import { AMI, amiSources, CORAAL, coraalSources, FITTED_MEETINGS } from '../interest/sources.ts';
import { seededRandom } from '../statistics.ts';

const CALLS = 1_000;
const LOOK_S = (LOOK_BINS * BIN_MS) / 1_000;
/** Lower than production's, so that the whole range that is told is looked at. */
const LEAST_FOR_RELIABILITY = 0.5;
const NOTE = 'joined calls; no labels of interest exist';

export const interestSuite: Suite = {
  name: 'interest',
  folders: [AMI, CORAAL],
  async run({ dataDir, onProgress }) {
    const ami = await amiSources(dataDir, (meeting) => !FITTED_MEETINGS.test(meeting));
    onProgress?.(1, 3);
    const coraal = await coraalSources(dataDir);
    onProgress?.(2, 3);
    return [...figuresOf('AMI meetings', ami), ...figuresOf('CORAAL interviews', coraal)];
  },
};

function figuresOf(corpus: string, sources: readonly TalkSource[]): Figure[] {
  if (sources.length < 4) return [];
  const random = seededRandom(424_242);
  const calls = Array.from({ length: CALLS }, (_, at) => joinCall(sources, random, at % 2 === 1));
  const measured = calls.map((call) => withEffect(call, INTEREST_CALIBRATION));
  const falls = measured.filter(({ changeLook, effect }) => changeLook !== null && effect <= -LEAST_EFFECT);
  return [
    ...foundFigures(corpus, falls),
    falseAlarms(
      corpus,
      `calls without a change`,
      measured.filter(({ changeLook }) => changeLook === null),
    ),
    falseAlarms(corpus, `talk as it was (its own changes count as false)`, sources.map(asItWas)),
    ...reliabilityFigures(corpus, measured),
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
function reliabilityFigures(corpus: string, calls: readonly JoinedCall[]): Figure[] {
  const forecasts = calls.flatMap((call) => {
    const [told] = toldIn(call, INTEREST_CALIBRATION, LEAST_FOR_RELIABILITY);
    const isTrue = told ? truthOf(call, told, told.look) : null;
    return told && isTrue !== null ? [{ probability: told.probability, isTrue, group: call.group }] : [];
  });
  return probabilityFigures(`${corpus} P(change is real)`, forecasts, { note: NOTE });
}
