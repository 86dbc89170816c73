import { describe, expect, it } from 'vitest';
import { AFFECT_FEATURES, affectFeatures, LEVEL_FEATURE } from '../../../../engine/audio/affect-features.ts';
import { BANDS } from '../../../../engine/audio/telephone-bands.ts';

const windowAt = (index: number, db: number) => ({
  bands: new Float32Array(2 * BANDS).map((_, i) => db - (i % BANDS)),
  pitch: 5 + index / 10,
  index,
});

describe('what one moment of a voice is like', () => {
  it('gives one finite number for each name', () => {
    const features = affectFeatures(
      [0, 1, 2, 3].map((index) => windowAt(index, -30)),
      8,
    );
    expect(features.length).toBe(AFFECT_FEATURES.length);
    expect([...features].every(Number.isFinite)).toBe(true);
    expect(features[AFFECT_FEATURES.indexOf('spokenShare')]).toBe(0.5);
  });

  it('keeps a gain out of everything but the level', () => {
    const [soft, loud] = [-40, -25].map((db) =>
      affectFeatures(
        [0, 1, 2].map((index) => windowAt(index, db)),
        4,
      ),
    );
    const differing = AFFECT_FEATURES.filter((_, i) => Math.abs((soft?.[i] ?? 0) - (loud?.[i] ?? 0)) > 1e-4);
    expect(differing).toEqual([AFFECT_FEATURES[LEVEL_FEATURE]]);
  });
});
