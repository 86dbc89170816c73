// Corpora of real talk in parts, each with a calibration that has not heard the people in it: what ships, or for meetings that
// what ships was fitted on, one that was fitted on the other series.

import { INTEREST_CALIBRATION, type InterestCalibration } from '../../pipelines/interest-calibration.ts';
import { seededRandom } from '../statistics.ts';
import { fitCalibration } from './fit-calibration.ts';
import { bySeries, type JoinedCall, joinCalls, type TalkSource, withEffect } from './join-calls.ts';
import { amiSources, coraalSources, earningsSources, FITTED_MEETINGS } from './sources.ts';

export interface Part {
  readonly sources: readonly TalkSource[];
  readonly calibration: InterestCalibration;
}

export interface Corpus {
  readonly name: string;
  readonly sources: readonly TalkSource[];
  readonly parts: readonly Part[];
}

/** Corpora that are there, with enough speakers to join. */
export async function readCorpora(dataDir: string): Promise<Corpus[]> {
  const [ami, earnings, coraal] = await Promise.all([
    amiSources(dataDir),
    earningsSources(dataDir),
    coraalSources(dataDir),
  ]);
  const corpora = [
    corpusOf('AMI meetings', meetingParts(ami)),
    corpusOf('Earnings calls', [{ sources: earnings, calibration: INTEREST_CALIBRATION }]),
    corpusOf('CORAAL interviews', [{ sources: coraal, calibration: INTEREST_CALIBRATION }]),
  ];
  return corpora.filter(({ parts }) => parts.length > 0);
}

/** With fewer, what is joined is the same two people again and again. */
const LEAST_SPEAKERS = 4;

function corpusOf(name: string, parts: readonly Part[]): Corpus {
  const usable = parts.filter(({ sources }) => sources.length >= LEAST_SPEAKERS);
  return { name, parts: usable, sources: usable.flatMap(({ sources }) => sources) };
}

function meetingParts(sources: readonly TalkSource[]): Part[] {
  const isFitted = ({ group }: TalkSource) => FITTED_MEETINGS.test(group);
  const fitted = sources.filter(isFitted);
  const left = bySeries(fitted).map((ofSeries): Part => {
    const others = fitted.filter(({ series }) => series !== ofSeries[0]?.series);
    const calibration = others.length === 0 ? INTEREST_CALIBRATION : fitCalibration(others);
    return { sources: ofSeries, calibration };
  });
  return [...left, { sources: sources.filter((source) => !isFitted(source)), calibration: INTEREST_CALIBRATION }];
}

export interface CalibratedCall {
  readonly call: JoinedCall;
  readonly calibration: InterestCalibration;
}

/** `count` calls in all; how large a change is counts in the same deviations everywhere. */
export function joinedCalls({ parts }: Corpus, count: number): CalibratedCall[] {
  const random = seededRandom(424_242);
  return parts.flatMap(({ sources, calibration }) =>
    joinCalls(sources, random, Math.round(count / parts.length)).map((call) => {
      return { call: withEffect(call, INTEREST_CALIBRATION), calibration };
    }),
  );
}
