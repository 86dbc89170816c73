// Lines of kind `commitments` {speakerRole, callDate, commitment: {owner, actionContains[], dueDate} | null}.
// Owner, action and date are judged of the commitments that were found; the date also with missed ones counted as wrong.

import { z } from 'zod';
import { Role } from '../../engine/events.ts';
import { detectionFigures, shareFigure } from '../detection-figures.ts';
import type { Figure } from '../figure.ts';
import { calibrationFigures, confidenceIn } from './calibrated-forecasts.ts';
import { eventsOf } from './events-of.ts';
import { type Found, lineFields, lineKind, perLanguage } from './line-kind.ts';
import { sayLine } from './say-line.ts';

export const CommitmentTruth = z.object({
  /** A role, or in a whole call a participant. */
  owner: z.string().min(1),
  actionContains: z.union([z.array(z.string()), z.string().transform((part) => [part])]),
  dueDate: z.iso.date().nullable(),
});
export type CommitmentTruth = z.output<typeof CommitmentTruth>;
const CommitmentLine = z.object({
  ...lineFields,
  speakerRole: Role,
  callDate: z.iso.date(),
  commitment: CommitmentTruth.nullable(),
});
type CommitmentLine = z.output<typeof CommitmentLine>;

/** What the engine says of a commitment. */
export const CommitmentFound = z.object({
  segmentId: z.string(),
  ownerRole: Role,
  ownerParticipantId: z.string().nullish(),
  action: z.string(),
  dueDate: z.string().nullable(),
  text: z.string(),
});
export type CommitmentFound = z.output<typeof CommitmentFound>;

export const isOwner = (truth: CommitmentTruth, found: CommitmentFound) =>
  truth.owner === found.ownerRole || truth.owner === found.ownerParticipantId;
export const isDue = (truth: CommitmentTruth, found: CommitmentFound) => truth.dueDate === found.dueDate;
/** Every part that the action must contain, whatever the case. */
export const isAction = (truth: CommitmentTruth, found: CommitmentFound) =>
  truth.actionContains.every((part) => found.action.toLowerCase().includes(part.toLowerCase()));

/** Of several in one line the one that agrees best: the truth names one. */
export function bestOf(truth: CommitmentTruth | null, found: readonly CommitmentFound[]): CommitmentFound | null {
  if (!truth) return found[0] ?? null;
  const agreement = (each: CommitmentFound) =>
    [isOwner, isAction, isDue].filter((agrees) => agrees(truth, each)).length;
  return found.reduce<CommitmentFound | null>(
    (best, each) => (best === null || agreement(each) > agreement(best) ? each : best),
    null,
  );
}

export const commitmentLines = lineKind({
  kind: 'commitments',
  about: 'Who will do what by when, in lines of both sides.',
  schema: CommitmentLine,
  async find(line, engine) {
    const said = { ...line, role: line.speakerRole };
    const found = eventsOf(await sayLine(engine, said), 'commitment.made', CommitmentFound);
    if (!found) return null;
    const all = await sayLine(engine, said, { commitments: { minConfidence: 0 } });
    return { best: bestOf(line.commitment, found), confidence: confidenceIn(all, 'commitment.made') };
  },
  figures(items, engine) {
    const model = engine.modelOf('commitment');
    return perLanguage('commitment', items, (label, part) => figuresOf(label, part, model));
  },
  wrong({ commitment }, finding) {
    const found = finding?.best ?? null;
    if (!commitment) return found ? `expected none, found "${found.action}" of ${found.ownerRole}` : null;
    if (!found) return `expected ${commitment.owner} ${commitment.dueDate}, found none`;
    if (isOwner(commitment, found) && isAction(commitment, found) && isDue(commitment, found)) return null;
    const { owner, actionContains, dueDate } = commitment;
    return `expected ${owner}, ${actionContains.join(' + ')}, ${dueDate}; found ${found.ownerRole}, "${found.action}", ${found.dueDate}`;
  },
});

type Finding = { best: CommitmentFound | null; confidence: ReturnType<typeof confidenceIn> } | null;

function figuresOf(label: string, items: readonly Found<CommitmentLine, Finding>[], model: string): Figure[] {
  if (items.every(({ found }) => found === null)) {
    return [
      {
        name: `${label} F1`,
        value: null,
        n: items.length,
        interval: null,
        unit: 'ratio',
        note: 'nothing looks for commitments',
      },
    ];
  }
  const judged = items.map(({ line, found }) => ({
    isTrue: line.commitment !== null,
    isFound: (found?.best ?? null) !== null,
    confidence: found?.confidence ?? null,
  }));
  const truths = items.flatMap(({ line, found }) =>
    line.commitment ? [{ truth: line.commitment, best: found?.best ?? null }] : [],
  );
  const share = (name: string, agrees: (truth: CommitmentTruth, found: CommitmentFound) => boolean) =>
    shareFigure(
      `${label} ${name} of those found`,
      truths.flatMap(({ truth, best }) => (best ? [{ isRight: agrees(truth, best) }] : [])),
      { model },
    );
  return [
    ...detectionFigures(label, judged, { model }),
    share('owner', isOwner),
    share('action', isAction),
    share('date', isDue),
    shareFigure(
      `${label} date, missed ones count`,
      truths.map(({ truth, best }) => ({ isRight: best !== null && isDue(truth, best) })),
      { model },
    ),
    ...calibrationFigures(label, judged, model),
  ];
}
