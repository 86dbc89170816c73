// One channel's way to the emotion model: windows that may be read are gathered into hops of 31 (992 ms), and a hop with
// speech in it is read once the voice model has answered for all of its windows. What may not be read is not even kept.

import { HOP_WINDOWS } from './audio/affect-history.ts';
import { type AudioWindow, samplesPerWindow, WINDOW_MS } from './audio/framing.ts';
import type { EmotionModel, EmotionReading, EmotionStream, VoiceRateHz, VoiceReading } from './ports.ts';

/** Says for any span of this channel whether it may be read. */
export type MayRead = (startMs: number, endMs: number) => boolean;

const SPOKEN_PROBABILITY = 0.5;

interface Hop {
  readonly firstWindow: number;
  readonly samples: Float32Array<ArrayBuffer>;
  /** Of the windows so far, one each. */
  readonly readings: (Promise<VoiceReading> | VoiceReading)[];
  readonly stream: EmotionStream;
}

export class EmotionHops {
  readonly #model: EmotionModel;
  readonly #rate: VoiceRateHz;
  readonly #mayRead: MayRead;
  #stream: EmotionStream | null = null;
  /** The last hop that was asked about; a stream is closed after it. */
  #asked: Promise<unknown> = Promise.resolve();
  /** Null where the hop under way may not be read, or did not begin with its first window. */
  #hop: Hop | null = null;

  constructor(model: EmotionModel, rate: VoiceRateHz, mayRead: MayRead) {
    this.#model = model;
    this.#rate = rate;
    this.#mayRead = mayRead;
  }

  /** Call before the window is handed to the voice model, in order. */
  hear({ startSample, samples }: AudioWindow): void {
    const length = samplesPerWindow(this.#rate);
    const window = startSample / length;
    if (window % HOP_WINDOWS === 0) this.#hop = this.#begin(window, length);
    if (!this.#hop) return;
    const at = window - this.#hop.firstWindow;
    // A window that the voice model was not asked about leaves a hole.
    if (at === this.#hop.readings.length) this.#hop.samples.set(samples, at * length);
    else this.#hop = null;
  }

  /** What the voice model will answer for the window just heard. The reading of the hop that it ends; null for other windows. */
  ended(reading: Promise<VoiceReading> | VoiceReading): Promise<EmotionReading | null> | null {
    const hop = this.#hop;
    if (!hop) return null;
    hop.readings.push(reading);
    if (hop.readings.length < HOP_WINDOWS) return null;
    this.#hop = null;
    if (!this.#isAllowed(hop.firstWindow)) return null;
    const asked = readHop(hop);
    this.#asked = asked;
    return asked;
  }

  close(): void {
    const stream = this.#stream;
    if (stream) void this.#asked.then(() => stream.close());
    this.#stream = null;
    this.#hop = null;
  }

  #begin(firstWindow: number, length: number): Hop | null {
    if (this.#isAllowed(firstWindow)) {
      this.#stream ??= this.#model.open(this.#rate);
      return { firstWindow, samples: new Float32Array(HOP_WINDOWS * length), readings: [], stream: this.#stream };
    }
    // Who may not be read any more is forgotten, with what was usual for them.
    this.close();
    return null;
  }

  #isAllowed(firstWindow: number): boolean {
    return this.#mayRead(firstWindow * WINDOW_MS, (firstWindow + HOP_WINDOWS) * WINDOW_MS);
  }
}

/** Null where nobody speaks, or where the model has failed: words still tell something then. */
async function readHop({ firstWindow, samples, readings, stream }: Hop): Promise<EmotionReading | null> {
  const settled = await Promise.allSettled(readings);
  const answers = settled.map((answer) => (answer.status === 'fulfilled' ? answer.value : null));
  const speechProbabilities = Float32Array.from(answers, (answer) => answer?.speechProbability ?? 0);
  if (!speechProbabilities.some((probability) => probability >= SPOKEN_PROBABILITY)) return null;
  const f0Hz = Float32Array.from(answers, (answer) => answer?.f0Hz ?? Number.NaN);
  return stream.read({ firstWindow, samples, speechProbabilities, f0Hz }).catch(() => null);
}
