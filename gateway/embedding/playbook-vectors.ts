// What the topics of a playbook and the key points of its scripts mean, by a sentence model. Asked once for a playbook, and
// used by every call that has it.

import { asEngineError, type EngineError } from '../../engine/errors.ts';
import { onceForEach } from '../../engine/once-for-each.ts';
import type { Playbook, Script, Topic } from '../../engine/playbook.ts';
import type { Embedder, PlaybookVectors, ScriptVectors, TopicVectors } from '../../engine/ports.ts';

/** Undefined where the playbook has neither, or where the model failed, of which `onFailed` hears once a playbook. */
export type PlaybookVectorsFor = (playbook: Playbook) => Promise<PlaybookVectors | undefined>;

export function playbookVectorsBy(embedder: Embedder, onFailed: (error: EngineError) => void): PlaybookVectorsFor {
  return onceForEach((playbook) =>
    vectorsOf(embedder, playbook).catch((thrown: unknown) => {
      onFailed(asEngineError(thrown, 'model.failed'));
      return undefined;
    }),
  );
}

async function vectorsOf(embedder: Embedder, { topics, scripts }: Playbook): Promise<PlaybookVectors | undefined> {
  if (topics.length === 0 && scripts.length === 0) return undefined;
  return { topics: await topicVectors(embedder, topics), scripts: await scriptVectors(embedder, scripts) };
}

async function topicVectors(embedder: Embedder, topics: readonly Topic[]): Promise<TopicVectors> {
  const vectors = new Map<string, readonly Float32Array[]>();
  for (const { id, title, about, examples } of topics) {
    vectors.set(id, await oneByOne(embedder, [title, about, ...examples].filter(Boolean)));
  }
  return vectors;
}

/** Only scripts that answer something are compared with what is said. */
async function scriptVectors(embedder: Embedder, scripts: readonly Script[]): Promise<ScriptVectors> {
  const vectors = new Map<string, readonly (readonly Float32Array[])[]>();
  for (const { id, answers, keyPoints } of scripts) {
    if (answers === undefined) continue;
    const points: (readonly Float32Array[])[] = [];
    for (const { text, examples } of keyPoints) points.push(await oneByOne(embedder, [text, ...examples]));
    vectors.set(id, points);
  }
  return vectors;
}

/** One sentence at a time: words of live calls are read in between. */
async function oneByOne(embedder: Embedder, texts: readonly string[]): Promise<readonly Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (const text of texts) vectors.push(...(await embedder.embed([text])));
  return vectors;
}
