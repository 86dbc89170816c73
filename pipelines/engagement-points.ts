// Whether an utterance of our side speaks of the point of a key region: one of the region's phrases is said, or one of the
// phrases of its topic in the playbook. No latency.

import type { KeyRegion } from '../engine/events/material.ts';
import type { EventOf } from '../engine/events.ts';
import { sideOf } from '../engine/participants.ts';
import type { Playbook } from '../engine/playbook.ts';
import type { PointsOf } from './engagement-views.ts';
import { compilePhrases } from './phrase-matcher.ts';

type Matcher = ReturnType<typeof compilePhrases>;

/** Matchers are made once per region list: a slide's regions are the same object for as long as it is known. */
export function pointFinder({ topics }: Playbook): PointsOf {
  const compiled = new WeakMap<readonly KeyRegion[], readonly Matcher[]>();
  const phrasesOf = ({ phrases = [], topic }: KeyRegion) => [
    ...phrases.map((text) => ({ text, inflect: true, variants: [] })),
    ...(topics.find(({ id }) => id === topic)?.phrases ?? []),
  ];
  const matchersOf = (regions: readonly KeyRegion[]): readonly Matcher[] => {
    const known = compiled.get(regions);
    if (known) return known;
    const made = regions.map((region) => compilePhrases(phrasesOf(region)));
    compiled.set(regions, made);
    return made;
  };
  return (regions, { role, text }: EventOf<'utterance.finalized'>) => {
    if (regions.length === 0 || sideOf(role) !== 'ours') return 0;
    return matchersOf(regions).reduce(
      (bits, matcher, at) => (matcher.find(text).length > 0 ? bits | (1 << at) : bits),
      0,
    );
  };
}
