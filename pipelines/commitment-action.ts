// What will be done: the words of the promise as they were said, without its subject and its fillers. Pure.

import { isChinese } from './cues/cue.ts';

const SUBJECT_EN =
  /^.*?\b(?:i|we|you)(?:['’]ll| will| shall|['’]m (?:going to|gonna)|['’]re going to| am going to| are going to|['’]m|['’]re)\s+(?:also |then |just |personally )*/i;
const OPENING_EN =
  /^(?:(?:okay|ok|um|uh|so|right|sure|well|yes|yeah|great|fine|alright|and|then|good|perfect|no problem|no worries)[, ]+)+/i;
/** "The price list I'll": what it is about, in few words. */
const NAMES_A_THING_EN =
  /^(?:the|your|our|those|these) (?!thing is|only thing|best|first thing|next thing)[a-z]+(?: [a-z]+)? /i;
const OPENING_ZH = /^(?:(?:那么?|好嘞|好的?|行|嗯|可以|没问题|没事|OK|ok|所以|就)[，,、 ]*)+/;
const SUBJECT_ZH = /^(?:我们|咱们|我这边|我司|我)(?:会|来|将|先|就|这就|这边)?/;
const END = /[\s.,!?。，！？；;]+$/;

/** Never empty for a sentence with words; at most 300 characters. */
export function actionOf(sentence: string, language: string): string {
  const whole = sentence.trim().replace(END, '');
  const opening = isChinese(language) ? OPENING_ZH : OPENING_EN;
  const opened = whole.replace(opening, '');
  const before = isChinese(language) ? '' : (SUBJECT_EN.exec(opened)?.[0] ?? '');
  // Words in front of "I'll" belong to the promise where they say what it is about: "pricing I will have for you".
  const isAbout = NAMES_A_THING_EN.test(before) || before.split(/\s+/).length > 5;
  const action = isChinese(language) ? opened.replace(SUBJECT_ZH, '') : isAbout ? opened : opened.slice(before.length);
  return (action.trim() || whole).slice(0, 300);
}
