// What was said in a call: competitors with evidence, keywords with counts, objections, commitments.
// In: the event log and the truth. Out: measurements. Everything is matched by the segment that it was said in.

import type { CallEvent } from '../../engine/events.ts';
import { ofType, summarizeLog } from '../../gateway/calls/summarize-log.ts';
import { CommitmentFound, isAction, isDue, isOwner } from '../lines/commitments.ts';
import { eventsOf } from '../lines/events-of.ts';
import type { CallTruth } from './call-truth.ts';
import { detection, type Measurement, match } from './measurement.ts';

export function compareWords(log: readonly CallEvent[], truth: CallTruth): Measurement[] {
  return [
    ...compareMentions(log, truth),
    ...compareKeywords(log, truth),
    ...compareObjections(log, truth),
    ...compareCommitments(log, truth),
  ];
}

function compareMentions(log: readonly CallEvent[], { competitorMentions }: CallTruth): Measurement[] {
  if (!competitorMentions) return [];
  const { competitors, participants } = summarizeLog(log);
  const roleOf = new Map<string, string>(participants.map(({ participantId, role }) => [participantId, role]));
  const matched = match(competitorMentions, competitors, (mention, found) => {
    const isBy = mention.by === found.participantId || mention.by === roleOf.get(found.participantId);
    const isSame = mention.segmentId === found.segmentId && mention.name === found.name && isBy;
    return isSame ? Number(mention.evidence === (found.evidence ?? false)) : null;
  });
  const right = matched.pairs.map(([mention, found]) => mention.evidence === (found.evidence ?? false));
  return [detection('competitor mention', matched), { kind: 'share', name: 'evidence beside a mention', right }];
}

function compareKeywords(log: readonly CallEvent[], { keywordHits }: CallTruth): Measurement[] {
  if (!keywordHits) return [];
  const keyOf = (segmentId: string, participantId: string, phrase: string) => `${segmentId} ${participantId} ${phrase}`;
  const truths = keywordHits.flatMap((hit) =>
    Array.from({ length: hit.count }, () => keyOf(hit.segmentId, hit.participantId, hit.keyword)),
  );
  const found = summarizeLog(log).keywords.map((hit) => keyOf(hit.segmentId, hit.participantId, hit.phrase));
  const countOf = (keys: readonly string[], key: string) => keys.filter((each) => each === key).length;
  const places = [...new Set([...truths, ...found])];
  const right = places.map((key) => countOf(truths, key) === countOf(found, key));
  const matched = match(truths, found, (a, b) => (a === b ? 1 : null));
  return [detection('keyword hit', matched), { kind: 'share', name: 'keyword counts that are exact', right }];
}

function compareObjections(log: readonly CallEvent[], { objections }: CallTruth): Measurement[] {
  if (!objections) return [];
  const matched = match(objections, ofType(log, 'objection.raised'), (truth, found) =>
    truth.segmentId === found.segmentId ? Number(truth.type === found.objection) : null,
  );
  const right = matched.pairs.map(([truth, found]) => truth.type === found.objection);
  return [detection('objection', matched), { kind: 'share', name: 'objection type', right }];
}

function compareCommitments(log: readonly CallEvent[], { commitments }: CallTruth): Measurement[] {
  const found = eventsOf(log, 'commitment.made', CommitmentFound);
  if (!commitments || !found) return [];
  const matched = match(commitments, found, (truth, each) => {
    if (truth.segmentId !== each.segmentId) return null;
    return [isOwner, isAction, isDue].filter((agrees) => agrees(truth, each)).length;
  });
  const share = (name: string, agrees: typeof isOwner): Measurement => ({
    kind: 'share',
    name: `commitment ${name}`,
    right: matched.pairs.map(([truth, each]) => agrees(truth, each)),
  });
  return [detection('commitment', matched), share('owner', isOwner), share('action', isAction), share('date', isDue)];
}
