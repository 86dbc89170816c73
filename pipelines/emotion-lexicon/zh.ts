// Words and phrases that tell how pleasant things are to the speaker, for Mandarin business calls. Written for Sotto.
// −2 strongly unpleasant … 2 strongly pleasant; 0 shields a phrase from the words within it. Simplified characters.

import { wordList } from '../language/word-list.ts';

export const VALENCE_ZH: Readonly<Record<-2 | -1 | 0 | 1 | 2, readonly string[]>> = {
  2: wordList(`
    太好了, 太棒了, 棒极了, 完美, 惊喜, 激动, 兴奋, 非常好, 特别好, 优秀, 出色, 厉害, 了不起,
    绝了, 超赞, 最好, 正是我们需要的, 求之不得, 喜出望外, 赞叹, 一流, 卓越
  `),
  1: wordList(`
    好, 不错, 喜欢, 满意, 开心, 高兴, 感谢, 谢谢, 放心, 方便, 省心, 省事, 靠谱, 可靠, 稳定,
    顺利, 顺畅, 清楚, 清晰, 简单, 容易, 划算, 值得, 实惠, 合适, 合理, 有用, 有帮助, 有意思,
    感兴趣, 期待, 希望, 信任, 相信, 信心, 认可, 认同, 赞成, 欣赏, 舒服, 轻松, 愉快,
    乐意, 愿意, 成功, 进步, 提升, 改善, 高效, 专业, 周到, 贴心, 热情, 友好, 漂亮, 亮点, 优势,
    赞, 棒, 牛, 没问题, 没关系, 可以接受, 说得对, 有道理, 辛苦了, 恭喜, 幸运, 满足, 欢迎
  `),
  0: wordList(`
    不好意思, 好几, 好多, 好像, 你好, 您好, 大家好, 早上好, 下午好, 晚上好, 正好, 刚好, 最好是,
    好的话, 只好, 幸好, 是不是, 会不会, 能不能, 好不好, 要不要, 行不行, 可不可以, 有没有, 满不满意,
    请问, 问题是, 提问, 风险评估, 风险管理, 错误码, 希望您,
    简单来说, 简单说, 好吧
  `),
  [-1]: wordList(`
    担心, 担忧, 顾虑, 麻烦, 问题, 困难, 难, 复杂, 繁琐, 慢, 卡, 贵, 太贵, 失望, 遗憾, 可惜,
    抱歉, 对不起, 不满, 不爽, 不行, 不放心, 不靠谱, 不方便, 不清楚, 不合适, 不合理, 不值, 头疼,
    头痛, 烦, 烦人, 郁闷, 压力, 着急, 焦虑, 紧张, 害怕, 怕, 怀疑, 犹豫, 纠结, 无奈, 累,
    辛苦, 差, 很差, 坏, 错, 错误, 失败, 故障, 出错, 崩溃, 宕机, 丢失, 延迟, 拖延, 拖, 耽误,
    浪费, 损失, 风险, 危险, 投诉, 抱怨, 吃亏, 尴尬, 难受, 难过, 伤心, 委屈, 不开心, 不高兴,
    没用, 没意思, 没兴趣, 没必要, 不需要, 弱, 乱, 混乱, 缺点, 短板
  `),
  [-2]: wordList(`
    生气, 愤怒, 气死, 恼火, 糟糕, 糟透了, 太差, 极差, 最差, 垃圾, 骗子, 骗人, 欺骗, 坑人,
    恶心, 讨厌, 受不了, 无法接受, 不能接受, 忍无可忍, 离谱, 荒唐, 可恶, 可怕, 灾难, 噩梦, 绝望,
    痛苦, 过分
  `),
};

/** Looked for just before a word, within one clause. */
export const NEGATIONS_ZH: readonly string[] = [
  '不',
  '没',
  '别',
  '未',
  '无',
  '并非',
  '不是',
  '没有',
  '不太',
  '不够',
  '谈不上',
];

export const DEGREES_ZH: ReadonlyMap<string, number> = new Map([
  ...['非常', '特别', '太', '十分', '真', '超', '极其', '相当', '最', '很'].map((word): [string, number] => [
    word,
    1.3,
  ]),
  ...['有点', '有些', '稍微', '比较', '还算', '一点'].map((word): [string, number] => [word, 0.6]),
]);
