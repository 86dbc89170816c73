// A two-channel recording as a call of rep (channel 0) and customer (channel 1), the customer's voice mixed into the rep's
// channel where asked: so much weaker, so much later. In: FLAC or WAV file. Out: a recorded call.

import { readRecordedCall } from '../../gateway/recorded/read-recorded-call.ts';
import type { RecordedCall } from '../../gateway/recorded/recorded-call.ts';

export interface Leak {
  /** Level of the leak against its source, dB; negative. */
  readonly levelDb: number;
  readonly delayMs: number;
}

export async function readLeakingCall(path: string, leak: Leak | null): Promise<RecordedCall> {
  const call = await readRecordedCall(path);
  const [rep, customer] = call.audio?.channels ?? [];
  if (!call.audio || !rep || !customer || !leak) return call;
  const gain = 10 ** (leak.levelDb / 20);
  const delay = Math.round((leak.delayMs * call.audio.sampleRateHz) / 1_000);
  const mixed = rep.map((sample, index) => Math.max(-1, Math.min(1, sample + gain * (customer[index - delay] ?? 0))));
  return { ...call, audio: { ...call.audio, channels: [mixed, customer], is16Bit: false } };
}
