import { expect, it } from 'vitest';
import { momentReason } from '../../../../dashboard/review/moment-words.ts';
import type { Competitor } from '../../../../dashboard/state/wire.ts';

const said: Competitor = {
  mentionId: 'm1',
  segmentId: 's1',
  participantId: 'customer',
  name: 'Salesforce',
  matched: 'Salesforce',
  match: 'exact',
  confidence: 0.95,
  isNegated: false,
  stance: 'neutral',
  context: 'we use Salesforce',
  atMs: 5_000,
  evidence: null,
  evidenceKind: null,
  evidenceText: null,
};
const reason = (changes: Partial<Competitor>) =>
  momentReason({ kind: 'competitor', id: 'm1', atMs: 5_000, mention: { ...said, ...changes } }, 4_200);

it.each<[Partial<Competitor>, string]>([
  [{ evidence: false }, 'A competitor was named. No case, figure, certificate or demo was heard'],
  [{ isNegated: true }, 'A competitor was named, in a denial.'],
  [{ match: 'spelling', matched: 'sales force' }, 'Heard as “sales force”.'],
  [
    { evidence: true, evidenceKind: 'certificate', evidenceText: 'ISO 27001' },
    'Backed with a certificate: “ISO 27001”',
  ],
])('a named competitor: %o', (changes, words) => {
  expect(reason(changes)).toContain(words);
});
