// Recognisers and the diarizer that run on this machine, by the name of the model in the registry. It must have been pulled.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Diarizer } from '../../engine/diarizer.ts';
import { EngineError } from '../../engine/errors.ts';
import type { Scheduler } from '../../engine/scheduler.ts';
import type { Transcriber } from '../../engine/transcriber.ts';
import { createSherpaDiarizer } from '../../models/diarization/sherpa-diarizer.ts';
import { modelFolder } from '../../models/registry/installed-model.ts';
import { findModel, type RegisteredModel, readRegistry } from '../../models/registry/registry.ts';
import { createSherpaTranscriber } from '../../models/transcribers/sherpa.ts';
import type { TranscriptionQueue } from '../../models/transcribers/transcription-queue.ts';
import { createTransformersTranscriber } from '../../models/transcribers/transformers.ts';

const DEFAULT_MODELS = { sherpa: 'zipformer-zh-en', transformers: 'whisper-base' } as const;

/** Throws `input.config` where the model is not in the registry, not for this engine, or not pulled. */
export function localTranscriber(
  engine: keyof typeof DEFAULT_MODELS,
  name: string | undefined,
  modelsDir: string,
  queue: TranscriptionQueue,
): Transcriber {
  const model = findModel(readRegistry(), name ?? DEFAULT_MODELS[engine]);
  if (model.kind !== 'recogniser' || model.engine !== engine) {
    const other = model.kind === 'recogniser' ? `set SOTTO_TRANSCRIBER=${model.engine}` : `it is a ${model.kind}`;
    throw new EngineError('input.config', `SOTTO_TRANSCRIBER_MODEL: ${model.name} is not for ${engine}; ${other}`);
  }
  const folder = modelFolder(modelsDir, model.name);
  expectPulled(model, folder);
  const options = { model, folder, queue };
  return engine === 'sherpa' ? createSherpaTranscriber(options) : createTransformersTranscriber(options);
}

/** Throws `input.config` where its model is not pulled. */
export function localDiarizer(modelsDir: string, scheduler: Scheduler): Diarizer {
  const model = findModel(readRegistry(), 'speakers');
  const folder = modelFolder(modelsDir, model.name);
  expectPulled(model, folder);
  return createSherpaDiarizer({ model, folder, scheduler });
}

/** Throws `input.config`, which says what is missing and the command that pulls it. */
export function expectPulled({ name, files }: RegisteredModel, folder: string): void {
  const missing = files.filter(({ path }) => !existsSync(join(folder, path)));
  if (missing.length === 0) return;
  const list = missing.map(({ path }) => path).join(', ');
  throw new EngineError(
    'input.config',
    `The model ${name} is not installed: ${folder} lacks ${list}. Run "sotto models pull ${name}".`,
  );
}
