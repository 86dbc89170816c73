// The voice and emotion models as the gateway runs them: room for a burst of one call without dropping a window of another.

import type { EmotionModel, VoiceModel } from '../engine/ports.ts';
import { createEmotionModel } from '../models/emotion-model.ts';
import { createVoiceModel } from '../models/voice-model.ts';
import type { Wall } from './calls/live-call.ts';

/**
 * 512 windows are 16 s of one channel: a feed that comes back after a cut sends faster than it is read.
 * `after`: where calls are live, windows of many channels gather for a run; a single recorded call needs none.
 */
export function openVoice(after?: Wall['after']): Promise<VoiceModel> {
  const limits = { maxPendingPerStream: 512, maxPendingWindows: 16_384 };
  return createVoiceModel({ ...limits, ...(after ? { gathering: { gatherMs: 4, after } } : {}) });
}

/** `modelDir`: a folder with a larger model (docs/emotion.md); the network that ships where absent. */
export function openEmotion(modelDir?: string): Promise<EmotionModel> {
  return createEmotionModel({ modelDir });
}
