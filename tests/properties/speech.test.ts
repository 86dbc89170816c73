import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventDraft } from '../../engine/events.ts';
import { speechPipeline } from '../../pipelines/speech.ts';
import { merged, ofType, runPipeline, WINDOW_MS, windows } from '../support/signals.ts';

const probability = fc.oneof(
  fc.constantFrom(0, 0.2, 0.34, 0.35, 0.4, 0.5, 0.9),
  fc.double({ min: 0, max: 1, noNaN: true }),
);
// Runs of equal probability, so that voices get long enough to open and silences long enough to close.
const track = fc
  .array(fc.tuple(probability, fc.integer({ min: 1, max: 14 })), { maxLength: 30 })
  .map((runs) => runs.flatMap(([value, count]) => Array<number>(count).fill(value)));
const read = (channel: number, list: readonly number[]) =>
  windows(channel, 0, list.length, (index) => ({ speechProbability: list[index] ?? 0 }));

const closed = (drafts: readonly EventDraft[]) => ofType(drafts, 'speech.ended');

test('wherever a call ends, every speech that began has ended once, and none before it began', async () => {
  await fc.assert(
    fc.asyncProperty(track, track, fc.nat(300), async (one, other, cut) => {
      const drafts = await runPipeline(speechPipeline, merged(read(0, one), read(1, other)).slice(0, cut));
      const started = ofType(drafts, 'speech.started');
      expect(
        closed(drafts)
          .map((each) => each.speechId)
          .sort(),
      ).toEqual(started.map((each) => each.speechId).sort());
      for (const ended of closed(drafts)) {
        const began = started.find((each) => each.speechId === ended.speechId);
        expect(began?.startMs).toBe(ended.startMs);
        expect(ended.endMs).toBeGreaterThan(ended.startMs);
        expect(ended.atMs).toBeGreaterThanOrEqual(ended.endMs);
      }
    }),
  );
});

test('speech that has ended stays as it is however the call goes on, and never overlaps itself', async () => {
  await fc.assert(
    fc.asyncProperty(track, fc.nat(300), async (list, cut) => {
      const whole = closed(await runPipeline(speechPipeline, read(0, list)));
      const lastMs = Math.min(cut, list.length) * WINDOW_MS;
      const part = closed(await runPipeline(speechPipeline, read(0, list.slice(0, cut))));
      const settled = whole.filter((each) => each.atMs <= lastMs);
      expect(part.slice(0, settled.length)).toEqual(settled);
      for (const [index, each] of whole.entries()) {
        expect(each.startMs).toBeGreaterThanOrEqual(whole[index - 1]?.endMs ?? 0);
      }
    }),
  );
});
