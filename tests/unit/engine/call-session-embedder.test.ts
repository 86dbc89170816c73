import { describe, expect, it } from 'vitest';
import { CallSession } from '../../../engine/call-session.ts';
import { EngineError } from '../../../engine/errors.ts';
import type { CallEvent } from '../../../engine/events.ts';
import type { SignalOf } from '../../../engine/observations.ts';
import { DEFAULT_REDACTION } from '../../../engine/personal-data/call-redactor.ts';
import type { Embedder } from '../../../engine/ports.ts';
import { definitionOf } from '../../support/definitions.ts';
import { CUSTOMER, callContext, ms, REP, segment } from '../../support/signals.ts';
import { createFakeVoiceModel } from '../../support/voice-model-fake.ts';

/** Answers when `answer` is called, oldest first. */
function heldEmbedder() {
  const asked: string[] = [];
  const waiting: { resolve(vectors: Float32Array[]): void; reject(thrown: Error): void }[] = [];
  const embedder: Embedder = {
    name: 'held',
    embed: ([text = '']) =>
      new Promise((resolve, reject) => {
        asked.push(text);
        waiting.push({ resolve, reject });
      }),
    close: async () => {},
  };
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    embedder,
    asked,
    answer: (value: number) => {
      waiting.shift()?.resolve([Float32Array.of(value)]);
      return settled();
    },
    fail: () => {
      waiting.shift()?.reject(new EngineError('model.failed', 'broken'));
      return settled();
    },
  };
}

async function opened(embedder: Embedder, changes: Partial<ReturnType<typeof callContext>> = {}) {
  const log: CallEvent[] = [];
  const seen: (readonly [string, number | string])[] = [];
  const failures: string[] = [];
  const watching = definitionOf('watching', ['segment.embedded', 'segment.finalized'], [], (signal) => {
    if (signal.type === 'segment.finalized') seen.push(['segment', signal.segmentId]);
    else seen.push(['vector', (signal as SignalOf<'segment.embedded'>).vector[0] ?? Number.NaN]);
    return [];
  });
  const session = await CallSession.open({
    context: {
      ...callContext(),
      playbookVectors: { topics: new Map([['price', [Float32Array.of(1)]]]), scripts: new Map() },
      ...changes,
    },
    definitions: [watching],
    voice: createFakeVoiceModel(),
    embedder,
    onEmbedderFailed: ({ message }) => failures.push(message),
    onEvent: (event) => log.push(event),
  });
  session.start();
  const say = (id: string, atMs: number, text = id, participantId = REP) =>
    session.receiveEvent({
      type: 'segment.finalized',
      segmentId: segment(id),
      participantId,
      text,
      startMs: ms(0),
      endMs: ms(atMs),
      atMs: ms(atMs),
    });
  return { session, log, seen, failures, say };
}

describe('a call with a sentence model', () => {
  it('holds the rep’s words back until it is known what they mean, and all that comes after them', async () => {
    const { embedder, answer } = heldEmbedder();
    const { session, log, seen, say } = await opened(embedder);
    say('a', 100);
    say('b', 100);
    session.receiveEvent({ type: 'stage.changed', stage: 'demo', atMs: ms(200) });
    session.receiveEvent({ type: 'call.ended', atMs: ms(300) });
    await answer(0.25);
    expect(seen).toEqual([
      ['vector', 0.25],
      ['segment', 'a'],
    ]);
    expect(session.isEnded).toBe(false);
    await answer(0.5);
    await session.ended;
    expect(seen.slice(2)).toEqual([
      ['vector', 0.5],
      ['segment', 'b'],
    ]);
    expect(log.map(({ type, atMs }) => [type, atMs])).toEqual([
      ['call.started', 0],
      ['segment.finalized', 100],
      ['segment.finalized', 100],
      ['stage.changed', 200],
      ['call.ended', 300],
    ]);
  });

  it('asks about final words of the rep alone, with personal data taken out', async () => {
    const { embedder, asked, answer } = heldEmbedder();
    const { session, say } = await opened(embedder, { redaction: DEFAULT_REDACTION });
    say('theirs', 100, 'what is the price', CUSTOMER);
    say('ours', 200, '  write to ann.lee@example.com ');
    say('empty', 300, ' ');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^write to \S+$/);
    expect(asked[0]).not.toContain('ann.lee');
    await answer(1);
    session.dispose();
  });

  it('asks nothing where the playbook has no topics to compare with', async () => {
    const { embedder, asked } = heldEmbedder();
    const { session, seen, say } = await opened(embedder, { playbookVectors: undefined });
    say('a', 100);
    expect([asked, seen]).toEqual([[], [['segment', 'a']]]);
    session.dispose();
  });

  it('goes on without a model that fails, says so once and asks it no more', async () => {
    const { embedder, asked, fail } = heldEmbedder();
    const { session, seen, failures, say } = await opened(embedder);
    say('a', 100);
    say('b', 200);
    await fail();
    await fail();
    say('c', 300);
    session.receiveEvent({ type: 'call.ended' });
    await session.ended;
    expect(seen).toEqual(['a', 'b', 'c'].map((id) => ['segment', id]));
    expect(asked).toEqual(['a', 'b']);
    expect(failures).toEqual(['broken']);
  });

  it('makes a sender that can wait wait for a model that is behind', async () => {
    const { embedder, answer } = heldEmbedder();
    const { session, say } = await opened(embedder);
    for (let each = 0; each < 9; each++) say(`s${each}`, 100);
    let isReady = false;
    const ready = session.ready().then(() => {
      isReady = true;
    });
    await new Promise<void>((resolve) => setImmediate(resolve));
    expect(isReady).toBe(false);
    await answer(1);
    await ready;
    session.dispose();
  });

  it('takes an answer that comes after the call was let go for none', async () => {
    const { embedder, answer } = heldEmbedder();
    const { session, log, say } = await opened(embedder);
    say('a', 100);
    session.dispose();
    await answer(1);
    expect(log.map(({ type }) => type)).toEqual(['call.started']);
  });
});
