// E-mail addresses, written or spoken: “john dot smith at gmail dot com”, “lily艾特gmail点com”, and mixtures of them.

import { allMatches } from '../all-matches.ts';
import type { PersonalSpan } from './personal-span.ts';

const WRITTEN = /[\p{L}\d._%+-]{0,64}[A-Za-z\d_%+-]@[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){1,6}/gu;
const TOP =
  'com|net|org|edu|gov|io|ai|app|dev|co|cn|hk|tw|uk|us|eu|de|fr|es|it|nl|ca|au|jp|kr|sg|in|ie|nz|ch|se|no|me|info|biz|example|test|康姆';
const DOT = String.raw`(?:\s{0,2}(?:\.|。|点)\s{0,2}|\s{1,2}dot\s{1,2})`;
const AT = String.raw`(?:\s{0,2}(?:@|艾特|圈[aA]|小老鼠)\s{0,2}|\s{1,2}at\s{1,2})`;
const WORD = String.raw`(?:[A-Za-z\d][A-Za-z\d-]{0,62}|[零幺一二三四五六七八九]{1,12})`;
const HYPHEN = String.raw`(?:\s{1,2}(?:hyphen|dash)\s{1,2}|\s{0,2}(?:横杠|减号|中划线)\s{0,2})`;
const LABEL = `${WORD}(?:${HYPHEN}${WORD}){0,3}`;
const DOMAIN = new RegExp(
  String.raw`(?<at>${AT})(?<domain>${LABEL}(?: (?!dot\b|at\b|hyphen\b|dash\b)[A-Za-z\d-]+)?(?:${DOT}${LABEL})*?${DOT}(?:${TOP})(?:${DOT}(?:${TOP}))?)(?![A-Za-z\d])`,
  'giu',
);
/** So far before the at-sign a spoken address may begin. */
const MOST_LOCAL_CHARS = 100;
const CONNECTOR = /^(?:dot|underscore|dash|hyphen|minus|plus|点|下划线|下滑线|横杠|减号|杠)$/i;
const PART = /[A-Za-z\d._+'’-]+|[零幺一二三四五六七八九]+|下划线|下滑线|横杠|减号|杠|点/gu;
const SPOKEN_DIGIT =
  /^(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|double|triple)$/i;
const PROVIDER =
  /^(?:gmail|outlook|hotmail|yahoo|icloud|proton|protonmail|aol|live|msn|qq|163|126|139|foxmail|sina|sohu|幺六三|一六三|幺二六)/i;
/** Boxes that belong to an office rather than to a person; said with “at” they are addresses. */
const OFFICE =
  /^(?:support|sales|info|hello|billing|accounts?|hr|jobs|careers|admin|contact|procurement|help|press|service|team|orders|finance)$/i;
/** Before “at a.com” these are talk about a page, not somebody's box. */
const NOT_A_BOX =
  /^(?:it|them|us|me|him|her|look|looking|looked|is|are|was|were|be|available|found|find|page|site|online|hosted|visit|shop|shopped|bought|over|out|here|there|up|that|this|you|we|i|they|work|works|worked|working|live|lives|stuff|things?|docs|one|available|bookings?|seen|saw|price|prices|website|store|order|orders|account|demo|sale|sales page|talk|meet|met|sign|post|read|go|went|buy|get|got|now|again|today|yesterday|stay|stayed|room|rooms|people|someone|everyone|team|blog|login|link|and|or|the|a)$/i;

export function emailSpans(text: string): readonly PersonalSpan[] {
  const written = allMatches(text, WRITTEN).map(({ 0: whole, index }) => {
    const lead = /^(?:.*\p{Script=Han}|[^\x21-\x7e]+)/u.exec(whole.slice(0, whole.indexOf('@')))?.[0].length ?? 0;
    return span(index + lead, index + whole.length);
  });
  const spoken = allMatches(text, DOMAIN).flatMap(({ 0: whole, index, groups }) => {
    const local = localStart(text, index, groups?.at ?? '', groups?.domain ?? '');
    return local === null ? [] : [span(local, index + whole.length)];
  });
  return [
    ...spoken,
    ...written.filter((each) => !spoken.some((other) => other.start < each.end && each.start < other.end)),
  ];
}

const span = (start: number, end: number): PersonalSpan => ({ start, end, kind: 'email' });

/** Where the part before the at-sign begins; null where there is none or it is ordinary talk. */
function localStart(text: string, end: number, at: string, domain: string): number | null {
  const from = Math.max(0, end - MOST_LOCAL_CHARS);
  const parts = allMatches(text.slice(from, end), PART).map(({ 0: word, index }) => ({ word, at: from + index }));
  let place = parts.length - 1;
  const last = parts[place];
  if (!last || last.at + last.word.length !== end) return null;
  while (place > 0 && isJoined(parts[place - 1], parts[place], text)) place -= 1;
  while (place < parts.length - 1 && CONNECTOR.test(parts[place]?.word ?? '')) place += 1;
  const start = parts[place]?.at ?? end;
  const said = /e-?mail(?: address)?(?:'s| is|:) ((?:[a-z]+ ){1,3})$/i.exec(
    text.slice(Math.max(0, start - 60), start),
  )?.[1];
  if (said && said.split(' ').length <= 4) return start - said.length;
  const isOneWord = place === parts.length - 1;
  if (!/^\s+at\s+$/i.test(at) || !isOneWord || /\d/.test(last.word) || PROVIDER.test(domain)) return start;
  if (OFFICE.test(last.word)) return start;
  return NOT_A_BOX.test(last.word) || /(?:ed|ing|['’]\w+)$/i.test(last.word) ? null : start;
}

interface LocalPart {
  readonly word: string;
  readonly at: number;
}

function isJoined(left: LocalPart | undefined, right: LocalPart | undefined, text: string): boolean {
  if (!left || !right) return false;
  const gap = text.slice(left.at + left.word.length, right.at);
  if (!/^ ?$/.test(gap)) return false;
  if (gap === '' || CONNECTOR.test(left.word) || CONNECTOR.test(right.word)) return true;
  const isShort = (word: string) => word.length === 1 && !/^[aI]$/.test(word);
  return SPOKEN_DIGIT.test(right.word) || isShort(left.word);
}
