// Runs of digits in, numbers of people out: phones, bank cards (Luhn), identity numbers (GB 11643) and passports.
// Checksums and the words around decide; order numbers, amounts and counts stay whole.

import { allMatches } from '../all-matches.ts';
import { isChineseIdValid, isCounting, isLuhnValid } from './checksums.ts';
import { type Cue, cueAround } from './cues.ts';
import { type DigitRun, digitRuns, digitsIn, partsOf } from './digit-runs.ts';
import { checkSignEnd } from './digit-tokens.ts';
import type { PersonalKind, PersonalSpan } from './personal-span.ts';

interface Candidate {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  readonly cue: Cue | null;
  /** All of it was written, or some of it was said digit by digit. */
  readonly isWritten: boolean;
  /** Groups with signs between them, as numbers of telephones are written. */
  readonly groups: readonly number[];
  /** Groups are joined by hyphens. */
  readonly isHyphened: boolean;
  /** Digits that were said one by one. */
  readonly singles: number;
  readonly before: string;
  readonly after: string;
}

export function numberSpans(text: string): readonly PersonalSpan[] {
  const mixed = mixedPassportSpans(text);
  const plain = digitRuns(text).flatMap((run) => spansOfRun(run, text));
  return [...mixed, ...plain.filter((each) => !mixed.some(({ start, end }) => start < each.end && each.start < end))];
}

/** Letters between or after the figures, as on German or French passports; only directly after the word. */
const MIXED_PASSPORT =
  /(?<=(?:\bpassport(?: (?:numbers?|no\.?))?(?:['’]s| is|:)?|护照(?:编号|号码?)?[是：:]?)\s{0,2})(?=[A-Z\d]*[A-Z])(?=(?:[A-Z]*\d){4})[A-Z\d]{8,10}(?![A-Za-z\d])/gu;

const mixedPassportSpans = (text: string): PersonalSpan[] =>
  allMatches(text, MIXED_PASSPORT).map(({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
    kind: 'passport',
  }));

/** The longest parts that are numbers of somebody, none overlapping. */
function spansOfRun(run: DigitRun, text: string): readonly PersonalSpan[] {
  const taken: PersonalSpan[] = [];
  for (const part of partsOf(run, text)) {
    const [from, to] = [part[0]?.start ?? 0, part.at(-1)?.end ?? 0];
    if (taken.some(({ start, end }) => start < to && from < end)) continue;
    const span = spanOf(part, text);
    if (span) taken.push(span);
  }
  return taken;
}

function spanOf(part: DigitRun, text: string): PersonalSpan | null {
  const candidate = candidateOf(part, text);
  if (!candidate) return null;
  const { digits, start, end } = candidate;
  if (digits.length === 17) {
    const signEnd = checkSignEnd(text, end);
    if (signEnd !== null && (isChineseIdValid(`${digits}X`) || candidate.cue === 'id-card')) {
      return { start, end: signEnd, kind: 'id-card' };
    }
  }
  if (part[0]?.isGlued || candidate.cue === 'passport') return passportSpan(candidate, text);
  const kind = kindOf(candidate);
  return kind ? { start: kind === 'phone' ? phoneStart(candidate) : start, end, kind } : null;
}

function candidateOf(part: DigitRun, text: string): Candidate | null {
  const [first, last] = [part[0], part.at(-1)];
  const digits = digitsIn(part);
  if (!first || !last || digits.length < 6 || digits.length > 19) return null;
  const { start } = first;
  const { end } = last;
  const isInsideWord = /^[A-Za-z]/.test(text.slice(end)) && last.form === 'figure';
  if (isInsideWord && checkSignEnd(text, end) === null) return null;
  return {
    digits,
    start,
    end,
    cue: cueAround(text, start, end),
    isWritten: part.every(({ form }) => form === 'figure'),
    groups: part.map((token) => token.digits.length),
    isHyphened: /^\d+(?:-\d+)+$/.test(text.slice(start, end)),
    singles: part.filter(({ form }) => form === 'single').reduce((sum, token) => sum + token.digits.length, 0),
    before: text.slice(Math.max(0, start - 8), start),
    after: text.slice(end, end + 16),
  };
}

function kindOf(candidate: Candidate): PersonalKind | null {
  const { digits } = candidate;
  if (isIdentity(candidate)) return 'id-card';
  if (isCounting(digits)) return null;
  if (isBankCard(candidate)) return 'bank-card';
  return isPhone(candidate) ? 'phone' : null;
}

function isIdentity({ digits, cue, groups }: Candidate): boolean {
  if (isChineseIdValid(digits)) return true;
  if (cue === 'id-card') return [9, 15, 18].includes(digits.length);
  return groups.join() === '3,2,4' && cue !== 'other' && cue !== 'phone';
}

function isBankCard({ digits, cue }: Candidate): boolean {
  const { length } = digits;
  if (cue === 'bank-card') return length >= 13;
  if (cue === 'other' || !isLuhnValid(digits)) return false;
  if (/^3[47]/.test(digits)) return length === 15;
  if (/^62/.test(digits)) return length >= 16;
  return length === 16 && /^[2-6]/.test(digits);
}

const COUNTED =
  /^\s?(?:元|块|万|亿|千|美元|美金|人民币|条|次|个|台|箱|人|件|吨|%|percent|dollars|bucks|euros|pounds|[a-z]{3,}s\b)/i;
const isInternational = ({ before, digits }: Candidate) =>
  /(?:[+＋]|\bplus |加)\s?$/i.test(before) || /^00[1-9]/.test(digits);

function isPhone(candidate: Candidate): boolean {
  const { digits, cue, isWritten, groups, singles, after } = candidate;
  const { length } = digits;
  if (cue === 'other' || length > 15) return false;
  if (isInternational(candidate)) return length >= 8;
  if (cue !== 'phone' && groups.length === 1 && COUNTED.test(after)) return false;
  if (/^(?:86)?1[3-9]\d{9}$/.test(digits)) return !/0{7}$/.test(digits);
  const isNorthAmerican = /^1?[2-9]\d{2}[2-9]\d{6}$/.test(digits);
  const isLandline = /^0[1-9]\d{8,10}$/.test(digits) || /^[48]00\d{7}$/.test(digits);
  if (!isWritten && isCounting(digits.slice(0, 8))) return false;
  if (!isWritten) return isNorthAmerican || isLandline || (singles >= 6 && length >= 7 && length <= 12);
  if (isNorthAmerican && /(?:^|,)3,3,4$/.test(groups.join())) return true;
  if (groups.join() === '3,4' && /^[2-9]/.test(digits) && candidate.isHyphened) return true;
  if (isLandline && (groups.length > 1 || cue === 'phone')) return true;
  return cue === 'phone' && length >= 7 && length <= 12;
}

/** With the plus or the bracket that belongs to it. */
function phoneStart({ start, before }: Candidate): number {
  const lead = /(?:[+＋]\s?|\bplus |[(（])+$/i.exec(before);
  return start - (lead?.[0].length ?? 0);
}

/** Up to two letters and six to nine figures after the word; without the word only the Chinese form. */
function passportSpan({ digits, start, end, cue }: Candidate, text: string): PersonalSpan | null {
  const lead =
    /(?<![A-Za-z'’])(?!(?:is|no|it|at|on|to|so|or|of|my|by|as|um|uh)\b)([A-Za-z]{1,2})(?: as in \w+)?[ -]?$/.exec(
      text.slice(Math.max(0, start - 24), start),
    );
  const at = { start: start - (lead?.[0].length ?? 0), end, kind: 'passport' as const };
  if (cue === 'passport') return digits.length <= 9 ? at : null;
  if (cue === 'other' || !lead || lead[0].length !== lead[1]?.length) return null;
  return /^(?:[EGDSP]\d{8}|E[A-HJ-NP-Z]\d{7})$/.test(`${lead[1]}${digits}`) ? at : null;
}
