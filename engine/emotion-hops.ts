// One channel's way to the emotion model: windows that may be read are gathered into hops of 31 (992 ms), and a hop with
// speech in it is read once the voice model has answered for all of its windows. What may not be read is not even kept.
// A reading comes with a window 256 ms after the hop: by then the model has answered, so nobody waits for it.

import { HOP_WINDOWS, SPOKEN_PROBABILITY } from './audio/affect-history.ts';
import { type AudioWindow, samplesPerWindow, WINDOW_MS } from './audio/framing.ts';
import type { EmotionModel, EmotionReading, EmotionStream, VoiceRateHz, VoiceReading } from './ports.ts';

/** Says for any span of this channel whether it may be read. */
export type MayRead = (startMs: number, endMs: number) => boolean;

/** How many windows after a hop its reading is told: 256 ms, more than a model takes with hundreds of channels. */
const TOLD_AFTER_WINDOWS = 8;

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
  /** The reading that is to be told, and from which window on. */
  #untold: { readonly reading: Promise<EmotionReading | null>; readonly fromWindow: number } | null = null;
  #window = -1;

  constructor(model: EmotionModel, rate: VoiceRateHz, mayRead: MayRead) {
    this.#model = model;
    this.#rate = rate;
    this.#mayRead = mayRead;
  }

  /** Call before the window is handed to the voice model, in order. */
  hear({ startSample, samples }: AudioWindow): void {
    const length = samplesPerWindow(this.#rate);
    const window = startSample / length;
    this.#window = window;
    if (window % HOP_WINDOWS === 0) this.#hop = this.#begin(window, length);
    if (!this.#hop) return;
    const at = window - this.#hop.firstWindow;
    // A window that the voice model was not asked about leaves a hole.
    if (at === this.#hop.readings.length) this.#hop.samples.set(samples, at * length);
    else this.#hop = null;
  }

  /** What the voice model will answer for the window just heard. The reading that is told with this window, if one is. */
  ended(reading: Promise<VoiceReading> | VoiceReading): Promise<EmotionReading | null> | null {
    const told = this.#told();
    const hop = this.#hop;
    if (!hop) return told;
    hop.readings.push(reading);
    if (hop.readings.length < HOP_WINDOWS) return told;
    this.#hop = null;
    if (!this.#isAllowed(hop.firstWindow)) return told;
    const asked = readHop(hop);
    this.#asked = asked;
    this.#untold = { reading: asked, fromWindow: this.#window + TOLD_AFTER_WINDOWS };
    return told;
  }

  #told(): Promise<EmotionReading | null> | null {
    if (!this.#untold || this.#window < this.#untold.fromWindow) return null;
    const { reading, fromWindow } = this.#untold;
    this.#untold = null;
    // Windows of silence are not heard: after them the reading is old.
    return this.#window <= fromWindow + HOP_WINDOWS ? reading : null;
  }

  close(): void {
    const stream = this.#stream;
    if (stream) void this.#asked.then(() => stream.close());
    this.#stream = null;
    this.#hop = null;
    this.#untold = null;
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
