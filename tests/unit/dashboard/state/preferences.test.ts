import { describe, expect, it } from 'vitest';
import { preferredLanguage } from '../../../../dashboard/state/preferences.ts';

describe('the language of the page', () => {
  it('is the one that was chosen', () => {
    expect(preferredLanguage('zh', ['en-GB'])).toBe('zh');
  });
  it('is else the first of the browser’s that the page speaks', () => {
    expect(preferredLanguage(null, ['fr-FR', 'zh-TW', 'en'])).toBe('zh');
    expect(preferredLanguage('fr', ['fr-FR'])).toBe('en');
  });
});
