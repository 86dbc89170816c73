import { describe, expect, it } from 'vitest';
import { beginTrack, FRAME_SAMPLES, type PlacedFrame, placeFrame } from '../../../../gateway/whip/track-position.ts';

/** Frames of 10 ms as a receiver gives them; `playedAtMs` of frame n as told when it comes, its clock 5 000 ms ahead. */
function place(count: number, playedAtMs: (n: number) => number | undefined, arrivedMs = (n: number) => n * 10) {
  const placed: PlacedFrame[] = [];
  let state = beginTrack(arrivedMs(0));
  for (let n = 0; n < count; n++) {
    const [next, frame] = placeFrame(state, { arrivedMs: arrivedMs(n), playedAtMs: playedAtMs(n) });
    state = next;
    placed.push(frame);
  }
  return placed;
}
const everyPacket = (packetMs: number) => (n: number) => 5_000 + Math.floor((n * 10) / packetMs) * packetMs;
const heard = (frames: readonly PlacedFrame[]) =>
  frames.map(({ isHeard }, n) => (isHeard ? n : -1)).filter((n) => n >= 0);
const unheard = (frames: readonly PlacedFrame[]) =>
  frames.map(({ isHeard }, n) => (isHeard ? -1 : n)).filter((n) => n >= 0);

describe('the place of a track’s frames', () => {
  it.each([20, 60])('hears every frame while packets of %i ms come', (packetMs) => {
    const frames = place(400, everyPacket(packetMs)).slice(100);
    expect(unheard(frames)).toEqual([]);
    expect(frames.map(({ startSample }) => startSample / FRAME_SAMPLES)).toEqual(frames.map((_, n) => n + 100));
  });

  it('hears nothing before the first packet', () => {
    expect(heard(place(20, (n) => (n < 12 ? undefined : everyPacket(20)(n)))).at(0)).toBe(12);
  });

  it('does not hear what was invented while packets were lost, and goes on where time is', () => {
    // Packets of frames 100–129 are lost.
    const frames = place(200, (n) => (n >= 100 && n < 130 ? everyPacket(20)(99) : everyPacket(20)(n)));
    expect(unheard(frames)).toEqual(Array.from({ length: 28 }, (_, n) => n + 102));
    expect(frames.at(-1)?.startSample).toBe(199 * FRAME_SAMPLES);
  });

  it('leaves one lost packet to the receiver, which mends it', () => {
    expect(unheard(place(200, (n) => (n >= 100 && n < 102 ? everyPacket(20)(99) : everyPacket(20)(n))))).toEqual([]);
  });

  it('takes frames that come late in a heap for what they are', () => {
    // For 300 ms the process sleeps; then all that waited comes at once, and the newest packet is told with each.
    const wakes = (n: number) => (n >= 100 && n < 130 ? 130 : n);
    const frames = place(
      300,
      (n) => everyPacket(20)(wakes(n)),
      (n) => wakes(n) * 10,
    );
    expect(unheard(frames)).toEqual([]);
    expect(frames.at(-1)?.startSample).toBe(299 * FRAME_SAMPLES);
  });

  it('finds a gap where frames were skipped for good', () => {
    // 250 ms of frames are never given.
    const at = (n: number) => (n < 150 ? n : n + 25);
    const frames = place(
      500,
      (n) => everyPacket(20)(at(n)),
      (n) => at(n) * 10,
    );
    expect((frames.at(-1)?.startSample ?? 0) / FRAME_SAMPLES).toBe(499 + 25);
    expect(unheard(frames)).toEqual([]);
  });

  it('follows a receiver clock that drifts', () => {
    const drifting = (n: number) => 5_000 + Math.floor(n / 2) * 20 * 1.0005;
    expect(unheard(place(20_000, drifting))).toEqual([]);
  });
});
