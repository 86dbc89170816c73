import { describe, expect, it } from 'vitest';
import { BackPressure } from '../../../engine/back-pressure.ts';

describe('back-pressure', () => {
  it('makes those wait who ask while too much is under way, until there is room again', async () => {
    const pressure = new BackPressure({ highWater: 1, isElseBehind: () => false });
    pressure.asked();
    expect(pressure.isBehind).toBe(false);
    pressure.asked();
    let isReady = false;
    const ready = pressure.ready().then(() => {
      isReady = true;
    });
    pressure.resume();
    await Promise.resolve();
    expect(isReady).toBe(false);
    pressure.answered();
    pressure.resume();
    await ready;
    expect(isReady).toBe(true);
  });

  it('holds as long as something else is behind', () => {
    let isElseBehind = true;
    const pressure = new BackPressure({ highWater: 1, isElseBehind: () => isElseBehind });
    expect(pressure.isBehind).toBe(true);
    isElseBehind = false;
    expect(pressure.isBehind).toBe(false);
  });
});
