import { describe, expect, it } from 'vitest';
import { compileVectorLikeness } from '../../../../pipelines/language/vector-likeness.ts';

/** The unit vector at an angle, in degrees. */
const at = (degrees: number) =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));

describe('likeness in meaning', () => {
  const likeness = compileVectorLikeness([
    [at(0), at(20)],
    [at(60), at(80)],
  ]);

  it('is 1 where a sentence is as near as the examples of the group are to one another, 0 where it is as far as others', () => {
    expect(likeness(at(0))).toEqual([1, 0]);
    const [first = 1, second = 1] = likeness(at(40));
    expect(first).toBeCloseTo(second, 5);
    expect(first).toBeGreaterThan(0.9);
    expect(likeness(at(180))).toEqual([0, 0]);
  });

  it('does not depend on how wide a model spreads its sentences', () => {
    const narrow = compileVectorLikeness([
      [at(0), at(2)],
      [at(6), at(8)],
    ]);
    const [wide = 0] = compileVectorLikeness([
      [at(0), at(20)],
      [at(60), at(80)],
    ])(at(-45));
    expect(wide).toBeGreaterThan(0.05);
    expect(wide).toBeLessThan(0.95);
    expect(narrow(at(-4.5))[0]).toBeCloseTo(wide, 1);
  });

  it('says nothing where the model does not tell the groups apart, or where there is but one', () => {
    const mixed = compileVectorLikeness([
      [at(0), at(90)],
      [at(0), at(90)],
    ]);
    expect(mixed(at(0))).toEqual([0, 0]);
    expect(compileVectorLikeness([[at(0), at(20)]])(at(0))).toEqual([0]);
    expect(compileVectorLikeness([[], []])(at(0))).toEqual([0, 0]);
  });
});
