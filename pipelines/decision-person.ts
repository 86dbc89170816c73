// Whom a line about the decision speaks of: the speaker, or somebody else by the words that name them. Pure.

import { isChinese } from './cues/cue.ts';

export interface DecisionPerson {
  readonly isSpeaker: boolean;
  /** The words that name somebody else; null where there are none. */
  readonly who: string | null;
}

const SELF_EN =
  /^(?:and |so |well |yes |no )*(?:i\b|i'm|i'd|i'll|it's my|the (?:budget|decision) is mine|my (?:job|role)|it's me)/i;
const POST_EN =
  /\b((?:our|the|my|his|her) (?:[a-z]+ ){0,3}?(?:ceo|cfo|coo|cto|boss|director|board|owner|founder|president|chairman|manager|lead|engineers?|architect|officer|committee|council|mayor|team|office|department|partners|trustees|procurement|purchasing|counsel|lawyer|buyer|assistant|users?|drivers|nurses|dispatchers?|technicians?))\b/i;
const NAME_EN =
  /\b((?:Mrs?|Ms|Dr)\.? [A-Z][a-z]+|[A-Z][a-z]{2,}(?= (?:from|in|at|decides|has|holds|runs|signs|wants|will|is|loves)))/;
const BARE_POST_EN = /\b(procurement|purchasing|legal|compliance|works council|IT)\b/;

const SELF_ZH =
  /^(?:这事|这个|其实|技术上|最后|最终|五万以下|[^，。]{0,6}以[下内])?(?:还是|由|就是)?(?:我(?!们|爸|爱人))|我(?:说了算|来拍板|能定|自己)|(?:是|就是)我(?!们)/;
const POST_ZH =
  /((?:我们|咱们)?(?:[一-龥]{0,4})(?:总经理|董事长|董事会|财务总监|副总|总裁|老板|院长|校长|书记|局长|厂长|区长|主任|经理|创始人|合伙人|理事会|秘书长|采购部?|法务|律师|信息科|信息办|工程师|技术员|架构师|助理|护士|司机|调度|会计|客服))/;
const NAME_ZH =
  /((?:我们)?[老小]?[\u8d75\u94b1\u5b59\u674e\u5468\u5434\u90d1\u738b\u51af\u9648\u8d3e\u6c88\u97e9\u6768\u6731\u5f20\u5218\u9ec4\u9a6c\u8463\u6797\u5f90\u4f55\u9ad8\u9b4f](?:总|工|姐|哥|经理|主任))/;

export function decisionPerson(text: string, language: string): DecisionPerson {
  if (isChinese(language)) {
    if (SELF_ZH.test(text)) return { isSpeaker: true, who: null };
    return { isSpeaker: false, who: (NAME_ZH.exec(text) ?? POST_ZH.exec(text))?.[1] ?? null };
  }
  if (SELF_EN.test(text)) return { isSpeaker: true, who: null };
  return { isSpeaker: false, who: (NAME_EN.exec(text) ?? POST_EN.exec(text) ?? BARE_POST_EN.exec(text))?.[1] ?? null };
}
