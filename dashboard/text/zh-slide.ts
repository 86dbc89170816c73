// 页面上关于演示页、视线和兴趣的文字。

import type { enSlide } from './en-slide.ts';

export const zhSlide: typeof enSlide = {
  slide: {
    onScreen: '屏幕上',
    noSlides: '会议工具只发来了视线，没有说明是哪一页。',
    noGaze: '这一页没有收到客户的视线数据。',
    gaze: (seen) => `客户视线，整通电话共 ${seen}。`,
    most: (place, share) => `看得最多的是${place}（${share}）。`,
    elsewhere: '视线都不在这一页上。',
    places: ['左上角', '上方', '右上角', '左侧', '中间', '右侧', '左下角', '下方', '右下角'],
    dwell: '停留',
    skimmed: '一翻而过',
    came: '翻页',
    moves: { first: '第一页', forward: '顺序往后', skip: '跳过了几页', back: '往回翻' },
    gazeShare: '视线在页面上',
    regions: '要点',
    reception: (share) => `讲到时，${share}的视线在这里`,
    receptionUnknown: '接收情况不详',
    steps: '标注与打开的文件',
    marked: (words) => (words ? `标注了“${words}”` : '在页面上做了标注'),
    opened: (file) => `打开了“${file}”`,
    said: '这一页上说的话',
    allSaid: (n) => `全部 ${n} 句`,
  },
  interest: {
    title: '兴趣',
    note: '50 为客户开场时的状态',
    now: (score) => `${Math.round(score)} 分（满分 100）`,
    none: '客户开口满三分钟后显示。',
    titles: { declined: '客户参与变少', recovered: '客户重新活跃' },
    points: (from, to) => `${Math.round(from)} → ${Math.round(to)} 分`,
    why: '与客户开场时相比，说话、提问、应答连续几分钟有了变化。数字表示这一变化有多可信，并不代表客户心里的想法。',
  },
};
