import { describe, expect, it } from 'vitest';
import { createMediaClock } from '../../../../dashboard/state/media-clock.ts';

const clockAt = () => {
  const local = { nowMs: 1_000 };
  return { local, clock: createMediaClock(() => local.nowMs) };
};

describe('the time in a call between two events', () => {
  it('stands at zero until the first event', () => {
    const { local, clock } = clockAt();
    local.nowMs += 5_000;
    expect(clock.nowMs()).toBe(0);
  });

  it('goes on with the local clock from the newest event', () => {
    const { local, clock } = clockAt();
    clock.advanceTo(40_000);
    local.nowMs += 1_234;
    expect(clock.nowMs()).toBe(41_234);
  });

  it('does not run back by jitter, but does follow a real step back', () => {
    const { local, clock } = clockAt();
    clock.advanceTo(40_000);
    local.nowMs += 1_000;
    clock.advanceTo(40_400);
    expect(clock.nowMs()).toBe(41_000);
    clock.advanceTo(30_000);
    expect(clock.nowMs()).toBe(30_000);
  });

  it('stands still when stopped, and after half a minute without an event', () => {
    const { local, clock } = clockAt();
    clock.advanceTo(40_000);
    local.nowMs += 90_000;
    expect(clock.nowMs()).toBe(70_000);
    clock.advanceTo(80_000);
    local.nowMs += 500;
    clock.stop();
    local.nowMs += 9_000;
    expect(clock.nowMs()).toBe(80_500);
  });
});
