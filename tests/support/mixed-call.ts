// A recorded call of one channel on which voices of tones speak in turn.

import type { Participant } from '../../engine/events.ts';
import { mediaMs } from '../../engine/media-time.ts';
import type { RecordedCall } from '../../gateway/recorded/recorded-call.ts';
import { CALL, participant } from './signals.ts';
import { sayTones, type ToneWord } from './tone-speech.ts';

export const LOW: ToneWord[] = ['budget', 'price', 'firewall', 'contract'];
export const HIGH: ToneWord[] = ['seven', '预算', '报价', '合同'];
export const LINE = participant('line', 'unknown', 0);

const RATE_HZ = 16_000;

export function mixedCall(
  spoken: readonly (readonly [atMs: number, words: readonly ToneWord[]])[],
  { participants = [LINE], events = [] as RecordedCall['events'] }: MixedCallChanges = {},
): RecordedCall {
  const lastMs = Math.max(...spoken.map(([atMs, words]) => atMs + words.length * 200)) + 1_000;
  const samples = new Float32Array((lastMs * RATE_HZ) / 1000);
  for (const [atMs, words] of spoken) {
    // What 16 bits carry without loss.
    const sound = sayTones(words, RATE_HZ).map((value) => Math.round(value * 32_768) / 32_768);
    samples.set(sound, (atMs * RATE_HZ) / 1000);
  }
  return {
    started: {
      type: 'call.started',
      callId: CALL,
      startedAt: '2026-03-02T09:00:00Z',
      language: 'en',
      participants: [...participants],
    },
    events,
    audio: { sampleRateHz: RATE_HZ, channels: [samples], is16Bit: true },
    endedAtMs: mediaMs(lastMs),
    endReason: undefined,
  };
}

interface MixedCallChanges {
  readonly participants?: readonly Participant[];
  readonly events?: RecordedCall['events'];
}
