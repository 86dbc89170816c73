// The text classifiers that ship. In: the folder models/weights/text. Out: what is known of each file, and the classifiers
// behind the engine's port, by name. The folder is the list: a trained NAME.bin with its NAME.json is used.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../../engine/errors.ts';
import type { TextModels } from '../../engine/ports.ts';
import { createTextClassifier } from './linear-classifier.ts';
import { decodeWeights } from './weights-file.ts';

export const WEIGHTS_DIR = join(import.meta.dirname, '../weights/text');

/** What the trainer writes beside the weights. */
const WeightsFacts = z.strictObject({
  name: z.string(),
  use: z.string(),
  file: z.string(),
  sha256: z.string(),
  sizeBytes: z.int(),
  licence: z.string(),
  trainedOn: z.array(z.strictObject({ what: z.string(), licence: z.string() })).readonly(),
  lines: z.int(),
  date: z.iso.date(),
  measured: z.array(z.strictObject({ what: z.string(), value: z.number(), how: z.string() })).readonly(),
});
export type WeightsFacts = z.output<typeof WeightsFacts>;

/** In the order of their names. */
export function shippedTextWeights(folder: string = WEIGHTS_DIR): WeightsFacts[] {
  const names = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return names.sort().map((file) => WeightsFacts.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))));
}

/** Loads all of them. Throws `model.load` where a file is not the one that was measured. */
export function loadTextModels(folder: string = WEIGHTS_DIR): TextModels {
  const loaded = shippedTextWeights(folder).map((facts) => {
    const bytes = readFileSync(join(folder, facts.file));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (sha256 !== facts.sha256) {
      throw new EngineError('model.load', `${facts.file} is not the file that was measured. Run "npm run train".`, {
        details: { model: facts.name, expectedSha256: facts.sha256, foundSha256: sha256 },
      });
    }
    return [facts.name, createTextClassifier(decodeWeights(bytes))] as const;
  });
  return Object.fromEntries(loaded);
}
