import { describe, expect, it } from 'vitest';
import { madeLines } from '../../../../../models/training/text/made-lines.ts';

describe('lines that a grammar makes', () => {
  const lines = madeLines('question');

  it('are the same each time, and none is said twice within a template', () => {
    expect(madeLines('question')).toEqual(lines);
    expect(new Set(lines.map(({ group, text }) => `${group} ${text}`)).size).toBe(lines.length);
  });

  it.each(['question', 'objection'])('leave no slot of the grammar %s unfilled and no choice open', (kind) => {
    expect(madeLines(kind).filter(({ text }) => /[{}|]/.test(text) || text === '')).toEqual([]);
  });

  it('hold both kinds in both languages', () => {
    const kinds = new Set(lines.map(({ lang, labels }) => `${lang} ${labels.join()}`));
    expect([...kinds].sort()).toEqual(['en ', 'en question', 'zh ', 'zh question']);
  });
});
