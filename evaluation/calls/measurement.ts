// What is compared in one call, so that it can be shown by call and added up over calls: things found or not, things right
// or wrong, and errors in a unit. In: truth and finding. Out: measurements; figures are made of those of several calls.

import { detectionFigures, meanFigure, shareFigure } from '../detection-figures.ts';
import type { Figure } from '../figure.ts';
import type { Judged } from '../statistics.ts';

type Target = Figure['target'];
export type Measurement =
  | {
      readonly kind: 'detection';
      readonly name: string;
      readonly judged: readonly Judged[];
      /** Each thing that was missed or made up, in words. */
      readonly wrong: readonly string[];
    }
  | { readonly kind: 'share'; readonly name: string; readonly right: readonly boolean[]; readonly target?: Target }
  | {
      readonly kind: 'mean';
      readonly name: string;
      readonly values: readonly number[];
      readonly unit: string;
      readonly target?: Target;
    };

export interface Matched<True, Found> {
  readonly pairs: readonly (readonly [True, Found])[];
  readonly missed: readonly True[];
  readonly extra: readonly Found[];
}

/** Each thing is matched once: the truths in their order, each with the best of the findings that are left. */
export function match<True, Found>(
  truths: readonly True[],
  found: readonly Found[],
  /** Null where the two are not the same thing; else how well they agree, the larger the better. */
  agreement: (truth: True, finding: Found) => number | null,
): Matched<True, Found> {
  const rest = [...found];
  const pairs: (readonly [True, Found])[] = [];
  const missed: True[] = [];
  for (const truth of truths) {
    const best = rest.reduce<{ index: number; agreement: number } | null>((sofar, finding, index) => {
      const agrees = agreement(truth, finding);
      return agrees !== null && (sofar === null || agrees > sofar.agreement) ? { index, agreement: agrees } : sofar;
    }, null);
    const [taken] = best ? rest.splice(best.index, 1) : [];
    if (taken === undefined) missed.push(truth);
    else pairs.push([truth, taken]);
  }
  return { pairs, missed, extra: rest };
}

export function detection(name: string, { pairs, missed, extra }: Matched<unknown, unknown>): Measurement {
  const judged = [
    ...pairs.map(() => ({ isTrue: true, isFound: true })),
    ...missed.map(() => ({ isTrue: true, isFound: false })),
    ...extra.map(() => ({ isTrue: false, isFound: true })),
  ];
  const wrong = [
    ...missed.map((truth) => `missed: ${JSON.stringify(truth)}`),
    ...extra.map((finding) => `made up: ${JSON.stringify(finding)}`),
  ];
  return { kind: 'detection', name, judged, wrong };
}

/** One measurement in one call. */
export interface MeasuredIn {
  readonly call: string;
  readonly measurement: Measurement;
}

/** Figures of measurements of one name over one or several calls; calls are drawn together for the interval. */
export function figuresOf(label: string, measured: readonly MeasuredIn[]): Figure[] {
  const names = [...new Set(measured.map(({ measurement }) => measurement.name))];
  return names.flatMap((name) => {
    const own = measured.filter(({ measurement }) => measurement.name === name);
    const [first] = own;
    return first ? ofOneName(`${label}: ${name}`, first.measurement, own) : [];
  });
}

function ofOneName(name: string, { kind, ...first }: Measurement, own: readonly MeasuredIn[]): Figure[] {
  const group = (call: string) => (own.length > 1 ? { group: call } : {});
  const extra = 'target' in first && first.target ? { target: first.target } : {};
  switch (kind) {
    case 'detection':
      return detectionFigures(
        name,
        own.flatMap(({ call, measurement }) =>
          measurement.kind === 'detection' ? measurement.judged.map((each) => ({ ...each, ...group(call) })) : [],
        ),
      );
    case 'share':
      return [
        shareFigure(
          name,
          own.flatMap(({ call, measurement }) =>
            measurement.kind === 'share' ? measurement.right.map((isRight) => ({ isRight, ...group(call) })) : [],
          ),
          extra,
        ),
      ];
    case 'mean':
      return [
        meanFigure(
          name,
          own.flatMap(({ call, measurement }) =>
            measurement.kind === 'mean' ? measurement.values.map((value) => ({ value, ...group(call) })) : [],
          ),
          'unit' in first ? first.unit : '',
          extra,
        ),
      ];
  }
}
