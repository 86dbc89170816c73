// Addresses where somebody can be found: a street with a number, a flat of a named compound, a post-office box.
// Towns, districts and streets alone stay. Chinese and English each by their own rules, spoken numbers too.

import { allMatches } from '../all-matches.ts';
import type { PersonalSpan } from './personal-span.ts';

const N = String.raw`(?:[A-Za-z]?\d{1,5}|[零〇幺一二两三四五六七八九十百千]{1,7})`;
const ROAD = '(?:大道|大街|胡同|马路|公路|路|街|巷|弄|道|里)(?:[东南西北中][段路]|[一二三四五六七八九十]段)?';
const COMPOUND = '(?:小区|花园|家园|公寓|新村|雅苑|嘉园|名苑|花苑|苑|大厦|广场|中心|山庄|城|府|湾|园)';
const INSIDE = String.raw`(?:[、，, ]?(?:[\p{Script=Han}]{2,8}(?:大厦|广场|花园|小区|中心|公寓)(?:[东南西北主副裙]楼)?)?(?:[A-Za-z\d]+座|${N}(?:号楼|号院|栋|幢|座|单元|室|层|楼)))`;
/** What an address ends in, street or compound with its number and what is inside; the words before it are read back from there. */
const CHINESE = new RegExp(
  [
    String.raw`${ROAD}[甲乙]?${N}(?:号院|号|弄)(?!线|楼层|会议|方案)${INSIDE}{0,4}(?:${N}(?!\d|[年月日点]))?`,
    String.raw`(?:${COMPOUND}(?:[A-Za-z\d]{1,4}座|${N}(?:号楼|栋|幢|座))|(?<![园厂校院]区)(?<=[园区里院村庄])${N}(?:号楼|栋|幢))${INSIDE}{0,3}(?:[零〇幺一二三四五六七八九]{3,4}|\d{3,4})?(?:室)?`,
    `村${N}(?:号|组)`,
  ].join('|'),
  'gu',
);
const HAN_BEFORE = /[\p{Script=Han}]{1,30}$/u;
/** What stands before an address and is not part of it. */
const LEAD = /^.*(?:在|是|到|寄|往|去|给|送|住|址|我们|的话就?|(?<!开)发|填|写|(?<!解)放)/u;
const REGION = /省|自治区|市|州|区|县|旗|镇|乡|街道/u;
/** A street's or compound's own name is no longer. */
const MOST_NAME_CHARS = 8;

const NUMBER_WORDS =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|oh';
const HOUSE = String.raw`(?:\d{1,5}[A-Za-z]?|(?:${NUMBER_WORDS})(?:[ -](?:${NUMBER_WORDS})){0,3})`;
const NOT_A_STREET =
  'of|the|a|an|to|in|on|at|for|per|and|or|is|are|was|way|more|less|percent|people|hours?|days?|weeks?|months?|years?|minutes?|main way|gigabytes?|wheel|row|lane|things?|times|different|of them|court|blocks?|miles?';
const STREET_WORD = String.raw`(?!(?:${NOT_A_STREET})\b)[A-Za-z][\w'’.-]*`;
const SURE = 'street|avenue|boulevard|lane|road|terrace|parkway|crescent|st|ave|blvd|rd|ln|pkwy|highway';
const MAYBE = 'drive|court|place|way|close|square|circle|row|hill|walk|gardens|grove|mews|dr|ct|pl|sq';
const UNIT = String.raw`(?:,?\s(?:suite|apartment|apt\.?|unit|flat|floor|building|bldg\.?|ste\.?|#)\s?(?:[A-Z]?\d+[A-Z]?|(?:${NUMBER_WORDS})(?: (?:${NUMBER_WORDS}))*|[A-Z]\b))`;
const UK_POSTCODE = String.raw`[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}`;
const SIDE = '(?:\\s(?:north|south|east|west|northeast|northwest|southeast|southwest|ne|nw|se|sw)\\b)';
const ZIP = String.raw`\d{5}(?:-\d{4})?\b`;
const POSTED = `(?:[A-Z]{2} ${ZIP}|${UK_POSTCODE})`;
const TOWN = String.raw`(?:,\s[A-Z][a-zA-Z]+(?: (?!${POSTED}|${ZIP})[A-Z][a-zA-Z]+)?)?(?:,?\s(?:${POSTED}|(?:[A-Z][a-z]+ ){1,2}${ZIP}))?`;
const ENGLISH = (suffixes: string) =>
  new RegExp(
    String.raw`(?<![\w.,$-])(?:flat \d+, )?${HOUSE}\s(?:the\s(?=crescent|avenue|terrace|close|grove|square|lane)|(?:${STREET_WORD}\s){1,3})(?<suffix>${suffixes})\b\.?(?!-|\s(?:maps?|block|blocks|trip|show|side|test|stalls?|lights?|cases?|team|through|thru|failed)\b)${SIDE}?${UNIT}{0,2}${TOWN}${UNIT}?`,
    'gi',
  );
/** “The twenty second street”: a street with a number for a name. */
const ORDINAL =
  /^(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b/i;
/** What follows a comma in small letters is the next thing said. */
const NO_TOWN = /,\s(?!(?:suite|apartment|apt|unit|flat|floor|building|bldg|ste)\b)[a-z].*$/;
const SURE_STREET = ENGLISH(SURE);
const SURE_SUFFIX = new RegExp(`^(?:${SURE})$`, 'i');
const MAYBE_STREET = ENGLISH(MAYBE);
const BOX = /\b(?:p\.?\s?o\.?|post office) box \d+/gi;
const POSTCODE = new RegExp(String.raw`\b${UK_POSTCODE}\b`, 'g');
export const AT_HOME =
  /\b(?:address|live|lives|living|located|ship|deliver|delivery|send|mail|post|house|home|visit|based|warehouse|office|come to|we're at|i'm at|moved to|pick up from)\b/i;

export function addressSpans(text: string): readonly PersonalSpan[] {
  const english = [...allMatches(text, SURE_STREET), ...allMatches(text, MAYBE_STREET)].flatMap((found) => {
    const isSure = SURE_SUFFIX.test(found.groups?.suffix ?? '');
    if (ORDINAL.test(found[0])) return [];
    return isSure || isLocated(text, found) ? [spanOf(found, 0, NO_TOWN.exec(found[0])?.[0].length)] : [];
  });
  const chinese = allMatches(text, CHINESE).flatMap((found) => chineseSpan(text, found));
  return [
    ...english,
    ...chinese,
    ...[...allMatches(text, BOX), ...allMatches(text, POSTCODE)].map((found) => spanOf(found)),
  ];
}

/** With the name before it, back to the region that it lies in; null where there is no name. */
function chineseSpan(text: string, { 0: whole, index }: RegExpExecArray): PersonalSpan[] {
  const before = HAN_BEFORE.exec(text.slice(Math.max(0, index - 30), index))?.[0] ?? '';
  const own = before.slice(LEAD.exec(before)?.[0].length ?? 0) || before;
  const name = REGION.test(own) ? own : own.slice(-MOST_NAME_CHARS);
  if (name === '' || (whole.startsWith('村') && !REGION.test(own))) return [];
  return [{ start: index - name.length, end: index + whole.length, kind: 'address' }];
}

/** A drive or a way is a street where its words are written as a name or the talk is of an address. */
function isLocated(text: string, { 0: whole, index }: RegExpExecArray): boolean {
  const isNamed = /^\S+\s(?:[A-Z][\w'’.-]*\s?){2,}/.test(whole);
  return isNamed || AT_HOME.test(text.slice(Math.max(0, index - 40), index));
}

function spanOf({ 0: whole, index }: RegExpExecArray, lead = 0, trail = 0): PersonalSpan {
  return { start: index + lead, end: index + whole.length - trail, kind: 'address' };
}
