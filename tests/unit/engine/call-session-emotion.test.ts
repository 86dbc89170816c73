import { describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../engine/events.ts';
import { POLICIES, type Policy } from '../../../engine/policy.ts';
import { analyzeCall } from '../../../gateway/calls/analyze-call.ts';
import type { RecordedCall } from '../../../gateway/recorded/recorded-call.ts';
import { emotionPipeline } from '../../../pipelines/emotion.ts';
import { speechPipeline } from '../../../pipelines/speech.ts';
import { smallCall, voice } from '../../support/call-inputs.ts';
import { createFakeEmotionModel, type FakeEmotionModel } from '../../support/emotion-model-fake.ts';
import { callContext, ms, ofType } from '../../support/signals.ts';
import { createFakeVoiceModel } from '../../support/voice-model-fake.ts';

/** Rep on channel 0 and customer on channel 1, both speaking all the time, for 12 s. */
const talk = (changes: Partial<RecordedCall> = {}) =>
  smallCall({
    audio: {
      sampleRateHz: 8000,
      channels: [voice(12_000, [[0, 12_000]]), voice(12_000, [[0, 12_000]])],
      is16Bit: false,
    },
    events: [],
    endedAtMs: ms(12_000),
    ...changes,
  });

async function analyzed(
  call: RecordedCall,
  emotion: FakeEmotionModel,
  { profile = 'default', frameMs = 100, shuffleSeed }: Partial<Options> = {},
) {
  const context = {
    ...callContext(),
    policy: POLICIES[profile],
    started: { ...call.started, type: 'call.started' as const },
  };
  const model = createFakeVoiceModel({ maxPendingPerStream: 512, ...(shuffleSeed ? { shuffleSeed } : {}) });
  const definitions = [speechPipeline, emotionPipeline];
  return analyzeCall({ call, context, definitions, voice: model, emotion, frameMs });
}
interface Options {
  readonly profile: Policy['profile'];
  readonly frameMs: number;
  readonly shuffleSeed: number;
}
const voiced = (log: readonly CallEvent[]) =>
  ofType(log, 'emotion.sampled').filter(({ evidence }) => evidence !== 'words');

describe('a call whose voices may be read', () => {
  it('asks for each whole hop with speech in it, once', async () => {
    const emotion = createFakeEmotionModel();
    const log = await analyzed(talk(), emotion);
    expect(emotion.asked.filter(({ firstWindow }) => firstWindow === 31)).toHaveLength(2);
    expect(emotion.asked).toHaveLength(24);
    expect(new Set(voiced(log).map(({ role }) => role))).toEqual(new Set(['rep', 'customer']));
  });

  it('does not ask where nobody speaks', async () => {
    const emotion = createFakeEmotionModel();
    await analyzed(
      talk({ audio: { sampleRateHz: 8000, channels: [voice(12_000, []), voice(12_000, [])], is16Bit: false } }),
      emotion,
    );
    expect(emotion.asked).toEqual([]);
  });

  it('gives the same log however the audio is cut and in whatever order the models answer', async () => {
    const expected = JSON.stringify(await analyzed(talk(), createFakeEmotionModel()));
    for (const [frameMs, shuffleSeed] of [
      [20, 3],
      [37, 4],
      [200, 5],
    ] as const) {
      expect(JSON.stringify(await analyzed(talk(), createFakeEmotionModel(), { frameMs, shuffleSeed }))).toBe(expected);
    }
  });
});

describe('under the profile eu', () => {
  const notice = { type: 'notice.given' as const, atMs: ms(4_000) };

  it('nothing is opened, kept or asked before a notice, and no sample tells of a voice', async () => {
    const emotion = createFakeEmotionModel();
    const log = await analyzed(talk(), emotion, { profile: 'eu' });
    expect(emotion.opened).toBe(0);
    expect(emotion.asked).toEqual([]);
    expect(voiced(log)).toEqual([]);
  });

  it('after a notice only the customer is read, and only what was said later', async () => {
    const emotion = createFakeEmotionModel();
    const log = await analyzed(talk({ events: [notice] }), emotion, { profile: 'eu' });
    expect(emotion.opened).toBe(1);
    expect(Math.min(...emotion.asked.map(({ firstWindow }) => firstWindow * 32))).toBeGreaterThanOrEqual(4_000);
    expect(voiced(log).length).toBeGreaterThan(3);
    expect(voiced(log).every(({ role, atMs }) => role === 'customer' && atMs > 4_000)).toBe(true);
  });

  it('the hops are the same however the audio is cut', async () => {
    const firsts = async (frameMs: number) => {
      const emotion = createFakeEmotionModel();
      await analyzed(talk({ events: [notice] }), emotion, { profile: 'eu', frameMs });
      return emotion.asked.map(({ firstWindow }) => firstWindow);
    };
    expect(await firsts(20)).toEqual(await firsts(200));
  });
});
