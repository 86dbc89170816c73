import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AFFECT_FEATURES, LEVEL_FEATURE } from '../../../engine/audio/affect-features.ts';
import { AFFECTS, type EmotionNetworkRun, openEmotionNetwork } from '../../../models/emotion-network-run.ts';
import { modelFile, VOICE_EMOTION } from '../../../models/manifest.ts';

let network: EmotionNetworkRun;
beforeAll(async () => {
  network = await openEmotionNetwork(await readFile(modelFile(VOICE_EMOTION)));
});
afterAll(() => network.release());

/** Log-odds of high arousal where each feature strays by `straysBy` and the level by `levelDb`. */
async function arousalLogit(straysBy: number, levelDb: number): Promise<number> {
  const usual = new Float32Array(AFFECT_FEATURES.length);
  const features = usual.map((_, i) => (i === LEVEL_FEATURE ? levelDb : straysBy));
  const [arousal = Number.NaN] = await network.run([{ features, usual }]);
  return Math.log(arousal / (1 - arousal));
}

it('hears each dB of level alike, however the rest of the voice is: the rule tells it, nothing learnt', async () => {
  const perDb = await Promise.all(
    [-0.2, 0, 0.2].map(
      async (straysBy) => ((await arousalLogit(straysBy, 6)) - (await arousalLogit(straysBy, -6))) / 12,
    ),
  );
  for (const each of perDb) expect(each).toBeCloseTo(perDb[0] ?? Number.NaN, 3);
  expect(perDb[0]).toBeGreaterThan(0.05);
  expect(perDb[0]).toBeLessThan(0.11);
});

it('says three probabilities of each moment, and the cautious one leans as the other does', async () => {
  const usual = new Float32Array(AFFECT_FEATURES.length);
  const affect = await network.run([
    { features: usual.map((_, i) => (i === LEVEL_FEATURE ? 12 : 0)), usual },
    { features: usual.map((_, i) => (i === LEVEL_FEATURE ? -12 : 0)), usual },
  ]);
  expect(affect).toHaveLength(2 * AFFECTS);
  const [high = 0, , cautiousHigh = 0, low = 0, , cautiousLow = 0] = affect;
  expect(cautiousHigh).toBeGreaterThan(0.5);
  expect(cautiousHigh).toBeLessThan(high);
  expect(cautiousLow).toBeLessThan(0.5);
  expect(cautiousLow).toBeGreaterThan(low);
});
