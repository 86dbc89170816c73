import { describe, expect, it } from 'vitest';
import { bestOf } from '../../../../evaluation/lines/commitments.ts';
import { languageOf, lineCall } from '../../../../evaluation/lines/say-line.ts';

describe('a line that is said in a call of its own', () => {
  it('is in the language of its tag, else in that of most of its words', () => {
    expect(languageOf('zh-CN', 'hello')).toBe('zh');
    expect(languageOf('en', '你好')).toBe('en');
    expect(languageOf('mixed', '这个 gateway 支持多少 device')).toBe('zh');
    expect(languageOf('mixed', 'the 报价 you sent is too high for us')).toBe('en');
  });

  it('comes after what was said before, on the day of the call, and the call lasts longer than it', () => {
    const call = lineCall({
      text: 'we can',
      lang: 'en',
      role: 'rep',
      callDate: '2026-05-04',
      before: 'Acme',
      isPresenting: true,
    });
    expect(call.started.startedAt).toBe('2026-05-04T10:00:00Z');
    expect(call.events.map(({ type }) => type)).toEqual(['slide.shown', 'segment.finalized', 'segment.finalized']);
    const times = call.events.map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(call.endedAtMs).toBeGreaterThan(times.at(-1) ?? 0);
  });
});

describe('several commitments in one line', () => {
  const found = (action: string, dueDate: string | null) => {
    return { segmentId: 'line', ownerRole: 'rep' as const, action, dueDate, text: action };
  };

  it('are compared by the one that agrees best', () => {
    const truth = { owner: 'rep', actionContains: ['Quote'], dueDate: '2026-05-08' };
    const both = [found('call you', null), found('send the quote', '2026-05-08')];
    expect(bestOf(truth, both)?.action).toBe('send the quote');
    expect(bestOf(null, both)?.action).toBe('call you');
    expect(bestOf(truth, [])).toBeNull();
  });
});
