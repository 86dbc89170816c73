// A larger emotion model from a hub, as its folder describes it: model.onnx and emotion.json. In: the last 2 s of each voice at
// 16 kHz. Out: readings. What it says is not calibrated here. Models of this kind: J. Wagner et al., "Dawn of the Transformer
// Era in Speech Emotion Recognition", IEEE TPAMI 45(9), 2023.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import { AffectBaseline } from '../engine/audio/affect-baseline.ts';
import { HOP_WINDOWS, LEAST_SPOKEN_WINDOWS, SPOKEN_PROBABILITY } from '../engine/audio/affect-history.ts';
import { EngineError } from '../engine/errors.ts';
import type { EmotionReading } from '../engine/ports.ts';
import type { StreamHop } from './emotion-protocol.ts';
import type { EmotionReader } from './emotion-reader.ts';

const HubModel = z.strictObject({
  /** Shown wherever it is said which model ran. */
  name: z.string().min(1),
  /** Input tensor, float32[rows, samples] at 16 kHz. */
  input: z.string().default('signal'),
  /** Output tensor, float32[rows, outputs], each in [0, 1]. */
  output: z.string().default('logits'),
  /** What the outputs are, in their order. */
  order: z.array(z.enum(['arousal', 'dominance', 'valence'])).default(['arousal', 'dominance', 'valence']),
  /** Bring each input to mean 0 and variance 1, as wav2vec 2.0 expects. */
  isNormalised: z.boolean().default(true),
});
type HubModel = z.output<typeof HubModel>;

/** Two hops: what a model hears of a voice. */
const SAMPLES = 2 * HOP_WINDOWS * 512;

/** Invariants: `samples` is float32[SAMPLES]; `baseline` is of [arousal, valence]. */
interface HubVoice {
  readonly samples: Float32Array;
  lastWindow: number;
  spokenBefore: number;
  readonly baseline: AffectBaseline;
}

/** Throws `model.load` where a file is missing, is described wrongly, or is not understood by the runtime. */
export async function loadHubEmotionReader(folder: string): Promise<EmotionReader> {
  const { model, session } = await load(folder);
  const voices = new Map<number, HubVoice>();
  const voiceOf = (streamId: number): HubVoice => {
    const known = voices.get(streamId) ?? newVoice();
    voices.set(streamId, known);
    return known;
  };
  return {
    name: model.name,
    async read(hops) {
      const heard = hops.map((hop) => ({ voice: voiceOf(hop.streamId), isTold: hear(voiceOf(hop.streamId), hop) }));
      const told = heard.filter(({ isTold }) => isTold).map(({ voice }) => voice);
      if (told.length === 0) return heard.map(() => null);
      const outputs = await run(session, model, told);
      let row = 0;
      return heard.map(({ voice, isTold }) => (isTold ? readingOf(voice, model, outputs, row++) : null));
    },
    forget: (streamId) => voices.delete(streamId),
    release: () => session.release(),
  };
}

async function load(folder: string): Promise<{ model: HubModel; session: InferenceSession }> {
  const failed = (problem: string) => (cause: unknown) => {
    throw new EngineError('model.load', `The emotion model in ${folder}: ${problem}. See docs/emotion.md.`, {
      details: { folder },
      cause,
    });
  };
  const text = await readFile(join(folder, 'emotion.json'), 'utf8').catch(failed('emotion.json cannot be read'));
  const model = await Promise.resolve(text)
    .then((json) => HubModel.parse(JSON.parse(json)))
    .catch(failed('emotion.json is not as documented'));
  const session = await InferenceSession.create(join(folder, 'model.onnx')).catch(
    failed('model.onnx cannot be loaded'),
  );
  return { model, session };
}

const newVoice = (): HubVoice => ({
  samples: new Float32Array(SAMPLES),
  lastWindow: -1,
  spokenBefore: 0,
  baseline: new AffectBaseline(),
});

/** Moves the hop into the voice's 2 s; false where too little was said in them. */
function hear(voice: HubVoice, { sampleRateHz, hop }: StreamHop): boolean {
  const half = SAMPLES / 2;
  const follows = voice.lastWindow + 1 === hop.firstWindow;
  if (follows) voice.samples.copyWithin(0, half);
  else voice.samples.fill(0, 0, half);
  voice.samples.set(sampleRateHz === 8000 ? doubledRate(hop.samples) : hop.samples, half);
  const spoken = hop.speechProbabilities.filter((probability) => probability >= SPOKEN_PROBABILITY).length;
  const isTold = spoken + (follows ? voice.spokenBefore : 0) >= LEAST_SPOKEN_WINDOWS;
  voice.lastWindow = hop.firstWindow + HOP_WINDOWS - 1;
  voice.spokenBefore = spoken;
  return isTold;
}

/** Half-way samples by the four around them (cubic); what is above 4 kHz stays empty enough. */
function doubledRate(samples: Float32Array): Float32Array {
  const at = (i: number): number => samples[Math.max(0, Math.min(samples.length - 1, i))] ?? 0;
  return Float32Array.from({ length: samples.length * 2 }, (_, i) => {
    const from = i >> 1;
    return i % 2 === 0 ? at(from) : (9 * (at(from) + at(from + 1)) - at(from - 1) - at(from + 2)) / 16;
  });
}

/** float32[rows, outputs]. */
async function run(session: InferenceSession, model: HubModel, voices: readonly HubVoice[]): Promise<Float32Array> {
  const signal = new Float32Array(voices.length * SAMPLES);
  voices.forEach(({ samples }, row) => {
    signal.set(model.isNormalised ? normalised(samples) : samples, row * SAMPLES);
  });
  const { [model.output]: output } = await session.run({
    [model.input]: new Tensor('float32', signal, [voices.length, SAMPLES]),
  });
  if (output?.data instanceof Float32Array && output.data.length === voices.length * model.order.length) {
    return output.data;
  }
  throw new TypeError(`${model.name}: the output "${model.output}" is not float32[rows, ${model.order.length}]`);
}

function normalised(samples: Float32Array): Float32Array {
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
  const variance = samples.reduce((sum, sample) => sum + (sample - mean) ** 2, 0) / samples.length;
  const scale = 1 / Math.sqrt(variance + 1e-7);
  return samples.map((sample) => (sample - mean) * scale);
}

/** Against the speaker's own mean so far, so that 0.5 is usual; null while hardly anything was heard of them. */
function readingOf(voice: HubVoice, { order }: HubModel, outputs: Float32Array, row: number): EmotionReading | null {
  const of = (name: 'arousal' | 'valence'): number => {
    const column = order.indexOf(name);
    return column < 0 ? 0.5 : (outputs[row * order.length + column] ?? 0.5);
  };
  const said = { arousal: of('arousal'), valence: of('valence') };
  const usual = voice.baseline.usual?.slice();
  voice.baseline.add(Float32Array.of(said.arousal, said.valence));
  if (!usual) return null;
  const arousal = bounded(0.5 + said.arousal - (usual[0] ?? 0.5));
  const valence = 2 * bounded(0.5 + said.valence - (usual[1] ?? 0.5)) - 1;
  return { arousal, valence, confidence: Math.max(arousal, 1 - arousal) };
}

const bounded = (share: number): number => Math.max(0, Math.min(1, share));
