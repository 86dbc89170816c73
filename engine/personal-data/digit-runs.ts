// Digit tokens that are said in one breath, as runs, and the stretches of a run that can be one number.

import { type DigitToken, digitTokens } from './digit-tokens.ts';

export type DigitRun = readonly DigitToken[];

/** Between the tokens of one number: little, or a word that fills a pause. */
const FILLERS = /\b(?:uh|um|er|erm|then|okay|ok|dash|hyphen|space)\b|嗯|呃|啊|然后|空格|横杠|杠/gi;
const JOINS = /^[\s\-–—.·,，、()（）/…]*$/;
const MOST_GAP = 14;

export function digitRuns(text: string): readonly DigitRun[] {
  const runs: DigitToken[][] = [];
  for (const token of digitTokens(text)) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && !token.isGlued && joins(text.slice(before.end, token.start))) run.push(token);
    else runs.push([token]);
  }
  return runs;
}

function joins(gap: string): boolean {
  return gap.length <= MOST_GAP && JOINS.test(gap.replace(FILLERS, ' '));
}

export const digitsIn = (tokens: DigitRun): string => tokens.map(({ digits }) => digits).join('');

/** No number of a person is longer. */
const MOST_DIGITS = 19;

/** Longest first: every part of a run that begins and ends where a number may, of at most 19 digits. */
export function partsOf(run: DigitRun, text: string): readonly DigitRun[] {
  const isJoined = run.some(
    (token, place) => place > 0 && /^[-.]$/.test(text.slice(run[place - 1]?.end ?? 0, token.start)),
  );
  const breaks = run.map((token, place) => isBreak(run, place, token, text, isJoined));
  const parts: { readonly tokens: DigitRun; readonly length: number }[] = [];
  for (const [from, isStart] of breaks.entries()) {
    let length = 0;
    for (let to = from; isStart && to < run.length && length <= MOST_DIGITS; to++) {
      length += run[to]?.digits.length ?? 0;
      const isEnd = breaks[to + 1] ?? true;
      if (isEnd && length <= MOST_DIGITS) parts.push({ tokens: run.slice(from, to + 1), length });
    }
  }
  return parts.sort((a, b) => b.length - a.length).map(({ tokens }) => tokens);
}

/** Digits said one by one, and groups with the same sign between them, belong together; a comma or another form parts. */
function isBreak(run: DigitRun, place: number, token: DigitToken, text: string, isJoined: boolean): boolean {
  const before = run[place - 1];
  if (!before) return true;
  const gap = text.slice(before.end, token.start);
  if (/[,，、(（…]/.test(gap) || gap.length > 3 || before.form !== token.form) return true;
  if (place === 1 && /^oh?$/i.test(text.slice(before.start, before.end))) return true;
  if (token.form !== 'figure' || !/\s/.test(gap)) return false;
  const isLoneNumber = ({ digits }: DigitToken) => digits.length >= 10;
  return isLoneNumber(token) || isLoneNumber(before) || isJoined;
}
