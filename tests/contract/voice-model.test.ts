// The fake and the real voice model keep the same promises.

import { afterEach, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../engine/errors.ts';
import type { VoiceModel, VoiceRateHz, VoiceReading, VoiceStream } from '../../engine/ports.ts';
import { createVoiceModel } from '../../models/voice-model.ts';
import { createFakeVoiceModel } from '../support/voice-model-fake.ts';
import { noise, silence, spokenVowel, windowsOf } from '../support/voice-signals.ts';

interface Limits {
  readonly maxPendingWindows?: number;
  readonly maxPendingPerStream?: number;
}

const models: readonly [string, (limits?: Limits) => Promise<VoiceModel>][] = [
  ['the fake voice model', async (limits) => createFakeVoiceModel(limits)],
  ['the fake voice model, shuffled', async (limits) => createFakeVoiceModel({ ...limits, shuffleSeed: 7 })],
  ['the real voice model', (limits) => createVoiceModel(limits)],
];
const rates: readonly VoiceRateHz[] = [8000, 16000];

const readAll = (stream: VoiceStream, sound: Float32Array, rate: VoiceRateHz): Promise<VoiceReading[]> =>
  Promise.all(windowsOf(sound, rate).map((window) => stream.read(window)));

const highest = (readings: readonly VoiceReading[]) => Math.max(...readings.map((r) => r.speechProbability));

/** The error code, or 'answered'. */
const outcome = (read: Promise<VoiceReading>): Promise<ErrorCode | 'answered'> =>
  read.then(
    () => 'answered' as const,
    (error) => error.code,
  );

describe.each(models)('%s', (_, create) => {
  const opened: VoiceModel[] = [];
  const open = async (limits?: Limits) => {
    const model = await create(limits);
    opened.push(model);
    return model;
  };
  afterEach(() => Promise.all(opened.splice(0).map((model) => model.close())));

  it('answers the reads of a stream in the order of the calls, whatever other streams do', async () => {
    const model = await open();
    const streams = rates.flatMap((rate) => [1, 2, 3].map((seed) => ({ rate, seed, stream: model.open(rate) })));
    const answered: string[] = [];
    await Promise.all(
      streams.flatMap(({ rate, seed, stream }) =>
        windowsOf(noise(rate / 2, seed), rate).map((window, index) =>
          stream.read(window).then(() => answered.push(`${rate}/${seed}/${index}`)),
        ),
      ),
    );
    for (const { rate, seed } of streams) {
      const mine = answered.filter((entry) => entry.startsWith(`${rate}/${seed}/`));
      expect(mine).toEqual(mine.map((__, index) => `${rate}/${seed}/${index}`));
      expect(mine.length).toBe(15);
    }
  });

  it.each(rates)('hears no speech in silence and some in a spoken vowel, at %i Hz', async (rate) => {
    const model = await open();
    const quiet = await readAll(model.open(rate), silence(rate), rate);
    const spoken = await readAll(model.open(rate), spokenVowel(rate, rate), rate);
    expect(highest(quiet)).toBeLessThan(0.1);
    expect(highest(spoken)).toBeGreaterThan(0.4);
    expect(spoken.every((r) => r.speechProbability >= 0 && r.speechProbability <= 1)).toBe(true);
  });

  it('reads level, the pitch of likely voices, and no pitch in silence', async () => {
    const model = await open();
    const [quiet] = await readAll(model.open(16000), silence(512), 16000);
    const spoken = await readAll(model.open(16000), spokenVowel(16000, 16000, 120), 16000);
    expect(quiet).toMatchObject({ rmsDb: -100, f0Hz: null });
    const pitches = spoken.flatMap((reading) => reading.f0Hz ?? []);
    const likely = spoken.filter(({ speechProbability }) => speechProbability >= 0.2);
    expect(likely.length).toBeGreaterThan(5);
    expect(pitches.length).toBeGreaterThan(0.65 * likely.length);
    for (const pitch of pitches) expect(Math.abs(pitch - 120)).toBeLessThan(12);
    expect(Math.max(...spoken.map((reading) => reading.rmsDb))).toBeGreaterThan(-20);
  });

  it('gives a stream the same readings alone and among others', async () => {
    const model = await open();
    const sound = spokenVowel(8000, 16000, 140);
    const alone = await readAll(model.open(16000), sound, 16000);
    const others = [3, 4, 5].map((seed) => readAll(model.open(16000), noise(8000, seed), 16000));
    expect(await readAll(model.open(16000), sound, 16000)).toEqual(alone);
    await Promise.all(others);
  });

  it('refuses a read beyond the limit of its stream, and disturbs nothing else', async () => {
    const model = await open({ maxPendingPerStream: 3 });
    const [greedy, modest] = [model.open(16000), model.open(16000)];
    const reads = [1, 2, 3, 4, 5].map(() => outcome(greedy.read(silence(512))));
    const other = outcome(modest.read(silence(512)));
    const refused = 'overload.inference';
    expect(await Promise.all(reads)).toEqual(['answered', 'answered', 'answered', refused, refused]);
    expect(await other).toBe('answered');
    expect(await outcome(greedy.read(silence(512)))).toBe('answered');
  });

  it('refuses a read beyond the limit of all streams together, and takes the next one after that', async () => {
    const model = await open({ maxPendingWindows: 2 });
    const streams = [model.open(16000), model.open(8000), model.open(16000)];
    const lengths = [512, 256, 512];
    const readOnce = () => Promise.all(streams.map((stream, at) => outcome(stream.read(silence(lengths[at] ?? 0)))));
    expect(await readOnce()).toEqual(['answered', 'answered', 'overload.inference']);
    expect(await outcome(streams[2]?.read(silence(512)) ?? Promise.reject())).toBe('answered');
  });

  it('answers reads that were under way when their stream was closed, and refuses later ones', async () => {
    const model = await open();
    const stream = model.open(16000);
    const underWay = [outcome(stream.read(silence(512))), outcome(stream.read(silence(512)))];
    stream.close();
    stream.close();
    expect(await Promise.all(underWay)).toEqual(['answered', 'answered']);
    expect(await outcome(stream.read(silence(512)))).toBe('defect.internal');
  });

  it('answers reads that were under way when the model was closed, and refuses later ones', async () => {
    const model = await open();
    const stream = model.open(8000);
    const underWay = [outcome(stream.read(silence(256))), outcome(stream.read(silence(256)))];
    await Promise.all([model.close(), model.close()]);
    expect(await Promise.all(underWay)).toEqual(['answered', 'answered']);
    expect(await outcome(stream.read(silence(256)))).toBe('model.failed');
  });

  it('refuses a window of the wrong length', async () => {
    const model = await open();
    expect(await outcome(model.open(8000).read(silence(512)))).toBe('defect.internal');
  });

  it('reads on with finite numbers after samples that are not numbers', async () => {
    const model = await open();
    const stream = model.open(16000);
    const poisoned = await stream.read(silence(512).fill(Number.NaN));
    const huge = await stream.read(silence(512).fill(1e38));
    const next = await stream.read(noise(512, 1));
    for (const reading of [poisoned, huge, next]) {
      expect(Number.isFinite(reading.speechProbability)).toBe(true);
      expect(Number.isFinite(reading.rmsDb)).toBe(true);
      expect(Number.isFinite(reading.spectralTiltDb)).toBe(true);
    }
  });
});
