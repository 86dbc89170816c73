// What the reader of the page prefers: language and theme. The browser's own wish counts until a choice is made; the
// choice is kept in local storage, where there is one.

import { effect, signal } from '@preact/signals';

export type Language = 'en' | 'zh';
export type Theme = 'auto' | 'light' | 'dark';

const LANGUAGE_KEY = 'sotto.language';
const THEME_KEY = 'sotto.theme';

export function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // A browser without storage forgets; the page works all the same.
  }
}

/** The first of the browser's languages that the page speaks. */
export function preferredLanguage(chosen: string | null, offered: readonly string[]): Language {
  if (chosen === 'en' || chosen === 'zh') return chosen;
  const known = offered.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'zh' || tag === 'en');
  return known === 'zh' ? 'zh' : 'en';
}

const browserLanguages = typeof navigator === 'undefined' ? [] : navigator.languages;
const chosenTheme = kept(THEME_KEY);

export const language = signal<Language>(preferredLanguage(kept(LANGUAGE_KEY), browserLanguages));
export const theme = signal<Theme>(chosenTheme === 'light' || chosenTheme === 'dark' ? chosenTheme : 'auto');

export function chooseLanguage(next: Language): void {
  language.value = next;
  keep(LANGUAGE_KEY, next);
}

export function chooseTheme(next: Theme): void {
  theme.value = next;
  keep(THEME_KEY, next === 'auto' ? null : next);
}

export const LANGUAGE_TAG = { en: 'en', zh: 'zh-CN' } as const;

/** Writes both choices to a document's root element and goes on doing so. */
export function applyPreferences(root: HTMLElement): () => void {
  return effect(() => {
    root.lang = LANGUAGE_TAG[language.value];
    if (theme.value === 'auto') delete root.dataset['theme'];
    else root.dataset['theme'] = theme.value;
  });
}
