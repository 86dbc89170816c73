import { describe, expect, it } from 'vitest';
import type { EngineError } from '../../../../engine/errors.ts';
import { createTranscriptionQueue } from '../../../../models/transcribers/transcription-queue.ts';
import { createHandScheduler } from '../../../support/hand-scheduler.ts';

function queueOf(limits: { slots?: number; maxWaiting?: number } = {}) {
  const scheduler = createHandScheduler();
  const queue = createTranscriptionQueue({ ...limits, scheduler });
  const begun: string[] = [];
  const ended: string[] = [];
  const finish = new Map<string, () => void>();
  const add = (callId: string, name: string, kind: 'final' | 'partial' = 'final') =>
    void queue
      .add({
        callId,
        kind,
        run() {
          begun.push(name);
          return new Promise<void>((resolve) => finish.set(name, resolve));
        },
      })
      .then(
        () => ended.push(name),
        (error: EngineError) => ended.push(`${name} ${error.code}`),
      );
  const end = async (name: string) => {
    finish.get(name)?.();
    await settled();
  };
  return { add, end, begun, ended, scheduler, queue };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the transcription queue', () => {
  it('takes calls in turn, however much one of them asks', async () => {
    const { add, end, begun } = queueOf();
    for (const name of ['a1', 'a2', 'a3', 'a4']) add('a', name);
    add('b', 'b1');
    add('c', 'c1');
    for (const name of ['a1', 'b1', 'c1', 'a2']) await end(name);
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'a3']);
  });

  it('takes finals before partials', async () => {
    const { add, end, begun } = queueOf();
    add('a', 'first');
    add('a', 'partial', 'partial');
    add('a', 'final');
    await end('first');
    await end('final');
    expect(begun).toEqual(['first', 'final', 'partial']);
  });

  it('sheds the oldest partial first, then the oldest of the call that waits with most', async () => {
    const { add, ended } = queueOf({ maxWaiting: 3 });
    add('a', 'runs');
    add('b', 'b-partial', 'partial');
    add('a', 'a1');
    add('a', 'a2');
    add('b', 'b1');
    add('b', 'b2');
    await settled();
    expect(ended).toEqual(['b-partial overload.inference', 'a1 overload.inference']);
  });

  it('refuses what has waited beyond its deadline, a partial much sooner than a final', async () => {
    const { add, end, ended, scheduler } = queueOf();
    add('a', 'runs');
    add('a', 'partial', 'partial');
    add('a', 'final');
    scheduler.pass(2_000);
    await end('runs');
    expect(ended).toEqual(['runs', 'partial overload.inference']);
  });

  it('gives up what hangs, and serves the next', async () => {
    const { add, begun, ended, scheduler } = queueOf();
    add('a', 'hangs');
    scheduler.pass(15_000);
    add('b', 'next');
    scheduler.pass(15_000);
    await settled();
    expect(ended).toEqual(['hangs model.failed']);
    expect(begun).toEqual(['hangs', 'next']);
  });

  it('runs as many at once as it has slots', () => {
    const { add, begun, queue } = queueOf({ slots: 2 });
    for (const name of ['a1', 'a2', 'a3']) add('a', name);
    expect(begun).toEqual(['a1', 'a2']);
    expect(queue.waiting).toBe(1);
  });
});
