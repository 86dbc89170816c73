// The messages of the language that was chosen, and how times and dates are written in it.

import { computed } from '@preact/signals';
import { LANGUAGE_TAG, language } from '../state/preferences.ts';
import { en, type Messages } from './en.ts';
import { zh } from './zh.ts';

const catalogues: Readonly<Record<'en' | 'zh', Messages>> = { en, zh };

/** Read `.value` while rendering: the page is painted again when the language changes. */
export const text = computed<Messages>(() => catalogues[language.value]);

/** `12:47`, `1:02:03`. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number) => `${n}`.padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** The form that `<time dateTime>` wants of a stretch of time. */
export const durationTag = (ms: number) => `PT${(Math.max(0, ms) / 1000).toFixed(1)}S`;

const dayAndTime = computed(() => {
  const options = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat(LANGUAGE_TAG[language.value], options);
});

export const dateTime = (iso: string) => dayAndTime.value.format(new Date(iso));

const clockAlone = computed(() => {
  const options = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat(LANGUAGE_TAG[language.value], options);
});

/** `12:47:03`, of an instant. */
export const timeOfDay = (iso: string) => clockAlone.value.format(new Date(iso));

const dayAlone = computed(
  () => new Intl.DateTimeFormat(LANGUAGE_TAG[language.value], { month: 'short', day: 'numeric', timeZone: 'UTC' }),
);

/** A calendar date, `2026-11-27`, as a day of the year. */
export const dayOfYear = (date: string) => dayAlone.value.format(new Date(`${date}T00:00:00Z`));

/** Playbook names such as `budget-process`, made readable. */
export const readable = (name: string) => text.value.categories[name] ?? name.replace(/[-_.]+/g, ' ');
