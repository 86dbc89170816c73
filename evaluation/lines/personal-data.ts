// What the product finds of personal data in a text. In: text and language. Out: spans.

import { findPersonalData as find } from '../../engine/personal-data/find-personal-data.ts';

/** UTF-16 offsets, [start, end). */
export interface PersonalSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

export function findPersonalData(text: string): readonly PersonalSpan[] {
  return find(text);
}
