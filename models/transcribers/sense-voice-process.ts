// The child process that hears whole utterances with a SenseVoice model through sherpa-onnx.

import { answerParent } from '../child/answer-parent.ts';
import { loadSenseVoice } from './sherpa-engine.ts';
import type { SenseVoiceLoad, SenseVoiceQuestion, SherpaResult } from './sherpa-protocol.ts';

answerParent<SenseVoiceLoad, SenseVoiceQuestion, SherpaResult>(({ model, threads }) => {
  const recognise = loadSenseVoice(model, threads);
  return ({ samples, sampleRateHz, language }) => recognise(samples, sampleRateHz, language);
});
