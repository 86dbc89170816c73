// 回看页上关于下一步、购买信号、痛点和决策的文字（中文）。

import type { enSales } from './en-sales.ts';

export const zhSales: typeof enSales = {
  sales: {
    kinds: { 'next-step': '下一步', 'buying-signal': '购买信号', pain: '客户痛点', 'decision-role': '决策角色' },
    due: (owner, day) => `${owner} · ${day}前`,
    dueNone: (owner) => `${owner} · 未定日期`,
    strength: { weak: '在打听购买条件', strong: '迈出购买的一步' },
    pain: '说到难处',
    part: {
      'decision-maker': '拍板的人',
      champion: '内部支持者',
      evaluator: '负责评估',
      user: '实际使用者',
      gatekeeper: '需要经过的一关',
    },
    partOf: (part, who) => `${part}：${who}`,
    whyNextStep: '有人答应要做这件事。日期按通话当天推算。',
    whyBuyingSignal: '客户问到了购买条件，或者已经往前走了一步。',
    whyPain: '客户提到了费时、费钱或费心的地方。',
    whyDecisionRole: '这句话透露了谁在决策中起什么作用。',
  },
};
