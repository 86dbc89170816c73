// Setting in, the sentence model of this process out; none where none is set or installed.

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { EngineError } from '../../engine/errors.ts';
import type { Embedder } from '../../engine/ports.ts';
import { createEmbedder } from '../../models/embedder-thread.ts';
import { missingFiles, modelFolder } from '../../models/registry/installed-model.ts';
import { type RegisteredModel, readRegistry } from '../../models/registry/registry.ts';
import type { Wall } from '../calls/live-call.ts';
import { expectPulled } from '../transcription/local-model.ts';

/** A sentence takes 10 to 30 ms; what follows from the rep's words waits no longer than this, ms. */
const DEADLINE_MS = 500;

export interface EmbedderSettings {
  /** `auto`: one that was pulled, if any. `none`. A name in the registry. A folder. */
  readonly embedder: string;
  readonly models: { readonly dir: string };
}

/**
 * Throws `input.config` where the model is not installed and `model.load` where it cannot be loaded. `after`: where calls
 * are live, an answer that takes longer than half a second is none.
 */
export async function chooseEmbedder(settings: EmbedderSettings, after?: Wall['after']): Promise<Embedder | undefined> {
  const folder = await folderOf(settings);
  if (folder === undefined) return undefined;
  const embedder = await createEmbedder(folder);
  return after ? inTime(embedder, after) : embedder;
}

async function folderOf({ embedder, models }: EmbedderSettings): Promise<string | undefined> {
  if (embedder === 'none') return undefined;
  const known = readRegistry().filter(({ kind }) => kind === 'embedder');
  if (embedder === 'auto') return firstPulled(known, models.dir);
  const model = known.find(({ name }) => name === embedder);
  if (model) {
    const folder = modelFolder(models.dir, model.name);
    expectPulled(model, folder);
    return folder;
  }
  if (existsSync(embedder)) return resolve(embedder);
  const names = known.map(({ name }) => name).join(', ');
  const wanted = `auto, none, ${names}, or a folder with model.onnx and tokenizer.json`;
  throw new EngineError('input.config', `SOTTO_EMBEDDER: there is no sentence model '${embedder}'; expected ${wanted}`);
}

async function firstPulled(known: readonly RegisteredModel[], modelsDir: string): Promise<string | undefined> {
  for (const model of known) {
    const folder = modelFolder(modelsDir, model.name);
    if ((await missingFiles(model, folder)).length === 0) return folder;
  }
  return undefined;
}

function inTime(embedder: Embedder, after: Wall['after']): Embedder {
  return {
    ...embedder,
    embed: (texts) =>
      new Promise((resolve, reject) => {
        const late = () => reject(new EngineError('overload.inference', `no answer within ${DEADLINE_MS} ms`));
        const cancel = after(DEADLINE_MS, late);
        void embedder.embed(texts).then(resolve, reject).finally(cancel);
      }),
  };
}
