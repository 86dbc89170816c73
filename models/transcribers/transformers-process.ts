// The child process that runs Whisper or Moonshine through transformers.js. It reads files of the model's folder and asks
// no hub. Sources: Radford et al. 2023 (Whisper), Jeffries et al. 2024 (Moonshine).

import { basename, dirname } from 'node:path';
import { answerParent } from '../child/answer-parent.ts';
import { requireNative } from '../child/native-package.ts';
import type { TransformersAnswer, TransformersLoad, TransformersQuestion } from './transformers-protocol.ts';

const SAMPLE_RATE_HZ = 16_000;
/** Moonshine's paper: more tokens than this a second are a loop. */
const MOST_TOKENS_PER_S = 6;

type Recognise = (samples: Float32Array, options: object) => Promise<TransformersAnswer>;
interface Transformers {
  readonly env: { allowRemoteModels: boolean; allowLocalModels: boolean; localModelPath: string };
  pipeline(task: 'automatic-speech-recognition', model: string, options: object): Promise<Recognise>;
}

answerParent<TransformersLoad, TransformersQuestion, TransformersAnswer>(async ({ folder, format, threads }) => {
  const { env, pipeline } = requireNative<Transformers>('@huggingface/transformers');
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = dirname(folder);
  const recognise = await pipeline('automatic-speech-recognition', basename(folder), {
    // The files named …_quantized.onnx.
    dtype: 'q8',
    device: 'cpu',
    session_options: { intraOpNumThreads: threads, interOpNumThreads: 1, logSeverityLevel: 3 },
  });
  if (format === 'moonshine') {
    return ({ samples }) => {
      // The library rounds down, to none at all below a second.
      const tokens = Math.ceil((samples.length / SAMPLE_RATE_HZ) * MOST_TOKENS_PER_S) + 1;
      return recognise(samples, { max_new_tokens: tokens });
    };
  }
  return ({ samples, language }) =>
    recognise(samples, { return_timestamps: 'word', ...(language === null ? {} : { language, task: 'transcribe' }) });
});
