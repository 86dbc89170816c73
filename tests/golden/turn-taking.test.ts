// Turn-taking of the real engine on generated conversations, interviews and meetings: the oracle agrees on every finding.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  INTERVIEWS,
  MEETINGS,
  readInterviews,
  readMeetings,
  type TimedConversation,
  type TimedSegment,
} from '../../evaluation/data/timed-turns.ts';
import { type Agreement, compareTurnTaking } from '../../evaluation/turn-taking.ts';

const DATA = process.env['SOTTO_DATA'] ?? join(import.meta.dirname, '../../../shared/data');

const disagreeing = (all: readonly Agreement[]) =>
  all.filter(({ expected, found, agreeing }) => agreeing !== expected || agreeing !== found);

async function expectAllToAgree(conversations: readonly TimedConversation[]): Promise<void> {
  expect(conversations.length).toBeGreaterThan(0);
  for (const { name, segments } of conversations) {
    const compared = await compareTurnTaking(segments);
    expect({ name, disagreeing: disagreeing(compared) }).toEqual({ name, disagreeing: [] });
    expect(compared.find(({ finding }) => finding === 'transfers')?.agreeing).toBeGreaterThan(0);
  }
}

const SPEAKERS = [
  { who: 'rep', role: 'rep' },
  { who: 'colleague', role: 'colleague' },
  { who: 'buyer', role: 'customer' },
  { who: 'user', role: 'customer' },
  { who: 'guest', role: 'unknown' },
] as const;
const segment = fc.record({
  speaker: fc.constantFrom(...SPEAKERS),
  gapMs: fc.oneof(fc.integer({ min: -1_500, max: 3_000 }), fc.constantFrom(-1_000, 0, 299, 300, 301, 699, 700, 701)),
  lengthMs: fc.oneof(fc.integer({ min: 1, max: 6_000 }), fc.constantFrom(999, 1_000, 1_001, 60_000)),
  text: fc.constantFrom('', 'mm-hm', 'the price of it'),
});
/** Each segment begins so long after the end of the one before, or before it. */
const conversation = fc.array(segment, { minLength: 2, maxLength: 40 }).map((parts) => {
  let endMs = 2_000;
  return parts.map(({ speaker, gapMs, lengthMs, text }): TimedSegment => {
    const startMs = Math.max(0, endMs + gapMs);
    endMs = startMs + lengthMs;
    return { ...speaker, startMs, endMs, text };
  });
});

test('generated conversations of any roles agree in every finding', async () => {
  await fc.assert(
    fc.asyncProperty(conversation, async (segments) => {
      expect(disagreeing(await compareTurnTaking(segments))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

const suffix = (folder: string) => (existsSync(join(DATA, folder)) ? '' : ' (skipped: no data)');

test.skipIf(suffix(INTERVIEWS) !== '')(`timed interviews agree in every finding${suffix(INTERVIEWS)}`, async () => {
  await expectAllToAgree(await readInterviews(DATA));
});

test.skipIf(suffix(MEETINGS) !== '')(`timed meetings agree in every finding${suffix(MEETINGS)}`, async () => {
  await expectAllToAgree(await readMeetings(DATA));
});
