import { describe, expect, it } from 'vitest';
import { feedState } from '../../../../dashboard/live-call/call-states.ts';
import { emotionTrend, emotionWindow } from '../../../../dashboard/live-call/emotion-chart.ts';
import { keywordCounts, speakers, talkShare } from '../../../../dashboard/parts/talk.ts';
import { emptyTimeline, type Timeline } from '../../../../gateway/protocol/timeline.ts';

type People = Timeline['participants'];
const people = [
  { participantId: 'rep', role: 'rep', channel: 0 },
  { participantId: 'customer', role: 'customer', name: 'Dana', channel: 1 },
] as unknown as People;
const timeline = (given: Partial<Timeline> = {}): Timeline => {
  return { ...emptyTimeline('call-1'), participants: people, lastSeq: 9, ...given };
};
const speech = (participantId: string, startMs: number, endMs: number) => ({ participantId, startMs, endMs });

describe('talk share', () => {
  it('is the rep’s speech over both sides’, with what is being said right now', () => {
    const call = timeline({
      speech: [speech('rep', 0, 6_000)],
      speaking: [{ participantId: 'customer', startMs: 7_000 }],
    });
    expect(talkShare(call, 9_000)).toEqual({ repMs: 6_000, customerMs: 2_000, repRatio: 0.75 });
  });
  it('is unknown until somebody has spoken, and leaves unknown voices out', () => {
    expect(talkShare(timeline({ speech: [speech('nobody', 0, 6_000)] }), 9_000).repRatio).toBeNull();
  });
  it('names the customer first and says who speaks', () => {
    const call = timeline({ speaking: [{ participantId: 'rep', startMs: 1 }] });
    expect(speakers(call).map(({ role, isSpeaking }) => [role, isSpeaking])).toEqual([
      ['customer', false],
      ['rep', true],
    ]);
  });
});

describe('keyword bars', () => {
  it('count by category and side, most first', () => {
    const hit = (category: string, participantId: string) => {
      return { segmentId: 's', participantId, category, phrase: 'p', atMs: 1 };
    };
    const keywords = [hit('price', 'rep'), hit('pain', 'customer'), hit('pain', 'rep')];
    expect(keywordCounts(timeline({ keywords }))).toEqual([
      { category: 'pain', rep: 1, customer: 1 },
      { category: 'price', rep: 1, customer: 0 },
    ]);
  });
});

describe('the mood of the last three minutes', () => {
  const curve = (valence: number[], confidence = valence.map(() => 1)) => {
    const atMs = valence.map((_, at) => at * 1_000);
    const rest = { arousal: valence, isHeld: valence.map(() => false), evidence: valence.map(() => 'both' as const) };
    return [{ participantId: 'customer', role: 'customer' as const, atMs, valence, confidence, ...rest }];
  };
  it('draws a wider band where it is less sure', () => {
    const { low, high } = emotionWindow(curve([0, 0], [1, 0.5]), 1_000);
    expect([high[0], low[0]]).toEqual([0, 0]);
    expect((high[1] ?? 0) - (low[1] ?? 0)).toBeCloseTo(0.6);
  });
  it('shows no more than three minutes', () => {
    const { atMs, fromMs } = emotionWindow(curve(Array(400).fill(0)), 399_000);
    expect(fromMs).toBe(219_000);
    expect(atMs[0]).toBe(218_000);
  });
  it('says which way it goes, and calls a small change none', () => {
    const level = curve(Array.from({ length: 60 }, (_, at) => (at % 2) / 20));
    expect(emotionTrend(emotionWindow(level, 59_000))).toBe('same');
    const rise = curve(Array.from({ length: 60 }, (_, at) => at / 60));
    expect(emotionTrend(emotionWindow(rise, 59_000))).toBe('up');
    const fall = curve(Array.from({ length: 60 }, (_, at) => -at / 60));
    expect(emotionTrend(emotionWindow(fall, 59_000))).toBe('down');
  });
});

describe('the state of the feed', () => {
  const heard = { speech: [speech('rep', 0, 9_000), speech('customer', 9_000, 20_000)] };
  const utterances = [{ segmentId: 's', revision: 0, role: 'rep' as const, text: 'x', ...speech('rep', 0, 9_000) }];
  it('says nothing while all is well', () => {
    expect(feedState(timeline({ ...heard, utterances }), 'live', 21_000)).toBeNull();
  });
  it('tells silence, missing words, a cut and the end apart', () => {
    expect(feedState(timeline(), 'live', 9_000)?.kind).toBe('no-audio');
    expect(feedState(timeline(heard), 'live', 21_000)?.kind).toBe('no-words');
    expect(feedState(timeline({ ...heard, utterances }), 'cut', 21_000)?.kind).toBe('cut');
    expect(feedState(timeline({ ...heard, utterances }), 'catching-up', 21_000)?.kind).toBe('catching-up');
    expect(feedState(timeline({ isEnded: true }), 'cut', 21_000)?.kind).toBe('ended');
  });
  it('names the channel that is silent until its voice is heard again', () => {
    const missedAudio = [{ channel: 1, startMs: 20_000, endMs: 26_000, reason: 'silent' }];
    const silent = { ...heard, utterances, missedAudio };
    expect(feedState(timeline(silent), 'live', 27_000)).toMatchObject({
      kind: 'silent-channel',
      participantId: 'customer',
    });
    const again = { ...silent, speech: [...heard.speech, speech('customer', 26_000, 28_000)] };
    expect(feedState(timeline(again), 'live', 29_000)).toBeNull();
    expect(feedState(timeline(silent), 'live', 60_000)).toBeNull();
  });
  it('names a pipeline that stopped', () => {
    const degraded = [{ pipeline: 'emotion', atMs: 20_000 }];
    expect(feedState(timeline({ ...heard, utterances, degraded }), 'live', 21_000)).toMatchObject({
      pipeline: 'emotion',
    });
  });
});
