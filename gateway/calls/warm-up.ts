// A short call in each language before the first one. V8 compiles a pattern when it is first and second used, and its first
// calls of everything are slow: the library of dates alone takes a third of a second, and all live calls would wait for it.

import { CallId, ParticipantId, SegmentId } from '../../engine/ids.ts';
import { mediaMs } from '../../engine/media-time.ts';
import type { PipelineDefinition } from '../../engine/pipeline.ts';
import type { VoiceModel } from '../../engine/ports.ts';
import type { RecordedCall } from '../recorded/recorded-call.ts';
import { analyzeCall } from './analyze-call.ts';
import { type ContextSources, callContext } from './call-context.ts';

/** By language, each a customer's and a rep's line in turn: promises, dates, figures, personal data (invented), objections. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  en: [
    'How long does it take, and what would it cost for three sites?',
    'We will send you the quote within 10 days, and the contract by March 5th.',
    'You can call me at 415 555 0132 or write to dana at example dot com, we are at 12 King Street.',
    'A customer of ours saved 20 percent in three months, and it is certified.',
    'That is too expensive, and we already work with somebody else.',
    'I understand. Let me show you what others of your size have done with it.',
    'Our finance director decides that; when could we start?',
    'Our people can begin next Monday.',
  ],
  zh: [
    '实施要多久，三个站点一共多少钱？',
    '我们10天之内把报价发给您，合同3月5号之前寄出。',
    '您可以打13800138000，或者发到dana艾特example点com，我们在中山路12号。',
    '我们有客户三个月省了百分之二十，也有认证。',
    '这个太贵了，我们已经有别家在用了。',
    '我理解，我给您看看跟您差不多规模的公司是怎么做的。',
    '这事得我们财务总监定，什么时候能开始？',
    '我们的人下周一就可以开始。',
  ],
};

const LINE_MS = 4_000;
const SPEAKERS = [ParticipantId.parse('customer'), ParticipantId.parse('rep')];

/** Every line twice: the second use is the one that compiles. */
export const WARM_UP_CALLS: readonly RecordedCall[] = Object.entries(LINES).map(([language, lines]) =>
  callOf(language, [...lines, ...lines]),
);

function callOf(language: string, lines: readonly string[]): RecordedCall {
  return {
    started: {
      type: 'call.started',
      callId: CallId.parse(`warm-up-${language}`),
      startedAt: '2026-01-05T09:00:00Z',
      language,
      participants: [
        { participantId: 'customer', role: 'customer' },
        { participantId: 'rep', role: 'rep' },
      ],
    } as RecordedCall['started'],
    events: lines.map(segmentOf),
    audio: undefined,
    endedAtMs: mediaMs(lines.length * LINE_MS),
    endReason: undefined,
  };
}

function segmentOf(text: string, index: number): RecordedCall['events'][number] {
  return {
    type: 'segment.finalized',
    atMs: mediaMs((index + 1) * LINE_MS),
    participantId: SPEAKERS[index % SPEAKERS.length] as ParticipantId,
    segmentId: SegmentId.parse(`line-${index}`),
    startMs: mediaMs(index * LINE_MS),
    endMs: mediaMs((index + 1) * LINE_MS - 500),
    text,
  };
}

export interface WarmUpOptions {
  readonly sources: ContextSources;
  readonly definitions: readonly PipelineDefinition[];
  readonly voice: VoiceModel;
}

export async function warmUp({ sources, definitions, voice }: WarmUpOptions): Promise<void> {
  for (const call of WARM_UP_CALLS) {
    await analyzeCall({ call, context: await callContext(call.started, sources), definitions, voice });
  }
}
