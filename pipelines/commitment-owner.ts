// Who must act on a promise: the side that speaks, or the other ("so you'll send me the list"). In: a sentence that promises.
// Rules on its subject, Chinese and English. Pure.

import { isChinese, plainText } from './cues/cue.ts';

/** "You'll have it from us": they get it, we act. */
const THEY_GET_EN = /\byou(?:'ll| will) (?:get|have|receive|hear|see|find|be (?:getting|hearing|receiving))\b/;
/** "You'll get the drawings to us", "you'll have legal look at it": they act after all. */
const THEY_ACT_AFTER_ALL_EN =
  /\byou(?:'ll| will) (?:get (?:us|me)\b|(?:get|have) .{0,40}\b(?:to us|to me|look at|look over|checked?|sign|comment|call (?:us|me)))|\byou(?:'ll| will) get (?:back to|in touch with) (?:me|us)\b|\byou(?:'ll| will) (?:get|have) (?:a word|back)/;
const THEY_EN =
  /\b(?:you(?:'ll| will|'re going to| are going to|'re| are) \w+|you (?:send|get|give|prepare|bring|call|mail|check|find|provide|let|open|sign|deliver|change|rework|come|write|ask|tell|talk|take|run|show|draw|pull|collect|arrange|book|install|fit|fill|return|test|measure|share|confirm|pick|drop|look|post|fix)\b|on your side|your part|you agreed|you said you|we (?:agreed|said) (?:that )?you(?:'d| would))|\b(?:we (?:said|agreed)|as agreed|so|then|noted|recap|great|good|perfect|right|okay)\b.{0,16}\byour [a-z]+(?: [a-z]+){0,2}(?:'ll)? (?:will|is going to|are going to|sends?|provides?|calls?|drills?|opens?|raises?|comments?|brings?|signs?|delivers?|installs?|fits?|collects?|picks?|fetch(?:es)?|fix(?:es)?|takes?|comes?|makes?)\b/;
const WE_EN = /\b(?:i|we)(?:'ll| will|'m| am|'re| are| can| shall| owe)\b/;
/** "Dana is going to send us": somebody acts for those who say "us". */
const THIRD_FOR_US_EN =
  /^(?:.{0,24}\b(?:so|then|and|great|right|okay|good|noted|recap|that)\b,? )(?!i\b|we\b|our\b|my\b)[a-z]+ (?:will|is going to|'s going to|sends?) .*\b(?:us|me)\b/;

function isTheirsEn(plain: string): boolean {
  if (THEY_ACT_AFTER_ALL_EN.test(plain)) return true;
  if (THEY_GET_EN.test(plain)) return false;
  const they = plain.search(THEY_EN);
  const we = plain.search(WE_EN);
  if (they >= 0) return we < 0 || they < we;
  return THIRD_FOR_US_EN.test(plain);
}

const OPENING_ZH =
  /^(?:(?:那么?|好嘞|好的?|行|嗯|对|可以|所以|就|是|这样|ok|总结一下|我总结一下|跟您确认一下|确认一下|我理解是?|按(?:刚才|您|你)(?:您|你)?(?:刚才)?说的|[\u4e00-\u9fa5](?:姐|哥|总|工|老师|经理|主任)|咱们?说(?:定|好)(?:了|的)?|说(?:定|好)了?(?:啊)?|就?这么(?:定|说定|办)了?|那我们就|下一步是?|您刚才答应|你刚才答应)[，,、。 啊吧]*)+/;
const THEY_ZH = /^(?:您|你|贵)(?!放心|稍等|等一下|看|们?(?:的|这个|要的|提的|说的|需要的))/;
/** 我 as the one who acts, not as the one who gets. */
const WE_ACT_ZH =
  /(?<!给|发|帮|跟|告诉|通知|寄|找|让|打给|联系|交|到|回|转|推|替|教|等|把)(?!(?:我们?|咱们?)(?:这边|这儿)?(?:好(?!的)|有人|都在|等))(?:我们?|咱们?|我司)(?:这边|自己)?(?!这边(?:同步)?$)(?!的?(?:意见|报价|合同|信息|邮箱))/;
const TOPIC_ZH = /^[^，,我您你]{1,12}(?:您|你)们?(?:去|来|那边|这边|改|查|问|负责|回|周|这|下)/;

function isTheirsZh(plain: string): boolean {
  const opened = OPENING_ZH.exec(plain)?.[0] ?? '';
  const body = plain.slice(opened.length);
  const isAnswered = /(?:刚才|已经)答应|您负责|你负责|贵(?:司|公司)/.test(plain.slice(0, opened.length + 8));
  if (!THEY_ZH.test(body) && !(opened !== '' && TOPIC_ZH.test(body)) && !isAnswered) return false;
  const clause = body.split(/[，,；;]/)[0] ?? body;
  return !WE_ACT_ZH.test(clause);
}

/** True where the other side than the speaker's must act. */
export function isOwedByTheOther(sentence: string, language: string): boolean {
  const plain = plainText(sentence);
  return isChinese(language) ? isTheirsZh(plain) : isTheirsEn(plain);
}
