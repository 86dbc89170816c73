// The registry of models that can be pulled: models.yaml in, checked entries out. What is not known of a file is null.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { EngineError } from '../../engine/errors.ts';

const REGISTRY_FILE = join(import.meta.dirname, 'models.yaml');

const relativePath = z
  .string()
  .regex(/^[\w.-]+(\/[\w.-]+)*$/)
  .refine((path) => !path.split('/').includes('..'), 'a path leads out of the folder of the model');
const repository = z.string().regex(/^[\w.-]+\/[\w.-]+$/);

const RegisteredFile = z.strictObject({
  /** The part that this file plays for the engine that loads it. */
  as: z.string(),
  path: relativePath,
  /** Where it is not the model's own. */
  repository: repository.optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  sizeBytes: z.int().positive().nullable(),
  aboutBytes: z.int().positive().nullable(),
});

const RegisteredModel = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  kind: z.enum(['recogniser', 'diarizer', 'embedder']),
  engine: z.enum(['sherpa', 'transformers', 'onnxruntime']),
  format: z.enum([
    'streaming-transducer',
    'streaming-paraformer',
    'sense-voice',
    'whisper',
    'moonshine',
    'segmentation-and-voiceprint',
    'sentence-transformers',
  ]),
  /** BCP 47. */
  languages: z.array(z.string()).min(1),
  repository,
  revision: z.string(),
  licence: z.string(),
  note: z.string(),
  files: z.array(RegisteredFile).min(1),
});

export type RegisteredFile = z.output<typeof RegisteredFile>;
export type RegisteredModel = z.output<typeof RegisteredModel>;

/** Throws `input.config` where the file is not a registry. */
export function readRegistry(file: string = REGISTRY_FILE): readonly RegisteredModel[] {
  const result = z.strictObject({ models: z.array(RegisteredModel) }).safeParse(parse(readFileSync(file, 'utf8')));
  if (result.success) return result.data.models;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new EngineError('input.config', `${file} is not a registry of models:\n  ${problems.join('\n  ')}`);
}

/** Throws `input.config`, naming what there is. */
export function findModel(registry: readonly RegisteredModel[], name: string): RegisteredModel {
  const model = registry.find((each) => each.name === name);
  if (model) return model;
  const names = registry.map((each) => each.name).join(', ');
  throw new EngineError('input.config', `There is no model '${name}'. There are: ${names}`);
}

/** Where a hub serves a file. `endpoint`: `https://huggingface.co` or a mirror of it, with or without a path. */
export function addressOf(model: RegisteredModel, file: RegisteredFile, endpoint: string): string {
  const from = file.repository ?? model.repository;
  const revision = file.repository === undefined ? model.revision : 'main';
  return `${endpoint.replace(/\/+$/, '')}/${from}/resolve/${revision}/${file.path}`;
}

/** Exact where it is known, else the hub's rounded figure; null where neither is. */
export const expectedBytes = (file: RegisteredFile): number | null => file.sizeBytes ?? file.aboutBytes;
