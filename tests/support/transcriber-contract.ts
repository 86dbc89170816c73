// What every transcriber keeps, as one suite: `describeTranscriber(harness)` in a test of tests/contract/.
// A harness brings the transcriber, utterances it can recognise, and, where there is a peer, ways to make that misbehave.

import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { EngineError } from '../../engine/errors.ts';
import { type MediaSpan, mediaMs } from '../../engine/media-time.ts';
import type { VoiceRateHz } from '../../engine/ports.ts';
import type {
  TranscribedSegment,
  Transcriber,
  TranscriptionLanguage,
  TranscriptionStream,
} from '../../engine/transcriber.ts';

/** Each is a way in which the far side of a transcriber breaks its own protocol. */
export type Misbehaviour = 'late' | 'duplicate' | 'out-of-order' | 'disconnect' | 'stalls' | 'loses';

export interface Spoken {
  readonly samples: Float32Array;
  /** What must be recognised, word by word, lower case, no punctuation. */
  readonly words: readonly string[];
}

export interface RunningTranscriber {
  readonly transcriber: Transcriber;
  /** From the next utterance on; absent where nothing can misbehave. `disconnect` falls within the next utterance. */
  readonly misbehave?: (how: Misbehaviour) => void;
  readonly stop: () => Promise<void>;
}

export interface TranscriberHarness {
  readonly name: string;
  readonly sampleRateHz: VoiceRateHz;
  readonly language: TranscriptionLanguage;
  /** At least three, different, each of two words or more. */
  readonly utterances: readonly Spoken[];
  /** Share of an utterance's words that must be right, (0, 1]. Default 1. */
  readonly leastRightRatio?: number;
  /** Of one segment there may be partial versions. */
  readonly givesPartials: boolean;
  readonly givesWordTimes: boolean;
  /** What `misbehave` can do. Default: all of them. */
  readonly misbehaviours?: readonly Misbehaviour[];
  readonly start: () => Promise<RunningTranscriber>;
}

interface Heard {
  readonly segments: TranscribedSegment[];
  readonly skipped: MediaSpan[];
  readonly failures: EngineError[];
}

const LEAD_MS = 200;
const TAIL_MS = 320;
const FRAME_MS = 32;

export function describeTranscriber(harness: TranscriberHarness): void {
  const { sampleRateHz, utterances, misbehaviours = ['late', 'duplicate', 'out-of-order', 'disconnect'] } = harness;
  const running: RunningTranscriber[] = [];
  const start = async () => {
    const started = await harness.start();
    running.push(started);
    return started;
  };
  const open = (transcriber: Transcriber, channel = 0) => {
    const heard: Heard = { segments: [], skipped: [], failures: [] };
    const stream = transcriber.open(
      { callId: 'call-1', channel, sampleRateHz, language: harness.language, hotwords: [] },
      {
        segment: (segment) => heard.segments.push(segment),
        skipped: (span) => heard.skipped.push(span),
        failed: (error) => heard.failures.push(error),
      },
    );
    return { stream, heard };
  };
  const utterance = (index: number): Spoken => {
    const found = utterances[index % utterances.length];
    if (!found) throw new RangeError('a harness needs utterances');
    return found;
  };
  /** Speaks at `atMs`; returns where the voice ends. */
  const speak = (stream: TranscriptionStream, { samples }: Spoken, atMs: number, isEnded = true): number => {
    const endMs = atMs + (samples.length / sampleRateHz) * 1000;
    stream.speechStarted(mediaMs(atMs));
    pushPadded(stream, samples, atMs, sampleRateHz);
    if (isEnded) stream.speechEnded(mediaMs(endMs));
    return endMs;
  };
  const wordsOf = (segments: readonly TranscribedSegment[]) =>
    segments
      .filter(({ isFinal }) => isFinal)
      .sort((a, b) => a.startMs - b.startMs)
      .flatMap(({ text }) => text.toLowerCase().split(/[\s.,?!，。？！]+/u))
      .filter((word) => word !== '');
  const expectWords = (heard: Heard, spoken: readonly Spoken[]) => {
    const wanted = spoken.flatMap(({ words }) => words);
    const got = wordsOf(heard.segments);
    if ((harness.leastRightRatio ?? 1) === 1) return expect(got).toEqual(wanted);
    const right = wanted.filter((word) => got.includes(word)).length;
    expect(right / wanted.length, `${got.join(' ')} for ${wanted.join(' ')}`).toBeGreaterThanOrEqual(
      harness.leastRightRatio ?? 1,
    );
  };

  describe(harness.name, () => {
    afterEach(async () => {
      for (const each of running.splice(0)) {
        await each.transcriber.close();
        await each.stop();
      }
    });

    it('turns utterances into final words, in media time, none lost at the end', async () => {
      const { transcriber } = await start();
      const { stream, heard } = open(transcriber);
      const firstEndMs = speak(stream, utterance(0), 5_000);
      const secondEndMs = speak(stream, utterance(1), firstEndMs + 2_000);
      await stream.flush();
      expectWords(heard, [utterance(0), utterance(1)]);
      const finals = heard.segments.filter(({ isFinal, text }) => isFinal && text !== '');
      for (const { startMs, endMs } of finals) {
        expect(endMs).toBeGreaterThan(startMs);
        expect(startMs).toBeGreaterThanOrEqual(5_000 - LEAD_MS);
        expect(endMs).toBeLessThanOrEqual(secondEndMs + TAIL_MS);
      }
      const inFirst = finals.filter(({ startMs }) => startMs < firstEndMs);
      expect(inFirst.length).toBeGreaterThan(0);
      for (const { endMs } of inFirst) expect(endMs).toBeLessThanOrEqual(firstEndMs + TAIL_MS);
      expect(heard.failures).toEqual([]);
    });

    it('gives each segment rising revisions under one id, and never one after the final', async () => {
      const { transcriber } = await start();
      const { stream, heard } = open(transcriber);
      let atMs = 0;
      for (const index of [0, 1, 2]) atMs = speak(stream, utterance(index), atMs + 1_000);
      await stream.flush();
      expectConsistent(heard.segments);
      const partials = heard.segments.filter(({ isFinal }) => !isFinal);
      if (!harness.givesPartials) expect(partials).toEqual([]);
      const finalIds = new Set(heard.segments.filter(({ isFinal }) => isFinal).map(({ segmentId }) => segmentId));
      for (const { segmentId } of partials) expect(finalIds).toContain(segmentId);
    });

    it.runIf(harness.givesWordTimes)('places every word within its segment, in order', async () => {
      const { transcriber } = await start();
      const { stream, heard } = open(transcriber);
      speak(stream, utterance(0), 3_000);
      await stream.flush();
      const finals = heard.segments.filter(({ isFinal, text }) => isFinal && text !== '');
      expect(finals.length).toBeGreaterThan(0);
      for (const { words = [], startMs, endMs } of finals) {
        expect(words.length).toBeGreaterThan(0);
        let lastMs: number = startMs;
        for (const word of words) {
          expect(word.startMs).toBeGreaterThanOrEqual(lastMs);
          expect(word.endMs).toBeGreaterThanOrEqual(word.startMs);
          expect(word.endMs).toBeLessThanOrEqual(endMs);
          lastMs = word.startMs;
        }
      }
    });

    it('says nothing of silence', async () => {
      const { transcriber } = await start();
      const { stream, heard } = open(transcriber);
      speak(stream, { samples: new Float32Array(sampleRateHz), words: [] }, 1_000);
      await stream.flush();
      expect(wordsOf(heard.segments)).toEqual([]);
    });

    it('ends an utterance that is open when it is flushed, and goes on after that', async () => {
      const { transcriber } = await start();
      const { stream, heard } = open(transcriber);
      const endMs = speak(stream, utterance(1), 1_000, false);
      await stream.flush();
      expectWords(heard, [utterance(1)]);
      speak(stream, utterance(2), endMs + 1_000);
      await stream.flush();
      expectWords(heard, [utterance(1), utterance(2)]);
    });

    it('flushes at once where nothing was said', async () => {
      const { transcriber } = await start();
      const { stream, heard } = open(transcriber);
      await stream.flush();
      expect(heard).toEqual({ segments: [], skipped: [], failures: [] });
    });

    it('keeps two channels apart', async () => {
      const { transcriber } = await start();
      const [one, other] = [open(transcriber, 0), open(transcriber, 1)];
      speak(one.stream, utterance(0), 1_000);
      speak(other.stream, utterance(1), 1_200);
      await Promise.all([one.stream.flush(), other.stream.flush()]);
      expectWords(one.heard, [utterance(0)]);
      expectWords(other.heard, [utterance(1)]);
    });

    it('says nothing after it was closed, and lets a flush that waits go', async () => {
      const { transcriber } = await start();
      const { stream, heard } = open(transcriber);
      speak(stream, utterance(0), 1_000);
      const flushed = stream.flush();
      stream.close();
      stream.close();
      await flushed;
      const saidBefore = heard.segments.length;
      const again = open(transcriber);
      speak(again.stream, utterance(1), 1_000);
      await again.stream.flush();
      expect(heard.segments.length).toBe(saidBefore);
      expectWords(again.heard, [utterance(1)]);
    });

    it('hears the same words however the audio is cut', async () => {
      const { transcriber } = await start();
      const whole = utterance(0);
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4_000 }), { maxLength: 6 }), async (cuts) => {
          const { stream, heard } = open(transcriber);
          stream.speechStarted(mediaMs(LEAD_MS));
          pushCut(stream, padded(whole.samples, sampleRateHz), cuts, sampleRateHz);
          stream.speechEnded(mediaMs(LEAD_MS + (whole.samples.length / sampleRateHz) * 1000));
          await stream.flush();
          stream.close();
          expectWords(heard, [whole]);
        }),
        { numRuns: 4, seed: 1 },
      );
    });

    describe.each(['late', 'duplicate', 'out-of-order'] as const)('where answers come %s', (how) => {
      it('tells each word once, and contradicts no final', async ({ skip }) => {
        const { transcriber, misbehave } = await start();
        if (!misbehave || !misbehaviours.includes(how)) return skip('the other side cannot do this');
        misbehave(how);
        const { stream, heard } = open(transcriber);
        const endMs = speak(stream, utterance(0), 1_000);
        speak(stream, utterance(1), endMs + 1_000);
        await stream.flush();
        expectConsistent(heard.segments);
        expectWords(heard, [utterance(0), utterance(1)]);
      });
    });

    it('fails once where the other side goes away, lets the flush go, and opens again', async ({ skip }) => {
      const { transcriber, misbehave } = await start();
      if (!misbehave || !misbehaviours.includes('disconnect')) return skip('the other side cannot do this');
      misbehave('disconnect');
      const broken = open(transcriber);
      speak(broken.stream, utterance(0), 1_000);
      await broken.stream.flush();
      expect(broken.heard.failures.map(({ code }) => code)).toEqual(['model.failed']);
      broken.stream.speechStarted(mediaMs(60_000));
      broken.stream.speechEnded(mediaMs(60_100));
      await broken.stream.flush();
      expect(broken.heard.failures.length).toBe(1);
      const { stream, heard } = open(transcriber);
      speak(stream, utterance(1), 1_000);
      await stream.flush();
      expectWords(heard, [utterance(1)]);
      expect(heard.failures).toEqual([]);
    });
  });
}

function expectConsistent(segments: readonly TranscribedSegment[]): void {
  const last = new Map<string, TranscribedSegment>();
  for (const segment of segments) {
    const before = last.get(segment.segmentId);
    expect(segment.revision, segment.segmentId).toBe(before ? before.revision + 1 : 0);
    expect(before?.isFinal ?? false, `${segment.segmentId} after its final`).toBe(false);
    last.set(segment.segmentId, segment);
  }
  for (const segment of last.values()) expect(segment.isFinal, `${segment.segmentId} has a final`).toBe(true);
}

function padded(samples: Float32Array, sampleRateHz: number): Float32Array {
  const lead = (sampleRateHz * LEAD_MS) / 1000;
  const whole = new Float32Array(lead + samples.length + (sampleRateHz * TAIL_MS) / 1000);
  whole.set(samples, lead);
  return whole;
}

function pushPadded(stream: TranscriptionStream, samples: Float32Array, atMs: number, sampleRateHz: number): void {
  const whole = padded(samples, sampleRateHz);
  const frameLength = (sampleRateHz * FRAME_MS) / 1000;
  for (let at = 0; at < whole.length; at += frameLength) {
    stream.push(mediaMs(atMs - LEAD_MS + (at / sampleRateHz) * 1000), whole.slice(at, at + frameLength));
  }
}

function pushCut(stream: TranscriptionStream, whole: Float32Array, cuts: readonly number[], sampleRateHz: number) {
  let at = 0;
  for (const length of [...cuts, whole.length]) {
    const part = whole.slice(at, at + length);
    if (part.length > 0) stream.push(mediaMs((at / sampleRateHz) * 1000), part);
    at += part.length;
  }
}
