// What the product finds of personal data in a text. In: text and language. Out: spans, or null while nothing looks for it.

/** UTF-16 offsets, [start, end). */
export interface PersonalSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

export function findPersonalData(_text: string, _language: string): readonly PersonalSpan[] | null {
  return null;
}
