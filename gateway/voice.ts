// The voice model as the gateway runs it: room for a burst of one call without dropping a window of another.

import type { VoiceModel } from '../engine/ports.ts';
import { createVoiceModel } from '../models/voice-model.ts';

/** 512 windows are 16 s of one channel: a feed that comes back after a cut sends faster than it is read. */
export function openVoice(): Promise<VoiceModel> {
  return createVoiceModel({ maxPendingPerStream: 512, maxPendingWindows: 16_384 });
}
