// The voice model with real threads: start, loss, restart, end.

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import type { EngineError } from '../../../engine/errors.ts';
import type { VoiceModel, VoiceReading } from '../../../engine/ports.ts';
import { connectVoiceWorker } from '../../../models/voice-link.ts';
import { createVoiceModel } from '../../../models/voice-model.ts';
import type { VoiceAnswer, VoiceJob } from '../../../models/voice-protocol.ts';
import { workerEntry } from '../../../models/worker-entry.ts';
import { CRASH, FAIL } from '../../support/voice-crashing-worker.ts';
import { spokenVowel } from '../../support/voice-signals.ts';

const outcome = (read: Promise<VoiceReading>) =>
  read.then(
    () => 'answered',
    (error: EngineError) => `${error.code}: ${error.message}`,
  );

async function withModel(model: VoiceModel, use: (model: VoiceModel) => Promise<void>): Promise<void> {
  try {
    await use(model);
  } finally {
    await model.close();
  }
}

// Threads that load a model: slow to start on a busy machine.
const slow = { timeout: 30_000 };

describe('a voice model whose worker dies', slow, () => {
  const entry = workerEntry('voice-crashing-worker', new URL('../../support/any.ts', import.meta.url).href);
  const connect = connectVoiceWorker({ weightsFile: null }, entry);

  it.each([
    ['crashes', CRASH, 'model.failed: The voice worker ended with exit code 3.'],
    ['fails', FAIL, 'model.failed: asked to fail'],
  ])('rejects what is pending when the worker %s, and reads on with a new one', async (_, signal, expected) => {
    await withModel(await createVoiceModel({ connect }), async (model) => {
      const [one, other] = [model.open(16000), model.open(8000)];
      expect(await outcome(one.read(new Float32Array(512)))).toBe('answered');
      const pending = [one.read(new Float32Array(512).fill(signal)), other.read(new Float32Array(256))];
      expect(await Promise.all(pending.map(outcome))).toEqual([expected, expected]);
      expect(await outcome(one.read(new Float32Array(512)))).toBe('answered');
      expect(await outcome(other.read(new Float32Array(256)))).toBe('answered');
    });
  });
});

describe('the voice worker', slow, () => {
  it('says so and ends when the model fails', async () => {
    const connect = connectVoiceWorker({ weightsFile: null });
    const lost = new Promise<EngineError>((resolve, reject) => {
      const events = { onAnswer: () => reject(new Error('answered')), onLost: resolve };
      const noSuchRate = { sampleRateHz: 11025 as never, streamIds: [1] };
      const job: VoiceJob = { kind: 'job', freed: [], batches: [noSuchRate], samples: new Float32Array(512) };
      connect(events).then((link) => link.send(job), reject);
    });
    const { code, message } = await lost;
    expect(code).toBe('model.failed');
    expect(message).not.toMatch(/exit code/);
  });

  it('forgets a freed stream before it runs the job that says so', async () => {
    const answers: number[] = [];
    let onAnswered: () => void = () => undefined;
    const onAnswer = ({ readings }: VoiceAnswer) => {
      answers.push(readings[0] ?? Number.NaN);
      onAnswered();
    };
    const onLost = (error: EngineError) => expect(error).toBeUndefined();
    const link = await connectVoiceWorker({ weightsFile: null })({ onAnswer, onLost });
    for (const freed of [[], [], [1]]) {
      const answered = new Promise<void>((resolve) => {
        onAnswered = resolve;
      });
      const samples = new Float32Array(spokenVowel(512, 16000));
      link.send({ kind: 'job', freed, batches: [{ sampleRateHz: 16000, streamIds: [1] }], samples });
      await answered;
    }
    await link.close();
    const [first, continued, fresh] = answers;
    expect(continued).not.toBe(first);
    expect(fresh).toBe(first);
  });

  it('refuses to start without its weights, and says which file is missing', async () => {
    const started = createVoiceModel({ weightsFile: '/nowhere/silero.onnx' });
    await expect(started).rejects.toMatchObject({ code: 'model.load', details: { file: '/nowhere/silero.onnx' } });
  });

  it('refuses to start where its program is missing', async () => {
    const entry = workerEntry('no-such-worker', import.meta.url);
    const started = createVoiceModel({ connect: connectVoiceWorker({ weightsFile: null }, entry) });
    await expect(started).rejects.toMatchObject({ code: 'model.load' });
  });

  it('serves two models in one process', async () => {
    const models = await Promise.all([createVoiceModel(), createVoiceModel()]);
    const reads = models.map((model) => outcome(model.open(16000).read(new Float32Array(512))));
    expect(await Promise.all(reads)).toEqual(['answered', 'answered']);
    await Promise.all(models.map((model) => model.close()));
  });

  it('leaves nothing that keeps a thread alive after close', async () => {
    const program = `
      const { parentPort, workerData } = await import('node:worker_threads');
      const { createVoiceModel } = await import(workerData);
      const model = await createVoiceModel();
      await model.open(8000).read(new Float32Array(256));
      await model.close();
      parentPort.postMessage('closed');`;
    const { execArgv } = workerEntry('any', import.meta.url);
    const script = new URL(`data:text/javascript,${encodeURIComponent(program)}`);
    const workerData = new URL('../../../models/voice-model.ts', import.meta.url).href;
    const owner = new Worker(script, { execArgv, workerData });
    const ended = once(owner, 'exit');
    expect(await once(owner, 'message')).toEqual(['closed']);
    expect(await ended).toEqual([0]);
  });
});
