// Commitments, buying signals and pains of a call in figures, of the newest revision of each segment. Pure.

import type { EventOf } from '../engine/events.ts';
import type { SegmentId } from '../engine/ids.ts';
import type { Signal } from '../engine/observations.ts';

type SalesEvent = EventOf<'commitment.made'> | EventOf<'buying-signal.shown'> | EventOf<'pain.named'>;

const FIGURES = ['commitments', 'nextSteps', 'buyingSignals', 'strongBuyingSignals', 'painsNamed'] as const;
type Figure = (typeof FIGURES)[number];

/** What counts, by segment: an utterance clears what an older revision of it held. */
export type SalesCounts = ReadonlyMap<SegmentId, readonly Figure[]>;
export const NO_SALES: SalesCounts = new Map();

function figuresOf(event: SalesEvent): readonly Figure[] {
  if (event.type === 'pain.named') return ['painsNamed'];
  if (event.type === 'commitment.made') return event.dueDate === null ? ['commitments'] : ['commitments', 'nextSteps'];
  return event.strength === 'strong' ? ['buyingSignals', 'strongBuyingSignals'] : ['buyingSignals'];
}

/** The same value for signals that are no matter of sales. */
export function foldSales(counts: SalesCounts, signal: Signal): SalesCounts {
  switch (signal.type) {
    case 'commitment.made':
    case 'buying-signal.shown':
    case 'pain.named':
      return new Map(counts).set(signal.segmentId, [...(counts.get(signal.segmentId) ?? []), ...figuresOf(signal)]);
    case 'utterance.finalized':
      return counts.has(signal.segmentId) ? new Map([...counts].filter(([id]) => id !== signal.segmentId)) : counts;
    default:
      return counts;
  }
}

export function salesFigures(counts: SalesCounts): Record<Figure, number> {
  const all = [...counts.values()].flat();
  const of = (figure: Figure) => all.filter((each) => each === figure).length;
  return Object.fromEntries(FIGURES.map((figure) => [figure, of(figure)])) as Record<Figure, number>;
}
