// 运维页面上的文字（中文）。

import type { enOperator } from './en-operator.ts';

const grouping = new Intl.NumberFormat('zh-CN');
const precise = (ms: number) => (ms < 1_000 ? `${Math.round(ms)} 毫秒` : `${(ms / 1_000).toFixed(2)} 秒`);

export const zhOperator: typeof enOperator = {
  operator: {
    title: '运行状况',
    link: '运行状况',
    loading: '正在读取运行状况……',
    since: (when) => `自 ${when} 起运行`,
    asOf: (time) => `更新于 ${time}`,
    cut: '服务暂时没有响应',
    cutHelp: (time) => `以下是 ${time} 的数据，页面每 5 秒会再试一次。`,
    forbidden: '此页面供运维人员使用',
    forbiddenHelp: '需要运维角色，可向发放令牌的人申请。',
    grouped: (n) => grouping.format(n),
    parts: '各组成部分',
    part: { store: '存储', 'voice-model': '语音检测', 'emotion-model': '情绪模型', server: '网关' },
    state: { ready: '就绪', away: '未就绪', unset: '未设置' },
    transcriber: '语音识别',
    transcriberUnset: '文字只来自数据源',
    local: '本机',
    remote: '远程',
    latency: {
      title: '延迟',
      budgetName: '话音结束 → 卡片，p95 分位',
      budget: {
        met: (limit) => `在 ${limit}的预算之内`,
        over: (limit) => `超出 ${limit}的预算`,
        unknown: (limit) => `还没有测到卡片；预算为 ${limit}`,
      },
      none: '还没有说完的话。第一通由本机转写的电话开始后，这里会有数据。',
      help: '分位数取各阶段最近 1,000 次，次数自启动起累计。预算适用于默认设置加本机语音识别。直方图见 /metrics。',
      helpBars: '横条从 p50 经 p95 到 p99，竖线是预算。',
      stage: '阶段',
      range: '范围',
      count: '次数',
      stages: { ended: '话音结束', final: '最终文字', card: '卡片', 'event-to-card': '输入 → 卡片' },
      stagesHelp: {
        ended: '从最后一个音，到确认说完',
        final: '从最后一个音，到文字出来',
        card: '从最后一个音，到由它引出的卡片',
        'event-to-card': '从触发卡片的输入算起，包括全部通话',
      },
      precise,
      round: (ms) => `${ms / 1_000} 秒`,
    },
    counts: {
      calls: '当前通话',
      live: '进行中的通话',
      viewers: '在线观看',
      webrtc: 'WebRTC 数据源',
      leftOut: '启动以来略过的',
      leftOutHelp: '每一次都记在所属通话的事件日志里，附有时段和原因。',
      analysisSkipped: '模型来不及分析的片段',
      transcriptionSkipped: '没有得到文字的片段',
      transcriptionLost: '语音识别中断次数',
      audioDropped: '重复或迟到的音频',
      pipelineDegraded: '在某通电话中停用的分析',
      store: '存储',
      storeHelp: '等待写入的数据已安全落盘，ClickHouse 恢复后会自动写入。',
      spooled: '磁盘上待写入的事件',
      oldest: '最久已等待',
      inserted: '已写入的事件',
      retries: '重试过的写入',
      rejected: '搁置的事件',
      bytes: (n) => (n < 1_048_576 ? `${Math.ceil(n / 1_024)} KiB` : `${(n / 1_048_576).toFixed(1)} MiB`),
      wait: (ms) => (ms < 60_000 ? `${(ms / 1_000).toFixed(1)} 秒` : `${Math.round(ms / 60_000)} 分钟`),
    },
  },
};
