// What the words around a number say that it is. The nearest word before it decides, then the nearest after it.

import { allMatches } from '../all-matches.ts';

export type Cue = 'phone' | 'bank-card' | 'id-card' | 'passport' | 'other';

const CUES: Readonly<Record<Cue, RegExp>> = {
  other:
    /\b(?:(?:purchase |work |case |job |lot |batch )?orders?|invoice|tickets?|tracking|parts?|serial|sku|p\.?o\.?|references?|ref|confirmation|cases?|policy|lot|batch|models?|requests?|customer|barcode|container|version|ids?|code|bin|flight|bus|room|claim|contract|item|materials|employee|member(?:ship)?|asset|meter|shipment|delivery note|revenue|turnover|sales|volume|total|count|average|latency)\b(?:[ -](?:numbers?|no\.?|ids?|#))?|订单|单号|工单|运单|发票|合同|编号|编码|批次|流水|型号|序列号|物料|零件|件号|货号|料号|税号|条码|注册号|采购单|股票|邮编|房号|代码|版本|营收|每天|每月|每年|收入|金额|工号|单据|回执|快递单/gi,
  phone:
    /\b(?:phones?|telephone|cell|cellphone|mobile|call(?:ing|ed)?|text|ring|dial|fax|whatsapp|wechat|reach|line|landline|contact|area code|direct|number|hotline|switchboard|desk)\b|电话|手机|座机|联系|号码|打|拨|微信|短信|传真|热线|总机|办公室|加我|找我/gi,
  'bank-card':
    /\b(?:(?:credit |debit |bank )?cards?(?: numbers?)?|visa|amex|american express|mastercard|unionpay)\b|卡号|银行卡|信用卡|储蓄卡|借记卡|账号|帐号|账户|帐户|(?:工|农|中|建|交|招)行|个人卡|[这那](?:张|个)卡|银联/gi,
  'id-card':
    /\b(?:social(?: security)?(?: numbers?)?|ssn|(?:chinese |national )?(?:id|identity) (?:cards?|documents?)(?: numbers?)?|(?:chinese|national) id(?: numbers?)?)\b|身份证(?:编号|号码?)?|证件(?:号码?)?|社保号/gi,
  passport: /\b(?:passport|travel document)(?: (?:numbers?|no\.?))?\b|护照(?:编号|号码?)?|通行证(?:号码?)?/gi,
};
const BEFORE_CHARS = 48;
const AFTER_CHARS = 16;
/** After a number only the very next word can say that it is nobody's. */
const NEXT_CHARS = 2;
const SENTENCE_END = /(?<!\bno)[.!?]\s|[。！？；;]/gi;

export function cueAround(text: string, start: number, end: number): Cue | null {
  const before = text.slice(Math.max(0, start - BEFORE_CHARS), start);
  const from = allMatches(before, SENTENCE_END).at(-1);
  const left = nearest(before.slice(from ? from.index + from[0].length : 0), 'last');
  if (left) return left;
  const after = text.slice(end, end + AFTER_CHARS).split(SENTENCE_END)[0] ?? '';
  return nearest(after, 'first');
}

/** On a tie the longer word wins, so that “order number” is no phone number and “card number” a card's. */
function nearest(text: string, side: 'first' | 'last'): Cue | null {
  let best: { readonly cue: Cue; readonly distance: number; readonly length: number } | null = null;
  for (const cue of ['other', 'id-card', 'passport', 'bank-card', 'phone'] as const) {
    const found = allMatches(text, CUES[cue]).at(side === 'last' ? -1 : 0);
    if (!found) continue;
    const distance = side === 'last' ? text.length - found.index - found[0].length : found.index;
    const { length } = found[0];
    if (cue === 'other' && side === 'first' && distance > NEXT_CHARS) continue;
    if (!best || distance < best.distance || (distance === best.distance && length > best.length)) {
      best = { cue, distance, length };
    }
  }
  return best?.cue ?? null;
}
