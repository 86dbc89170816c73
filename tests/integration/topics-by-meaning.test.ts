// A call whose rep says in Chinese what the company's topic and script are described by in English, with a real sentence model.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineError } from '../../engine/errors.ts';
import { eventLine } from '../../engine/event-line.ts';
import { Playbook } from '../../engine/playbook.ts';
import type { Embedder } from '../../engine/ports.ts';
import { analyzeCall } from '../../gateway/calls/analyze-call.ts';
import { callContext } from '../../gateway/calls/call-context.ts';
import { playbookVectorsBy } from '../../gateway/embedding/playbook-vectors.ts';
import { createEmbedder } from '../../models/embedder-thread.ts';
import { loadTextModels } from '../../models/text/shipped-weights.ts';
import { ALL_PIPELINES } from '../../pipelines/index.ts';
import { smallCall } from '../support/call-inputs.ts';
import { CUSTOMER, ms, ofType, REP, segment } from '../support/signals.ts';
import { writeTinyEmbedder } from '../support/tiny-embedder.ts';
import { createFakeVoiceModel } from '../support/voice-model-fake.ts';

const playbook = Playbook.parse({
  id: 'p',
  title: 'P',
  language: 'zh',
  topics: [
    { id: 'season', title: 'weather', examples: ['weather weather'] },
    { id: 'tariff', title: 'cost', examples: ['price'] },
  ],
  scripts: [
    {
      id: 'worth',
      title: 'Worth',
      answers: 'price',
      keyPoints: [
        { text: 'cost', examples: ['price'] },
        { text: 'weather', examples: ['weather weather'] },
      ],
      body: 'Cost.',
    },
  ],
});
const said = {
  type: 'segment.finalized',
  participantId: REP,
  text: '价格',
  startMs: ms(3000),
  endMs: ms(5000),
} as const;
const call = smallCall({
  events: [
    { type: 'slide.shown', slideId: 'a', atMs: ms(100) },
    {
      type: 'segment.finalized',
      participantId: CUSTOMER,
      segmentId: segment('o'),
      text: '这个太贵了，超出我们的预算',
      startMs: ms(500),
      endMs: ms(2500),
      atMs: ms(2800),
    },
    { ...said, segmentId: segment('s'), atMs: ms(5400) },
  ],
});

const folder = mkdtempSync(join(tmpdir(), 'sotto-meaning-'));
let embedder: Embedder;
beforeAll(async () => {
  writeTinyEmbedder(folder);
  embedder = await createEmbedder(folder);
});
afterAll(async () => {
  await embedder.close();
  rmSync(folder, { recursive: true });
});

async function analysed(model?: Embedder, frameMs = 100) {
  const failures: string[] = [];
  const failed = ({ message }: EngineError) => failures.push(message);
  const context = await callContext(call.started, {
    playbookFor: () => playbook,
    profile: 'default',
    textModels: loadTextModels(),
    playbookVectorsFor: model && playbookVectorsBy(model, failed),
  });
  const log = await analyzeCall({
    call,
    context,
    definitions: ALL_PIPELINES,
    voice: createFakeVoiceModel(),
    embedder: model,
    onEmbedderFailed: failed,
    frameMs,
  });
  return { log, failures, topics: ofType(log, 'topic.identified').map(({ topic }) => topic) };
}

const slow = (model: Embedder): Embedder => ({
  ...model,
  embed: async (texts) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return model.embed(texts);
  },
});

describe('topics by a sentence model', () => {
  it('are found in words that the playbook does not have', async () => {
    expect((await analysed()).topics).toEqual(['other']);
    expect((await analysed(embedder)).topics).toEqual(['tariff']);
  });

  it('find the key point of a script in them too', async () => {
    const pointsOf = ({ log }: Awaited<ReturnType<typeof analysed>>) =>
      ofType(log, 'script.matched').at(-1)?.matchedPoints;
    expect(pointsOf(await analysed())).toEqual([]);
    expect(pointsOf(await analysed(embedder))).toEqual(['cost']);
  });

  it('are the same, byte for byte, however the audio is cut and however long the model takes', async () => {
    const { log } = await analysed(embedder);
    for (const other of [await analysed(embedder, 20), await analysed(slow(embedder), 37)]) {
      expect(other.log.map(eventLine)).toEqual(log.map(eventLine));
    }
    expect(log.some(({ type }) => (type as string) === 'segment.embedded')).toBe(false);
  });

  it('are told by what ships where the model fails: for the playbook, or in the call', async () => {
    const without = await analysed();
    const broken: Embedder = {
      ...embedder,
      embed: () => Promise.reject(new EngineError('model.failed', 'broken')),
    };
    const failing: Embedder = {
      ...embedder,
      embed: (texts) => (texts[0] === '价格' ? broken.embed(texts) : embedder.embed(texts)),
    };
    for (const model of [broken, failing]) {
      const { log, failures } = await analysed(model);
      expect(failures).toEqual(['broken']);
      expect(log.map(eventLine)).toEqual(without.log.map(eventLine));
    }
  });
});
