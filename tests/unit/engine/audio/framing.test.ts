import { describe, expect, it } from 'vitest';
import { audioFraming, samplesPerWindow, WINDOW_MS } from '../../../../engine/audio/framing.ts';
import { foldMachine } from '../../../../engine/machine.ts';
import { cut, ramp } from '../../../support/signal-waves.ts';

describe.each([
  [8000, 256],
  [16000, 512],
] as const)('framing at %d Hz', (rateHz, length) => {
  const machine = audioFraming(rateHz);

  it('makes windows of exactly 32 ms from sample 0', () => {
    expect([samplesPerWindow(rateHz), WINDOW_MS]).toEqual([length, 32]);
    const windows = foldMachine(machine, cut(ramp(0, 3 * length), [160]));
    expect(windows.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 32],
      [32, 64],
      [64, 96],
    ]);
    for (const [i, window] of windows.entries()) expect(window.samples).toEqual(ramp(i * length, length));
    expect(windows.every(({ heardSamples }) => heardSamples === length)).toBe(true);
  });

  it('puts a window out with its last sample, not later', () => {
    const [short, none] = machine.step(machine.initial, ramp(0, length - 1));
    expect(none).toEqual([]);
    const [, windows] = machine.step(short, ramp(length - 1, 1));
    expect(windows).toHaveLength(1);
  });

  it('fills the last window with zeros at the end and says how much was heard', () => {
    const [window, ...more] = foldMachine(machine, [ramp(1, 100)]);
    expect(more).toEqual([]);
    expect(window?.heardSamples).toBe(100);
    expect(window?.samples.slice(0, 100)).toEqual(ramp(1, 100));
    expect(window?.samples.slice(100)).toEqual(new Float32Array(length - 100));
    expect([window?.startMs, window?.endMs]).toEqual([0, 32]);
  });

  it('puts nothing out at the end of a whole number of windows', () => {
    expect(foldMachine(machine, [ramp(0, length)])).toHaveLength(1);
    expect(foldMachine(machine, [])).toEqual([]);
  });

  it('puts out windows that share memory with nothing, and keeps the rest of an input that was handed over', () => {
    const input = ramp(0, 2 * length + 10);
    const [state, windows] = machine.step(machine.initial, input);
    const buffers = new Set([input.buffer, ...windows.map(({ samples }) => samples.buffer)]);
    expect(buffers.size).toBe(3);
    expect([state.rest, state.restSamples]).toEqual([[ramp(2 * length, 10)], 10]);
    expect(windows[1]?.samples).toEqual(ramp(length, length));
  });

  it('does not change the state it was given', () => {
    const [state] = machine.step(machine.initial, ramp(0, 100));
    const first = machine.step(state, ramp(100, length));
    expect(machine.step(state, ramp(100, length))).toEqual(first);
    expect(state.rest).toEqual([ramp(0, 100)]);
  });
});
