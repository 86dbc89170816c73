// Words with personal data in, the same words with a mark in each place out. The mark names the kind and nothing else.

import { findPersonalData, type PersonalSearch } from './find-personal-data.ts';
import type { PersonalKind } from './personal-span.ts';

/** What was taken out: a kind of personal data, or digits that may have been the part of a number. */
export type RedactedKind = PersonalKind | 'number';
export interface RedactedSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: RedactedKind;
}

const CHINESE: Readonly<Record<RedactedKind, string>> = {
  phone: '‹电话›',
  email: '‹邮箱›',
  'id-card': '‹身份证›',
  passport: '‹护照›',
  'bank-card': '‹银行卡›',
  address: '‹地址›',
  name: '‹姓名›',
  number: '‹号码›',
};

export const placeholder = (kind: RedactedKind, language: string): string =>
  /^zh\b/i.test(language) ? CHINESE[kind] : `‹${kind}›`;

export function replaceSpans(text: string, spans: readonly RedactedSpan[], language: string): string {
  let [replaced, from] = ['', 0];
  for (const { start, end, kind } of spans) {
    replaced += text.slice(from, start) + placeholder(kind, language);
    from = end;
  }
  return replaced + text.slice(from);
}

export function redactText(text: string, search: PersonalSearch, language: string): string {
  return replaceSpans(text, findPersonalData(text, search), language);
}

/** In order, overlapping ones made one; the kind of the first that is more than a number counts. */
export function mergeSpans(spans: readonly RedactedSpan[]): readonly RedactedSpan[] {
  const merged: RedactedSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) merged.push(span);
    else {
      const kind = last.kind === 'number' ? span.kind : last.kind;
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end), kind };
    }
  }
  return merged;
}
