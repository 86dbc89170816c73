import { describe, expect, it } from 'vitest';
import type { TranscribedSegment } from '../../../../engine/transcriber.ts';
import { guardSegment, hanScriptOf, withoutLoops } from '../../../../models/transcribers/word-guards.ts';
import { ms } from '../../../support/signals.ts';

const segment = (text: string, startMs = 1_000, endMs = 3_000): TranscribedSegment => ({
  segmentId: 's',
  revision: 0,
  isFinal: true,
  startMs: ms(startMs),
  endMs: ms(endMs),
  text,
});
const voice = (startMs: number, endMs: number) => [{ startMs: ms(startMs), endMs: ms(endMs) }];
const guarded = (text: string, heard = voice(1_000, 3_000)) => guardSegment(segment(text), heard, 'simplified')?.text;

describe('what a recogniser says', () => {
  it('is believed where a voice was heard', () => {
    expect(guarded('What does it cost?')).toBe('What does it cost?');
    expect(guarded('Thank you.')).toBe('Thank you.');
    expect(guarded('谢谢')).toBe('谢谢');
  });

  it('is not believed where no voice lies under it', () => {
    expect(guarded('What does it cost?', voice(5_000, 6_000))).toBeUndefined();
    expect(guarded('What does it cost?', [])).toBeUndefined();
  });

  it.each([
    'Thanks for watching!',
    'Please subscribe to my channel.',
    'Subtitles by the Amara.org community',
    '[Music]',
    '(applause)',
    '请不吝点赞 订阅 转发 打赏支持明镜与点点栏目',
    '字幕由Amara.org社区提供',
    '謝謝觀看',
    '…',
  ])('is not believed where it is what films say and calls do not: %s', (text) => {
    expect(guarded(text)).toBeUndefined();
  });

  it('is not believed of a click that is called thanks', () => {
    expect(guarded('Thank you.', voice(1_000, 1_100))).toBeUndefined();
  });

  it('is written in the script of the call', () => {
    expect(guarded('預算與報價')).toBe('预算与报价');
    expect(guardSegment(segment('预算与报价'), voice(1_000, 3_000), 'traditional')?.text).toBe('預算與報價');
    expect([hanScriptOf('zh'), hanScriptOf('zh-CN'), hanScriptOf('zh-TW'), hanScriptOf('zh-Hant-HK')]).toEqual([
      'simplified',
      'simplified',
      'traditional',
      'traditional',
    ]);
  });
});

describe('a loop', () => {
  it('is left out but for the first time', () => {
    expect(withoutLoops('we need the price we need the price we need the price we need the price')).toBe(
      'we need the price',
    );
    expect(withoutLoops('我们看一下。我们看一下。我们看一下。我们看一下。好')).toBe('我们看一下。好');
    expect(withoutLoops('so so so so so so so so so so')).toBe('so');
  });

  it('is not what people repeat', () => {
    for (const text of [
      'no no no, that is fine',
      '对对对对，是的',
      'bye bye bye',
      'very very very good',
      '好的好的好的',
    ]) {
      expect(withoutLoops(text)).toBe(text);
    }
  });
});
