import { describe, expect, it } from 'vitest';
import { expectedCards } from '../../../samples/expected-cards.ts';
import { mentionTruth } from '../../../samples/marked-words.ts';
import { questionTruth } from '../../../samples/question-truth.ts';
import { arrivals } from '../../../samples/recorded-lines.ts';
import { placed, type TimedLine } from './invented-script.ts';

function cardsOf(lines: readonly TimedLine[]) {
  const call = placed(lines);
  return expectedCards({
    call,
    questions: questionTruth(call),
    mentions: mentionTruth(call),
    arrived: arrivals(call),
  });
}
const ruleIds = (lines: readonly TimedLine[]) => cardsOf(lines).map(({ ruleId }) => ruleId);
const TALK: TimedLine = { id: 'talk', by: 'customer', pauseMs: 0, lastsMs: 5_000 };
const MORE: TimedLine = { id: 'more', by: 'rep', pauseMs: 60_000, lastsMs: 5_000 };
const acme = (id: string, evidence?: string): TimedLine => ({
  id,
  by: 'customer',
  pauseMs: 500,
  lastsMs: 2_000,
  text: 'Acme.',
  mentions: [{ name: 'Acme', ...(evidence === undefined ? {} : { evidence }) }],
});

describe('the cards that a sample call must raise', () => {
  it('hold dead air from six seconds of silence on', () => {
    const silence = (pauseMs: number) => ruleIds([TALK, { id: 'b', by: 'rep', pauseMs, lastsMs: 1_000 }]);
    expect(silence(5_900)).toEqual([]);
    expect(silence(6_100)).toEqual(['dead-air']);
  });

  it('hold a slow answer and no dead air where a question waits in the silence', () => {
    const asked = { ...TALK, asks: 'q1' };
    expect(ruleIds([asked, { id: 'b', by: 'rep', pauseMs: 7_000, lastsMs: 1_000, answers: 'q1' }])).toEqual([
      'slow-answer',
    ]);
  });

  it('hold one card of a rule within its cool-down', () => {
    const keywords = [{ category: 'budget-process', phrase: 'budget approval' }];
    const again = { id: 'b', by: 'customer', pauseMs: 500, lastsMs: 2_000, keywords } as const;
    const cards = cardsOf([{ ...TALK, keywords }, again]);
    expect(cards.map(({ reasonSegmentId }) => reasonSegmentId)).toEqual(['talk']);
  });

  it('hold none for what the rep says', () => {
    const keywords = [{ category: 'security', phrase: 'penetration test' }];
    expect(ruleIds([{ ...TALK, by: 'rep', keywords }])).toEqual([]);
  });

  it('hold the want of proof where two mentions stay bare, and not where each is backed', () => {
    const proof: TimedLine = { id: 'proof', by: 'rep', pauseMs: 500, lastsMs: 3_000 };
    const bare = ruleIds([TALK, acme('a'), acme('b'), proof, MORE]);
    expect(bare).toContain('competitor-without-proof');
    const backed = ruleIds([TALK, acme('a', 'proof'), acme('b', 'proof'), proof, MORE]);
    expect(backed).not.toContain('competitor-without-proof');
  });

  it('refuse evidence that comes too late', () => {
    const late: TimedLine = { id: 'late', by: 'rep', pauseMs: 60_000, lastsMs: 3_000 };
    expect(() => cardsOf([TALK, acme('a', 'late'), late])).toThrow('outside its window');
  });
});
