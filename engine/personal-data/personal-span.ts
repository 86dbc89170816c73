// What personal data is, by kind, and where it stands in a text. Kinds that patterns and checksums can tell; `name` needs a list.

export const PERSONAL_KINDS = ['phone', 'email', 'id-card', 'passport', 'bank-card', 'address', 'name'] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

/** UTF-16 offsets, [start, end). */
export interface PersonalSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: PersonalKind;
}
