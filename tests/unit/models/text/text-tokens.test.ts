import { describe, expect, it } from 'vitest';
import { textTokens } from '../../../../models/text/text-tokens.ts';

describe('tokens of a text', () => {
  it.each([
    ["What's the 25€ plan?", ['whats', 'the', '0', '€', 'plan']],
    ['請問，多少錢？', ['请', '问', '多', '少', '钱']],
    ['我们用ＡＰＩ对接 CRM吗', ['我', '们', '用', 'api', '对', '接', 'crm', '吗']],
    ['what s it and we don t', ['whats', 'it', 'and', 'we', 'dont']],
    ['around 300users', ['around', '0', 'users']],
    ['… !? 👍', []],
    ['', []],
  ])('of "%s" are folded and without punctuation', (text, tokens) => {
    expect(textTokens(text)).toEqual(tokens);
  });

  it('are the same however a line is punctuated', () => {
    expect(textTokens('Well, is it “secure”?!')).toEqual(textTokens('well is it secure'));
  });
});
