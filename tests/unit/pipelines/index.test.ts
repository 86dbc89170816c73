import { describe, expect, it } from 'vitest';
import { orderPipelines } from '../../../engine/call-graph.ts';
import { FOUND_EVENT_SCHEMAS } from '../../../engine/events.ts';
import { ALL_PIPELINES } from '../../../pipelines/index.ts';

/** What the runtime itself says of the audio, of the transcriber and of the pipelines. */
const BY_THE_RUNTIME = [
  'audio.missed',
  'audio.dropped',
  'analysis.skipped',
  'transcription.skipped',
  'transcription.lost',
  'transcription.restored',
  'pipeline.degraded',
];

describe('all pipelines', () => {
  it('can be put in an order in which nobody waits for whoever comes after', () => {
    const ordered = orderPipelines(ALL_PIPELINES);
    expect(ordered).toHaveLength(ALL_PIPELINES.length);
    for (const [index, pipeline] of ordered.entries()) {
      const later = ordered.slice(index + 1).flatMap(({ produces }) => produces);
      expect(later.filter((type) => pipeline.consumes.includes(type))).toEqual(
        later.filter((type) => pipeline.consumes.includes(type) && pipeline.produces.includes(type)),
      );
    }
  });

  it('bear names of their own', () => {
    expect(new Set(ALL_PIPELINES.map(({ name }) => name)).size).toBe(ALL_PIPELINES.length);
  });

  it.each(
    FOUND_EVENT_SCHEMAS.map((schema) => schema.shape.type.value).filter((type) => !BY_THE_RUNTIME.includes(type)),
  )('produce %s', (type) => {
    expect(ALL_PIPELINES.some(({ produces }) => (produces as readonly string[]).includes(type))).toBe(true);
  });
});
