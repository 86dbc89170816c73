// The end of a text that may be the beginning of somebody's number or address. In: words that may go on. Out: the place
// from which they should be held back. A partial result holds back more than a final one: it is replaced in a moment.

import { AT_HOME, addressSpans } from './address-spans.ts';
import { isCounting } from './checksums.ts';
import { cueAround } from './cues.ts';
import { type DigitRun, digitRuns, digitsIn } from './digit-runs.ts';
import { emailSpans } from './email-spans.ts';

const TRAIL = /^(?:[\s\-–—.·,，、()（）/…@]|\b(?:uh|um|er|erm|and|then|dash|double|triple|treble)\b|嗯|呃|啊|然后)*$/i;

/** A word that is still being written down, in a partial result. */
const BEGUN_WORD = /(?<=[\s,])[A-Za-z]{1,5}$/;
const BEGUN_FIGURE = /[+(（]{0,2}\d[\d .,\-()（）/]{1,40}$/;

/** Where the open end begins; null where the text may be shown whole. `isFinal`: nothing will follow in this segment. */
export function openTail(text: string, isFinal: boolean): number | null {
  const run = digitRuns(text).at(-1);
  const first = run?.[0];
  const after = text.slice(run?.at(-1)?.end ?? text.length);
  const isAtEnd = TRAIL.test(after) || (!isFinal && TRAIL.test(after.replace(BEGUN_WORD, '')));
  if (run && first && isAtEnd && isOpen(run, text, isFinal)) return leadOf(text, first.start);
  const figure = isFinal ? null : BEGUN_FIGURE.exec(text);
  if (figure) return figure.index;
  return openAddress(text, isFinal);
}

/** Where the digits end with which a text begins; null where it begins with words. */
export function leadingDigitsEnd(text: string): number | null {
  const run = digitRuns(text)[0];
  const [first, last] = [run?.[0], run?.at(-1)];
  if (!run || !first || !last || !TRAIL.test(text.slice(0, first.start)) || digitsIn(run).length < 2) return null;
  return last.end;
}

function isOpen(run: DigitRun, text: string, isFinal: boolean): boolean {
  const digits = digitsIn(run);
  if (!isFinal) return digits.length >= 2;
  const [first, last] = [run[0], run.at(-1)];
  const cue = first && last ? cueAround(text, first.start, last.end) : null;
  if (cue === 'other' || isCounting(digits) || /^(?:19|20)\d\d$/.test(digits)) return false;
  if (run.some(({ form }) => form === 'single')) return digits.length >= 3;
  return cue !== null && digits.length >= 4 && run.every(({ form }) => form === 'figure');
}

/** With a plus, brackets or letters that belong to the number. */
function leadOf(text: string, start: number): number {
  return (
    start -
    (/(?:[+(（]|\bplus |(?<![A-Za-z'’])[A-Za-z]{1,2})*$/i.exec(text.slice(Math.max(0, start - 12), start))?.[0]
      .length ?? 0)
  );
}

const WRITTEN_BOX = /[\w.+-]{1,64}@[\w.-]{0,80}$/;
const SPOKEN_BOX =
  /(?<![\w'’])[A-Za-z\d]+(?: ?(?:dot|underscore|dash|hyphen|下划线|点|横杠) ?[A-Za-z\d]*)+(?: ?(?:at|艾特|圈a)(?: [A-Za-z\d]*)?(?: dot)?)?\s*$/i;
/** What may follow: an end that, so completed, is an address or a box is one that has begun. */
const BOX_ENDS = [' dot com', ' com', '.com', 'com', 'ot com', 't com', '点com'];
const STREET_ENDS = ['1号', '号', ' street'];
const BEGUN_STREET = /(?<![\w.])\d{1,5}[A-Za-z]?(?: [A-Z][a-z]*){1,3} ?$/;
const AFTER_CUE =
  /(?:\be-?mail(?: address)?(?: is|'s|:)|\baddress(?: is|'s|:)|\blive at|\bpassport(?: number)?(?: is|:)|邮箱(?:是|地址是|：)?|地址(?:是|：)|家?住在|寄到|护照(?:号码?)?(?:是|：)?)\s*(?<rest>[^.!?。！？]{1,40})$/i;

/** So much of the end is looked at: an address that has just begun. */
const END_CHARS = 120;

function openAddress(text: string, isFinal: boolean): number | null {
  const skipped = Math.max(0, text.length - END_CHARS);
  const end = text.slice(skipped);
  const isTold = !isFinal || /e-?mail|邮箱|邮件/i.test(end);
  const box = WRITTEN_BOX.exec(end) ?? (isTold ? SPOKEN_BOX.exec(end) : null);
  if (box) return skipped + box.index;
  if (isFinal) return null;
  const completed = completedStart(end);
  if (completed !== null) return skipped + completed;
  const begun = BEGUN_STREET.exec(end) ?? AFTER_CUE.exec(end);
  return begun ? text.length - (begun.groups?.rest ?? begun[0]).length : null;
}

function completedStart(end: string): number | null {
  const boxes = BOX_ENDS.flatMap((more) => emailSpans(end + more));
  const streets = STREET_ENDS.flatMap((more) =>
    more === ' street' && !AT_HOME.test(end) ? [] : addressSpans(end.trimEnd() + more),
  );
  const crossing = [...boxes, ...streets].filter((span) => span.start < end.length && span.end > end.length);
  return crossing.length > 0 ? Math.min(...crossing.map(({ start }) => start)) : null;
}
