import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOP_WINDOWS } from '../../../engine/audio/affect-history.ts';
import type { VoiceHop } from '../../../engine/ports.ts';
import { createEmotionModel } from '../../../models/emotion-model.ts';
import { type EmotionReader, loadEmotionReader } from '../../../models/emotion-reader.ts';
import { loadHubEmotionReader } from '../../../models/hub-emotion-reader.ts';
import { onnxFile } from '../../../models/training/onnx-file.ts';
import { spokenVowel } from '../../support/voice-signals.ts';

const hopOf = (index: number, pitchHz: number, gain = 1, speechProbability = 0.9): VoiceHop => ({
  firstWindow: index * HOP_WINDOWS,
  samples: new Float32Array(spokenVowel(HOP_WINDOWS * 256, 8000, pitchHz).map((sample) => sample * gain)),
  speechProbabilities: new Float32Array(HOP_WINDOWS).fill(speechProbability),
  f0Hz: new Float32Array(HOP_WINDOWS).fill(pitchHz),
});
const row = (streamId: number, hop: VoiceHop) => ({ streamId, sampleRateHz: 8000 as const, hop });

describe('the emotion network that ships', () => {
  let reader: EmotionReader;
  beforeAll(async () => {
    reader = await loadEmotionReader();
  });
  afterAll(() => reader.release());

  it('answers bit for bit the same, whoever else is in the batch', async () => {
    const hopsAt = (index: number) => Array.from({ length: 9 }, (_, i) => hopOf(index, 90 + 20 * i + 7 * index));
    for (let index = 0; index < 8; index++) {
      const hops = hopsAt(index);
      const together = await reader.read(hops.map((hop, i) => row(i, hop)));
      for (const [i, hop] of hops.entries()) expect(await reader.read([row(100 + i, hop)])).toEqual([together[i]]);
      expect(together.every((reading) => reading === null)).toBe(index < 5);
    }
  });

  it('tells nothing of a stranger, and then hears a voice that gets 10 dB louder as more aroused', async () => {
    const arousals: (number | undefined)[] = [];
    for (let i = 0; i < 12; i++) arousals.push((await reader.read([row(200, hopOf(i, 120, 0.3))]))[0]?.arousal);
    expect(arousals.findIndex((arousal) => arousal !== undefined)).toBe(5);
    await reader.read([row(200, hopOf(12, 120, 0.95))]);
    const [raised] = await reader.read([row(200, hopOf(13, 120, 0.95))]);
    expect(raised?.arousal).toBeGreaterThan((arousals.at(-1) ?? 1) + 0.1);
  });

  it('is less sure than the likelier of its two judgements: callers are unlike the actors that it learnt from', async () => {
    for (let i = 0; i < 5; i++) await reader.read([row(300, hopOf(i, 110))]);
    const [reading] = await reader.read([row(300, hopOf(5, 110))]);
    const arousal = reading?.arousal ?? Number.NaN;
    expect(reading?.confidence).toBeLessThan(Math.max(arousal, 1 - arousal));
    expect(reading?.confidence).toBeGreaterThan(0.5);
  });

  it('tells nothing of a hop without speech, and forgets a stream', async () => {
    expect(await reader.read([row(400, hopOf(0, 120, 1, 0.1))])).toEqual([null]);
    for (let i = 1; i < 23; i++) await reader.read([row(400, hopOf(i, 120))]);
    expect(await reader.read([row(400, hopOf(23, 120))])).not.toEqual([null]);
    reader.forget(400);
    expect(await reader.read([row(400, hopOf(24, 120))])).toEqual([null]);
  });
});

describe('a model from a hub', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sotto-emotion-'));
    // Three outputs from the mean of the absolute signal: sigmoid(mean · w + b).
    const graph = onnxFile({
      name: 'tiny-hub-model',
      inputs: [{ name: 'signal', shape: ['rows', 'samples'] }],
      outputs: [{ name: 'logits', shape: ['rows', 3] }],
      weights: [
        { name: 'w', shape: [1, 3], values: Float32Array.of(2, 0, -2) },
        { name: 'b', shape: [3], values: Float32Array.of(-1, 0, 1) },
      ],
      nodes: [
        { operator: 'Abs', inputs: ['signal'], output: 'size' },
        { operator: 'ReduceMean', inputs: ['size'], output: 'mean', attributes: { keepdims: 1, axes: [1] } },
        { operator: 'Gemm', inputs: ['mean', 'w', 'b'], output: 'sums' },
        { operator: 'Sigmoid', inputs: ['sums'], output: 'logits' },
      ],
    });
    await writeFile(join(folder, 'model.onnx'), graph);
    await writeFile(join(folder, 'emotion.json'), JSON.stringify({ name: 'tiny-hub-model', isNormalised: false }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('reads 2 s at 16 kHz of each voice and is centred on the speaker', async () => {
    const reader = await loadHubEmotionReader(folder);
    const readings = [];
    for (let i = 0; i < 21; i++) readings.push((await reader.read([row(1, hopOf(i, 120))]))[0]);
    expect(readings.findIndex((reading) => reading !== null)).toBe(5);
    expect(readings[20]?.arousal).toBeCloseTo(0.5, 1);
    const [louder] = await reader.read([row(1, hopOf(21, 120, 3))]);
    expect(louder?.arousal).toBeGreaterThan(readings[20]?.arousal ?? 1);
    expect(louder?.valence).toBeLessThan(readings[20]?.valence ?? -1);
    await reader.release();
  });

  it('runs behind the same port, which says its name', async () => {
    const model = await createEmotionModel({ modelDir: folder });
    expect(model.name).toBe('tiny-hub-model');
    const stream = model.open(8000);
    const readings = await Promise.all(Array.from({ length: 7 }, (_, i) => stream.read(hopOf(i, 120))));
    expect(readings.map((reading) => reading === null)).toEqual([true, true, true, true, true, false, false]);
    stream.close();
    await model.close();
    expect(model.isAlive()).toBe(false);
  });

  it('is refused with what is wrong where its folder is not as documented', async () => {
    await expect(loadHubEmotionReader('/nowhere')).rejects.toMatchObject({ code: 'model.load' });
    await expect(loadHubEmotionReader('/nowhere')).rejects.toThrow(/emotion\.json cannot be read/);
  });
});
