// sherpa-onnx (k2-fsa) as a transcriber, in a process of its own. Streaming zipformer and paraformer models give words while
// they are spoken; SenseVoice hears each utterance whole. The model is a folder that `sotto models pull` filled.

import { join } from 'node:path';
import { EngineError } from '../../engine/errors.ts';
import type { Transcriber, TranscriptionLanguage } from '../../engine/transcriber.ts';
import { createAskedChild } from '../child/asked-child.ts';
import type { ChildProgram } from '../child/child-link.ts';
import type { RegisteredModel } from '../registry/registry.ts';
import { workerEntry } from '../worker-entry.ts';
import { createSherpaChild } from './sherpa-child.ts';
import type { SenseVoiceLoad, SenseVoiceQuestion, SherpaModel, SherpaResult } from './sherpa-protocol.ts';
import { SherpaStream } from './sherpa-stream.ts';
import { recognisedOf } from './sherpa-words.ts';
import type { TranscriptionQueue } from './transcription-queue.ts';
import { createUtteranceTranscriber } from './utterance-transcriber.ts';

export interface SherpaOptions {
  /** What the registry says of the model. */
  readonly model: RegisteredModel;
  /** Where its files are. */
  readonly folder: string;
  /** For models that hear whole utterances; it shares one process among all calls. */
  readonly queue: TranscriptionQueue;
  /** Threads of a run, ≥ 1. Default 1: calls share the machine. */
  readonly threads?: number;
  /** Another program that speaks the same protocol; for tests. */
  readonly program?: ChildProgram;
}

/** SenseVoice reads no sound shorter than its first window. */
const SHORTEST_MS = 100;

export function createSherpaTranscriber({ model, folder, queue, threads = 1, program }: SherpaOptions): Transcriber {
  const files = sherpaModel(model, folder);
  const name = `sherpa ${model.name}`;
  if (files.format === 'sense-voice') {
    const entry = workerEntry('sense-voice-process', import.meta.url);
    const child = createAskedChild<SenseVoiceLoad, SenseVoiceQuestion, SherpaResult>(
      entry,
      { model: files, threads },
      queue.scheduler,
    );
    return createUtteranceTranscriber({
      name,
      queue,
      isAlive: child.isAlive,
      close: child.close,
      async recognise({ samples, sampleRateHz, language }) {
        if (samples.length < (sampleRateHz * SHORTEST_MS) / 1000) return { text: '' };
        const result = await child.ask({ samples, sampleRateHz, language: senseVoiceLanguage(language) });
        return recognisedOf(result);
      },
    });
  }
  const child = createSherpaChild(files, threads, queue.scheduler, program);
  let isClosed = false;
  return {
    name,
    isRemote: false,
    isAlive: () => !isClosed && child.isAlive(),
    open: (options, listener) => new SherpaStream(child, options, listener),
    async close() {
      isClosed = true;
      await child.close();
    },
  };
}

const SENSE_VOICE_LANGUAGES: ReadonlySet<string> = new Set(['zh', 'en', 'yue', 'ja', 'ko']);

/** Empty where it is to be detected. */
function senseVoiceLanguage(language: TranscriptionLanguage): string {
  if (language.mode !== 'fixed') return '';
  const [primary = ''] = language.language.toLowerCase().split('-');
  return SENSE_VOICE_LANGUAGES.has(primary) ? primary : '';
}

/** Throws `model.load` where the registry does not name a file that the format needs. */
export function sherpaModel(model: RegisteredModel, folder: string): SherpaModel {
  const file = (as: string) => {
    const found = model.files.find((each) => each.as === as);
    if (found) return join(folder, found.path);
    throw new EngineError('model.load', `The registry names no ${as} file for ${model.name}.`);
  };
  if (model.format === 'sense-voice') return { format: model.format, model: file('model'), tokens: file('tokens') };
  if (model.format === 'streaming-paraformer') {
    return { format: model.format, encoder: file('encoder'), decoder: file('decoder'), tokens: file('tokens') };
  }
  if (model.format === 'streaming-transducer') {
    const [encoder, decoder, joiner] = [file('encoder'), file('decoder'), file('joiner')];
    return { format: model.format, encoder, decoder, joiner, tokens: file('tokens') };
  }
  throw new EngineError('model.load', `${model.name} (${model.format}) is not a recogniser for sherpa.`);
}
