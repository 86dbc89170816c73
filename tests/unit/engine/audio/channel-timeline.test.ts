import { describe, expect, it } from 'vitest';
import { channelTimeline, type TimelineState } from '../../../../engine/audio/channel-timeline.ts';
import type { AudioFrame, TimelineInput } from '../../../../engine/audio/timeline-events.ts';
import { sampleIndex } from '../../../../engine/media-time.ts';
import {
  advance,
  expectedStream,
  frame,
  frames,
  play,
  RATE_HZ,
  spansOf,
  streamOf,
} from '../../../support/signal-timeline.ts';

describe('frames in order', () => {
  it('pass at once, without a copy', () => {
    const machine = channelTimeline({ sampleRateHz: RATE_HZ });
    let state = machine.initial;
    for (const input of frames(0, 100)) {
      const [next, outputs] = machine.step(state, input);
      expect(outputs).toHaveLength(1);
      expect(outputs[0]).toMatchObject({ kind: 'samples', startSample: input.startSample });
      expect(outputs[0]?.kind === 'samples' && outputs[0].samples).toBe(input.samples);
      state = next;
    }
  });

  it('that are empty are nothing', () => {
    expect(play([frame(0, 0), frame(400, 0)])).toEqual([]);
  });
});

describe('a lost frame', () => {
  it('is waited for, then becomes a gap of zeros in its place', () => {
    const outputs = play([...frames(0, 100), ...frames(120, 400)]);
    expect(spansOf(outputs, 'gap')).toEqual([['lost', 100, 120]]);
    expect(streamOf(outputs)).toEqual(expectedStream(400, [100, 120]));
    expect(spansOf(outputs, 'dropped')).toEqual([]);
  });

  it('is given up when the furthest frame is 200 ms ahead of it, not before', () => {
    const upTo = (ms: number) => runWithoutFlush([...frames(0, 100), ...frames(120, ms)]);
    expect(streamOf(upTo(280))).toEqual(expectedStream(100));
    expect(streamOf(upTo(300))).toEqual(expectedStream(300, [100, 120]));
  });

  it('is given up earlier where the option says so', () => {
    const outputs = runWithoutFlush([frame(0), frame(40), frame(60)], { reorderMs: 40 });
    expect(streamOf(outputs)).toEqual(expectedStream(80, [20, 40]));
  });

  it('of 10 ms is a gap and never a shift, wherever the stamps jitter within the tolerance', () => {
    for (const before of [-5, -2, 0, 4.875]) {
      for (const after of [-5, 0, 4.875]) {
        const outputs = play([...frames(0, 90, 10), frame(90, 10, 90 + before), frame(110, 10, 110 + after)]);
        expect(spansOf(outputs, 'gap')).toEqual([['lost', 100, 110 + after]]);
      }
    }
  });

  it('at the end of the call is a gap before what waited behind it', () => {
    const outputs = play([frame(0), frame(40)]);
    expect(streamOf(outputs)).toEqual(expectedStream(60, [20, 40]));
  });

  it('leaves a gap per hole when several are lost', () => {
    const outputs = play([frame(0), frame(40), frame(80), ...frames(100, 500)]);
    expect(spansOf(outputs, 'gap')).toEqual([
      ['lost', 20, 40],
      ['lost', 60, 80],
    ]);
  });
});

describe('a frame out of order', () => {
  it('within the reorder time is put in its place', () => {
    const outputs = play([frame(0), frame(40), frame(60), frame(20), frame(80)]);
    expect(streamOf(outputs)).toEqual(expectedStream(100));
    expect(outputs.every(({ kind }) => kind === 'samples')).toBe(true);
  });

  it('is put in its place even when many are in the wrong order', () => {
    const outputs = play([frame(60), frame(20), frame(40), frame(0), frame(100), frame(80)]);
    expect(streamOf(outputs)).toEqual(expectedStream(120));
    expect(spansOf(outputs, 'gap')).toEqual([]);
  });

  it('that comes after its place was given up is dropped as late', () => {
    const outputs = play([frame(0), ...frames(40, 240), frame(20), frame(240)]);
    expect(spansOf(outputs, 'gap')).toEqual([['lost', 20, 40]]);
    expect(spansOf(outputs, 'dropped')).toEqual([['late', 20, 40]]);
    expect(streamOf(outputs)).toEqual(expectedStream(260, [20, 40]));
  });
});

describe('a duplicated frame', () => {
  it('is dropped; the first wins', () => {
    const second: AudioFrame = { ...frame(20), samples: new Float32Array(160).fill(-1) };
    const outputs = play([frame(0), frame(20), second, frame(40), second]);
    expect(spansOf(outputs, 'dropped')).toEqual([
      ['duplicate', 20, 40],
      ['duplicate', 20, 40],
    ]);
    expect(streamOf(outputs)).toEqual(expectedStream(60));
  });

  it('of 10 ms is dropped whole, wherever its stamp jitters within the tolerance', () => {
    for (const jitter of [-5, -1, 3, 4.875]) {
      const again = frame(40, 10, 40 + jitter);
      const outputs = play([...frames(0, 40, 10), again, again, frame(50, 10)]);
      expect(spansOf(outputs, 'dropped')).toEqual([['duplicate', 40 + jitter, 50 + jitter]]);
      expect(streamOf(outputs)).toEqual(expectedStream(60));
    }
  });

  it('is dropped too when the first still waits behind a hole', () => {
    const outputs = play([frame(0), frame(40), frame(40), frame(20), frame(60)]);
    expect(spansOf(outputs, 'dropped')).toEqual([['duplicate', 40, 60]]);
    expect(streamOf(outputs)).toEqual(expectedStream(80));
  });

  it('of 1 ms is dropped as well', () => {
    const outputs = play([frame(0), frame(20, 1), frame(20, 1), frame(21, 1)]);
    expect(spansOf(outputs, 'dropped')).toEqual([['duplicate', 20, 21]]);
    expect(streamOf(outputs)).toEqual(expectedStream(22));
  });
});

describe('an overlapping frame', () => {
  it('gives only the part that was not output', () => {
    const outputs = play([frame(0), frame(10), frame(30)]);
    expect(spansOf(outputs, 'dropped')).toEqual([['overlap', 10, 20]]);
    expect(streamOf(outputs)).toEqual(expectedStream(50));
  });

  it('that covers several frames is cut to what is new', () => {
    const outputs = play([...frames(0, 60), frame(0, 100), frame(100)]);
    expect(spansOf(outputs, 'dropped')).toEqual([['overlap', 0, 60]]);
    expect(streamOf(outputs)).toEqual(expectedStream(120));
  });

  it('that begins before the call is cut at sample 0', () => {
    const outputs = play([{ ...frame(0), startSample: sampleIndex(-80) }]);
    expect(spansOf(outputs, 'dropped')).toEqual([['overlap', -10, 0]]);
    expect(streamOf(outputs)).toHaveLength(80);
  });
});

describe('a channel that starts late', () => {
  it('has zeros up to its first frame, at once when that is far ahead', () => {
    const outputs = runWithoutFlush([frame(5000), frame(5020)]);
    expect(spansOf(outputs, 'gap')).toEqual([['late-start', 0, 5000]]);
    expect(streamOf(outputs)).toEqual(expectedStream(5040, [0, 5000]));
  });

  it('is filled by the clock until then', () => {
    const outputs = play([advance(100), advance(200), frame(220), ...frames(240, 500)]);
    expect(spansOf(outputs, 'gap')).toEqual([
      ['late-start', 0, 100],
      ['late-start', 100, 200],
      ['late-start', 200, 220],
    ]);
    expect(streamOf(outputs)).toEqual(expectedStream(500, [0, 220]));
  });
});

describe('a channel that stops', () => {
  it('is filled with silence by the clock, so that it never holds the call back', () => {
    const outputs = runWithoutFlush([...frames(0, 100), advance(500), advance(1000)]);
    expect(spansOf(outputs, 'gap')).toEqual([
      ['silent', 100, 500],
      ['silent', 500, 1000],
    ]);
    expect(streamOf(outputs)).toEqual(expectedStream(1000, [100, 1000]));
  });

  it('drops as late what the clock has passed, and cuts what it has passed in part', () => {
    const outputs = play([...frames(0, 100), advance(130), frame(100), frame(120), frame(140)]);
    expect(spansOf(outputs, 'dropped')).toEqual([
      ['late', 100, 120],
      ['overlap', 120, 130],
    ]);
    expect(streamOf(outputs)).toEqual(expectedStream(160, [100, 130]));
  });

  it('does not make a repeated frame look late', () => {
    const outputs = play([...frames(0, 100), advance(200), frame(80), frame(80, 20, 84), frame(200)]);
    expect(spansOf(outputs, 'dropped')).toEqual([
      ['duplicate', 80, 100],
      ['duplicate', 84, 104],
    ]);
  });

  it('is not touched by a clock that is behind it', () => {
    expect(runWithoutFlush([...frames(0, 100), advance(60), advance(100)])).toHaveLength(5);
  });
});

describe('silence suppression', () => {
  it('is a silent gap where the clock runs through it, also from the clock to the next frame', () => {
    const outputs = play([...frames(0, 100), advance(600), frame(640), ...frames(660, 1000)]);
    expect(spansOf(outputs, 'gap')).toEqual([
      ['silent', 100, 600],
      ['silent', 600, 640],
    ]);
    expect(streamOf(outputs)).toEqual(expectedStream(1000, [100, 640]));
  });

  it('of more than the reorder time needs no clock: the next frame is passed on with the zeros before it', () => {
    const outputs = runWithoutFlush([...frames(0, 100), frame(3000)]);
    expect(spansOf(outputs, 'gap')).toEqual([['lost', 100, 3000]]);
    expect(streamOf(outputs)).toEqual(expectedStream(3020, [100, 3000]));
  });
});

describe('a clock that passes a hole', () => {
  it('fills it as lost up to the clock and keeps what waits behind', () => {
    const inputs = [frame(0), frame(100), advance(60)];
    const outputs = runWithoutFlush(inputs);
    expect(spansOf(outputs, 'gap')).toEqual([['lost', 20, 60]]);
    expect(streamOf(play([...inputs, frame(60), frame(80)]))).toEqual(expectedStream(120, [20, 60]));
  });

  it('puts out what waited and was reached', () => {
    const outputs = runWithoutFlush([frame(0), frame(40), frame(80), advance(90)]);
    expect(streamOf(outputs)).toEqual(expectedStream(100, [20, 40], [60, 80]));
  });
});

describe('drift and jitter', () => {
  it('within the tolerance change nothing', () => {
    const jitter = [0, 4.5, -4.5, 2, -5, 4.875, 0];
    const outputs = play(jitter.map((ms, i) => frame(i * 20, 20, i * 20 + ms)));
    expect(outputs.every(({ kind }) => kind === 'samples')).toBe(true);
    expect(streamOf(outputs)).toEqual(expectedStream(140));
  });

  it('of a slow source is made good in single gaps of the tolerance, and the error never exceeds it', () => {
    const slow = Array.from({ length: 900 }, (_, i) => frame(i * 20, 20, i * 20.02));
    const outputs = play(slow.map(toWholeSamples));
    const gaps = spansOf(outputs, 'gap');
    expect(gaps).toHaveLength(3);
    for (const [reason, from, to] of gaps) {
      expect(reason).toBe('lost');
      expect(to - from).toBeCloseTo(5, 0);
    }
    expect(Math.abs(streamOf(outputs).length / 8 - 18_018)).toBeLessThanOrEqual(5.02);
  });

  it('of a fast source is made good in single overlaps of the tolerance, and the error never exceeds it', () => {
    const fast = Array.from({ length: 900 }, (_, i) => frame(i * 20, 20, i * 19.98));
    const outputs = play(fast.map(toWholeSamples));
    const drops = spansOf(outputs, 'dropped');
    expect(drops.map(([reason]) => reason)).toEqual(['overlap', 'overlap', 'overlap']);
    for (const [, from, to] of drops) expect(to - from).toBeCloseTo(5, 0);
    expect(Math.abs(streamOf(outputs).length / 8 - 17_982)).toBeLessThanOrEqual(5.02);
  });

  it('are all made good when the tolerance is 0', () => {
    const outputs = play([frame(0), frame(20, 20, 21), frame(40, 20, 40)], { driftToleranceMs: 0 });
    expect(spansOf(outputs, 'gap')).toEqual([['lost', 20, 21]]);
    expect(spansOf(outputs, 'dropped')).toEqual([['overlap', 40, 41]]);
  });
});

describe('memory', () => {
  it('holds at most what may wait, then fills the hole at once', () => {
    const options = { reorderMs: 10_000, maxPendingMs: 200 };
    expect(streamOf(runWithoutFlush([frame(0), ...frames(40, 240)], options))).toEqual(expectedStream(20));
    expect(streamOf(runWithoutFlush([frame(0), ...frames(40, 260)], options))).toEqual(expectedStream(260, [20, 40]));
  });

  it('is bounded when the same frame comes again and again behind a hole', () => {
    const outputs = runWithoutFlush([frame(0), ...Array.from({ length: 101 }, () => frame(40))]);
    expect(spansOf(outputs, 'dropped')).toHaveLength(100);
  });

  it('remembers a bounded number of gaps', () => {
    const state = stateAfter(Array.from({ length: 400 }, (_, i) => frame(i * 40)));
    expect(state.gaps.length).toBeLessThanOrEqual(16);
  });

  it('is not filled with zeros for a frame that claims to be hours ahead', () => {
    const outputs = play([frame(0), frame(7_200_000), frame(20)]);
    expect(spansOf(outputs, 'dropped')).toEqual([['implausible', 7_200_000, 7_200_020]]);
    expect(streamOf(outputs)).toEqual(expectedStream(40));
  });
});

it('does not change the state it was given', () => {
  const inputs: TimelineInput[] = [frame(0), frame(40), frame(60), frame(40), advance(30), frame(400)];
  const machine = channelTimeline({ sampleRateHz: RATE_HZ });
  let state = machine.initial;
  for (const input of inputs) {
    const before = structuredClone(state);
    const first = machine.step(state, input);
    expect(state).toEqual(before);
    expect(machine.step(state, input)).toEqual(first);
    state = first[0];
  }
  expect(machine.initial.nextSample).toBe(0);
});

function stateAfter(inputs: readonly TimelineInput[]): TimelineState {
  const machine = channelTimeline({ sampleRateHz: RATE_HZ });
  return inputs.reduce((state, input) => machine.step(state, input)[0], machine.initial);
}

function runWithoutFlush(inputs: readonly TimelineInput[], options = {}) {
  const machine = channelTimeline({ sampleRateHz: RATE_HZ, ...options });
  let state = machine.initial;
  return inputs.flatMap((input) => {
    const [next, outputs] = machine.step(state, input);
    state = next;
    return outputs;
  });
}

function toWholeSamples(input: AudioFrame): AudioFrame {
  return { ...input, startSample: sampleIndex(Math.round(input.startSample)) };
}
