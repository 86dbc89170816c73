// What the topics of a playbook mean, by a sentence model. Asked once for a playbook, and used by every call that has it.

import { asEngineError, type EngineError } from '../../engine/errors.ts';
import { onceForEach } from '../../engine/once-for-each.ts';
import type { Playbook, Topic } from '../../engine/playbook.ts';
import type { Embedder, TopicVectors } from '../../engine/ports.ts';

/** Undefined where the playbook has no topics, or where the model failed, of which `onFailed` hears once a playbook. */
export type TopicVectorsFor = (playbook: Playbook) => Promise<TopicVectors | undefined>;

export function topicVectorsBy(embedder: Embedder, onFailed: (error: EngineError) => void): TopicVectorsFor {
  return onceForEach((playbook) =>
    vectorsOf(embedder, playbook.topics).catch((thrown: unknown) => {
      onFailed(asEngineError(thrown, 'model.failed'));
      return undefined;
    }),
  );
}

/** One sentence at a time: words of live calls are read in between. */
async function vectorsOf(embedder: Embedder, topics: readonly Topic[]): Promise<TopicVectors | undefined> {
  if (topics.length === 0) return undefined;
  const vectors = new Map<string, Float32Array[]>();
  for (const { id, title, about, examples } of topics) {
    const own: Float32Array[] = [];
    for (const text of [title, about, ...examples].filter(Boolean)) own.push(...(await embedder.embed([text])));
    vectors.set(id, own);
  }
  return vectors;
}
