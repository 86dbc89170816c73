// The calls of the page's test server: two that ended, two samples to play, and a list long enough to filter.

import { CallEvent } from '../../engine/events.ts';
import type { CallList, CallSummary, SampleCall } from '../../gateway/protocol/rest.ts';
import { emptyTimeline, type Timeline } from '../../gateway/protocol/timeline.ts';
import { foldTimeline } from '../../gateway/protocol/timeline-fold.ts';
import { type PageDraft, type ScriptedCall, scriptedCall } from './page-log.ts';
import type { Script } from './page-script.ts';
import { englishScript } from './page-script-en.ts';
import { chineseScript } from './page-script-zh.ts';

export interface PageCall {
  readonly callId: string;
  readonly scripted: ScriptedCall;
  readonly log: readonly CallEvent[];
  readonly nowMs: () => number;
  readonly advanceTo: (atMs: number) => void;
  readonly append: (draft: PageDraft) => boolean;
  readonly timeline: () => Timeline;
  readonly summary: () => CallSummary;
}

export interface PageCalls {
  readonly get: (callId: string) => PageCall | undefined;
  readonly list: (query: URLSearchParams) => CallList;
  readonly samples: readonly SampleCall[];
  /** A sample begins: a live call that stands at 0. */
  readonly play: (name: string) => PageCall | undefined;
}

const SAMPLES: Readonly<Record<string, Script>> = { 'hospital-en': englishScript, 'hospital-zh': chineseScript };
export const LIVE_CALLS = { en: 'northgate-live', zh: 'qingyu-live' } as const;
export const ENDED_CALLS = { en: englishScript.callId, zh: chineseScript.callId } as const;

export interface CallsGiven {
  readonly isEmpty?: boolean;
  /** Further calls that ended. */
  readonly more?: readonly Script[];
}

export function createPageCalls({ isEmpty = false, more = [] }: CallsGiven = {}): PageCalls {
  const calls = new Map<string, PageCall>();
  const add = (call: PageCall) => {
    calls.set(call.callId, call);
    return call;
  };
  if (!isEmpty) {
    add(createPageCall(englishScript, LIVE_CALLS.en, { withFate: false }));
    add(createPageCall(chineseScript, LIVE_CALLS.zh, { withFate: false }));
    for (const script of [englishScript, chineseScript]) add(endedCall(script, script.callId));
    OTHERS.forEach((other, at) => {
      add(endedCall(otherCall(other), `call-${at + 1}`));
    });
  }
  for (const script of more) add(endedCall(script, script.callId));
  return {
    get: (callId) => calls.get(callId),
    list: (query) => ({ calls: matching([...calls.values()], query), nextCursor: null }),
    samples: Object.entries(SAMPLES).map(([name, script]) => {
      const { durationMs } = scriptedCall(script, { withFate: true });
      return { name, language: script.language, title: script.title, durationMs };
    }),
    play(name) {
      const script = SAMPLES[name];
      if (!script) return undefined;
      return add(createPageCall(script, `${name}-${calls.size + 1}`, { withFate: false }));
    },
  };
}

export function createPageCall(script: Script, callId: string, options: { readonly withFate: boolean }): PageCall {
  const scripted = scriptedCall(script, options);
  const log: CallEvent[] = [];
  let nowMs = 0;
  let sent = 0;
  const append = (draft: PageDraft) => {
    if (log.at(-1)?.type === 'call.ended') return false;
    log.push(CallEvent.parse({ callId, seq: log.length + 1, ...draft }));
    return true;
  };
  const timeline = () => {
    const folded = emptyTimeline(callId);
    for (const event of log) foldTimeline(folded, event);
    return folded;
  };
  return {
    callId,
    scripted,
    log,
    append,
    timeline,
    nowMs: () => nowMs,
    advanceTo(atMs) {
      nowMs = Math.max(nowMs, atMs);
      for (let next = scripted.drafts[sent]; next && next.atMs <= nowMs; next = scripted.drafts[sent]) {
        sent += 1;
        append(next);
      }
    },
    summary: () => summaryOf(script, callId, timeline()),
  };
}

function endedCall(script: Script, callId: string): PageCall {
  const call = createPageCall(script, callId, { withFate: true });
  call.advanceTo(call.scripted.durationMs);
  return call;
}

function summaryOf(script: Script, callId: string, timeline: Timeline): CallSummary {
  const { title, accountName, industry, stage, language, startedAt } = script;
  const spoken = (who: string) =>
    timeline.speech
      .filter((each) => each.participantId === who)
      .reduce((sum, each) => sum + each.endMs - each.startMs, 0);
  const both = spoken('rep') + spoken('customer');
  return {
    ...{ callId: callId as CallSummary['callId'], title, accountName, industry, stage, language, startedAt },
    durationMs: timeline.durationMs,
    isLive: !timeline.isEnded,
    lastSeq: timeline.lastSeq,
    participants: timeline.participants,
    questions: both > 0 ? timeline.questions.length : null,
    cards: both > 0 ? timeline.cards.length : null,
    competitorMentions: both > 0 ? timeline.competitors.length : null,
    talkRatio: both > 0 ? spoken('rep') / both : null,
  };
}

function matching(calls: readonly PageCall[], query: URLSearchParams): CallSummary[] {
  const wanted = (name: string) => query.get(name)?.toLowerCase() ?? '';
  return calls
    .map((call) => call.summary())
    .filter((call) => {
      const words = `${call.title} ${call.accountName}`.toLowerCase();
      const isWanted = !wanted('state') || (wanted('state') === 'live') === call.isLive;
      return (
        isWanted &&
        words.includes(wanted('text')) &&
        call.language.startsWith(wanted('language')) &&
        (!wanted('stage') || call.stage === query.get('stage')) &&
        (!wanted('from') || call.startedAt >= wanted('from').toUpperCase()) &&
        (!wanted('to') || call.startedAt < wanted('to').toUpperCase())
      );
    })
    .sort((a, b) => Number(b.isLive) - Number(a.isLive) || (a.startedAt < b.startedAt ? 1 : -1));
}

interface Other extends Pick<Script, 'title' | 'accountName' | 'stage' | 'startedAt'> {
  readonly base: Script;
  /** How much of the script this call has, and how much slower it is spoken. */
  readonly lines: number;
  readonly pace: number;
}

function otherCall({ base, lines, pace, ...given }: Other): Script {
  const cards = base.cards.filter(({ line }) => line < lines);
  const shorter = { lines: base.lines.slice(0, lines), cards, msPerCharacter: base.msPerCharacter * pace };
  return { ...base, ...given, ...shorter };
}

const en = { base: englishScript } as const;
const zh = { base: chineseScript } as const;
const OTHERS: readonly Other[] = [
  {
    ...en,
    title: 'First talk',
    accountName: 'Lakeside Clinic',
    stage: 'qualification',
    startedAt: '2026-03-10T09:30:00+00:00',
    lines: 13,
    pace: 1.2,
  },
  {
    ...zh,
    title: '合同条款沟通',
    accountName: '江湾医院',
    stage: '商务谈判',
    startedAt: '2026-03-10T15:00:00+08:00',
    lines: 21,
    pace: 1.4,
  },
  {
    ...en,
    title: 'Pilot review with the ward sisters',
    accountName: 'Riverside Trust',
    stage: 'pilot',
    startedAt: '2026-03-09T13:00:00+00:00',
    lines: 17,
    pace: 1.8,
  },
  {
    ...zh,
    title: '首次拜访',
    accountName: '海棠区妇幼保健院',
    stage: '初步接触',
    startedAt: '2026-03-09T09:00:00+08:00',
    lines: 4,
    pace: 1.1,
  },
  {
    ...en,
    title: 'Security questions',
    accountName: 'Northgate Hospital Trust',
    stage: 'evaluation',
    startedAt: '2026-03-06T10:00:00+00:00',
    lines: 8,
    pace: 2.1,
  },
  {
    ...zh,
    title: '试点进展回顾',
    accountName: '市二院',
    stage: '试点',
    startedAt: '2026-03-05T16:30:00+08:00',
    lines: 11,
    pace: 1.6,
  },
];
