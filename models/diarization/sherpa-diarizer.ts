// Who speaks on a mixed channel, by sherpa-onnx in a process of its own. Each utterance is split into turns, and each of its
// speakers recognised among the voices that the channel has had. Latency: the utterance, and its run. The model is a folder
// that `sotto models pull speakers` filled.

import { join } from 'node:path';
import type { Diarizer, VoiceTurn } from '../../engine/diarizer.ts';
import { EngineError } from '../../engine/errors.ts';
import { type MediaMs, mediaMs } from '../../engine/media-time.ts';
import type { Scheduler } from '../../engine/scheduler.ts';
import { createAskedChild } from '../child/asked-child.ts';
import type { RegisteredModel } from '../registry/registry.ts';
import { Upsampler } from '../transcribers/upsample.ts';
import { workerEntry } from '../worker-entry.ts';
import type { DiarizerAnswer, DiarizerLoad, DiarizerQuestion } from './diarizer-protocol.ts';
import { type KnownVoices, NO_VOICES, recogniseVoice } from './known-voices.ts';

export interface SherpaDiarizerOptions {
  /** What the registry says of the model. */
  readonly model: RegisteredModel;
  /** Where its files are. */
  readonly folder: string;
  readonly scheduler: Scheduler;
  /** Threads of a run, ≥ 1. Default 1: calls share the machine. */
  readonly threads?: number;
}

const SAMPLE_RATE_HZ = 16_000;
/** Shorter than this has no voiceprint worth the name. */
const SHORTEST_MS = 400;

export function createSherpaDiarizer({ model, folder, scheduler, threads = 1 }: SherpaDiarizerOptions): Diarizer {
  const file = (as: string) => {
    const found = model.files.find((each) => each.as === as);
    if (found) return join(folder, found.path);
    throw new EngineError('model.load', `The registry names no ${as} file for ${model.name}.`);
  };
  const load = { segmentation: file('segmentation'), voiceprint: file('voiceprint'), threads };
  const entry = workerEntry('diarizer-process', import.meta.url);
  const child = createAskedChild<DiarizerLoad, DiarizerQuestion, DiarizerAnswer>(entry, load, scheduler);
  return {
    name: `sherpa ${model.name}`,
    isAlive: child.isAlive,
    close: child.close,
    open(sampleRateHz) {
      let known = NO_VOICES;
      return {
        async turnsOf(startMs, samples) {
          if (samples.length < (sampleRateHz * SHORTEST_MS) / 1000) return [];
          const heard = new Upsampler(sampleRateHz, SAMPLE_RATE_HZ).push(samples);
          // Answers come in the order of the questions, so voices are numbered as they were first heard.
          const answer = await child.ask({ samples: heard });
          const [after, turns] = numbered(known, answer, startMs);
          known = after;
          return turns;
        },
      };
    },
  };
}

/** The speakers of one utterance as voices of the channel; a speaker without a voiceprint is nobody. */
function numbered(
  known: KnownVoices,
  { turns, voiceprints }: DiarizerAnswer,
  startMs: MediaMs,
): [KnownVoices, VoiceTurn[]] {
  const voices = new Map<number, number>();
  let after = known;
  for (const { speaker } of turns) {
    const print = voiceprints[speaker];
    if (!print || voices.has(speaker)) continue;
    const [next, voice] = recogniseVoice(after, print);
    after = next;
    voices.set(speaker, voice);
  }
  const spoken = turns.flatMap(({ start, end, speaker }) => {
    const voice = voices.get(speaker);
    if (voice === undefined) return [];
    return [{ voice, startMs: mediaMs(startMs + start * 1000), endMs: mediaMs(startMs + end * 1000) }];
  });
  return [after, spoken];
}
