// One audio channel of a call: frames in, window readings out, in media order, each as far as it has been analysed.
// frames → contiguous samples → 8 or 16 kHz → windows → voice model (asynchronous, in order) → readings.

import { of, Subject, type Subscription } from 'rxjs';
import { channelTimeline, type TimelineState } from './audio/channel-timeline.ts';
import { type AudioWindow, audioFraming, type FramingState } from './audio/framing.ts';
import { openResampler, RESAMPLED_TO_HZ, type Resampler } from './audio/resample.ts';
import type { TimelineGap, TimelineInput, TimelineOutput } from './audio/timeline-events.ts';
import { EmotionHops, type MayRead } from './emotion-hops.ts';
import type { EventDraft } from './events.ts';
import type { ChannelIndex } from './ids.ts';
import { type Inference, inferInOrder } from './infer-in-order.ts';
import type { Machine } from './machine.ts';
import { type MediaMs, mediaMs, mediaMsOfSample, sampleAtMediaMs, sampleIndex } from './media-time.ts';
import type { WindowRead } from './observations.ts';
import type { EmotionModel, EmotionReading, VoiceModel, VoiceRateHz, VoiceReading, VoiceStream } from './ports.ts';

/** What leaves a channel, before it is merged with the others. */
export type ChannelFinding = WindowRead | Extract<EventDraft, { type: `audio.${string}` | 'analysis.skipped' }>;

export interface ChannelAnalysisOptions {
  readonly channel: ChannelIndex;
  readonly sampleRateHz: number;
  readonly voice: VoiceModel;
  /** Reads emotion from the spans of the channel for which `mayRead` says yes. Absent: none is computed. */
  readonly emotion?: { readonly model: EmotionModel; readonly mayRead: MayRead } | undefined;
  /** A channel that joins later counts from here: nothing before it is analysed. Default 0. */
  readonly fromMs?: MediaMs;
  /** Windows that may wait for the model, ≥ 1. Default 2048: a minute of audio, more than any live burst. */
  readonly maxPendingWindows?: number;
  /** Hears each window before it is read. */
  readonly onWindow?: (window: AudioWindow, sampleRateHz: VoiceRateHz) => void;
  /** Takes each finding, in media order, with the number of the input that completed it. */
  readonly onFinding: (finding: ChannelFinding, inputNumber: number) => void;
  /** A finding is under way: it will come out of this input. */
  readonly onAsked: (inputNumber: number) => void;
  /** All findings have come and no more will. */
  readonly onDone: () => void;
}

type Heard = VoiceReading & { readonly emotion?: EmotionReading | null };
type Item =
  | { readonly kind: 'window'; readonly window: AudioWindow; readonly inputNumber: number }
  | { readonly kind: 'note'; readonly note: ChannelFinding; readonly inputNumber: number };

/** Audio at 8 or 16 kHz goes to the model as it is; the rest is resampled to 16 kHz. */
export function voiceRateFor(sampleRateHz: number): VoiceRateHz {
  return sampleRateHz === 8000 ? 8000 : RESAMPLED_TO_HZ;
}

/** Opens a channel; asynchronous only because a resampler must be loaded first. */
export async function openChannelAnalysis(options: ChannelAnalysisOptions): Promise<ChannelAnalysis> {
  const isNative = options.sampleRateHz === voiceRateFor(options.sampleRateHz);
  return new ChannelAnalysis(options, isNative ? undefined : await openResampler(options.sampleRateHz));
}

export class ChannelAnalysis {
  readonly channel: ChannelIndex;
  readonly #options: ChannelAnalysisOptions;
  readonly #timeline: Machine<TimelineState, TimelineInput, TimelineOutput>;
  readonly #framing: Machine<FramingState, Float32Array, AudioWindow>;
  readonly #resampler: Resampler | undefined;
  readonly #stream: VoiceStream;
  readonly #emotion: EmotionHops | undefined;
  readonly #items = new Subject<Item>();
  readonly #subscription: Subscription;
  #timelineState: TimelineState;
  #framingState: FramingState;
  // Invariant: the gap that the stream of samples is in; told when it is over, so that its parts are one.
  #openGap: TimelineGap | undefined;
  #silentWindows = 0;
  #lastWindowEndMs = 0;

  constructor(options: ChannelAnalysisOptions, resampler: Resampler | undefined) {
    const { sampleRateHz, voice, emotion, maxPendingWindows = 2048 } = options;
    const rate = voiceRateFor(sampleRateHz);
    this.channel = options.channel;
    this.#options = options;
    this.#resampler = resampler;
    this.#timeline = channelTimeline({ sampleRateHz });
    this.#timelineState = this.#timeline.initial;
    this.#framing = audioFraming(rate);
    this.#framingState = this.#framing.initial;
    this.#stream = voice.open(rate);
    this.#emotion = emotion && new EmotionHops(emotion.model, rate, emotion.mayRead);
    this.#subscription = this.#items
      .pipe(inferInOrder<Item, Heard | null>((item) => this.#ask(item), { maxPending: maxPendingWindows }))
      .subscribe({ next: (inference) => this.#find(inference), complete: () => this.#finish() });
  }

  /** Media time up to which there are samples; grows with every frame and every `advance`. */
  get sampledToMs(): MediaMs {
    return mediaMsOfSample(sampleIndex(this.#timelineState.nextSample), this.#options.sampleRateHz);
  }

  /** Where the last window that was asked about ends: what is known of this channel once the model has answered. */
  get askedToMs(): MediaMs {
    return mediaMs(this.#lastWindowEndMs);
  }

  /** `samples`: float32 in [−1, 1] of this channel's own rate, handed over. `startSample` counts from the call's start. */
  receive(startSample: number, samples: Float32Array, inputNumber: number): void {
    this.#step({ kind: 'frame', startSample: sampleIndex(startSample), samples }, inputNumber);
  }

  /** The call has gone on to `toMs`: what has not come by now is silence. */
  advance(toMs: number, inputNumber: number): void {
    if (toMs <= this.sampledToMs) return;
    this.#step({ kind: 'advance', toSample: sampleAtMediaMs(mediaMs(toMs), this.#options.sampleRateHz) }, inputNumber);
  }

  /** No more audio: analyses what is left. Returns where the last window ends; `onDone` follows when it was read. */
  end(inputNumber: number): MediaMs {
    for (const output of this.#timeline.flush?.(this.#timelineState) ?? []) this.#take(output, inputNumber);
    if (this.#resampler) this.#frame(this.#resampler.flush(), inputNumber);
    for (const window of this.#framing.flush?.(this.#framingState) ?? []) this.#send(window, inputNumber);
    this.#closeGap(inputNumber);
    this.#items.complete();
    return mediaMs(this.#lastWindowEndMs);
  }

  /** Stops at once; nothing more is found. */
  dispose(): void {
    this.#subscription.unsubscribe();
    this.#release();
  }

  #step(input: TimelineInput, inputNumber: number): void {
    const [next, outputs] = this.#timeline.step(this.#timelineState, input);
    this.#timelineState = next;
    for (const output of outputs) this.#take(output, inputNumber);
  }

  #take(output: TimelineOutput, inputNumber: number): void {
    if (output.kind === 'dropped') return this.#note('audio.dropped', output, inputNumber);
    if (output.kind === 'samples') {
      if (this.#openGap && output.startSample >= this.#openGap.endSample) this.#closeGap(inputNumber);
      const { samples } = output;
      return this.#frame(this.#resampler ? this.#resampler.push(samples) : samples, inputNumber);
    }
    const joins = this.#openGap?.endSample === output.startSample && this.#openGap.reason === output.reason;
    if (this.#openGap && !joins) this.#closeGap(inputNumber);
    this.#openGap = { ...output, startSample: this.#openGap?.startSample ?? output.startSample };
  }

  #closeGap(inputNumber: number): void {
    const gap = this.#openGap;
    this.#openGap = undefined;
    if (gap) this.#note('audio.missed', gap, inputNumber);
  }

  #note(
    type: 'audio.missed' | 'audio.dropped',
    span: { startSample: number; endSample: number; reason: string },
    inputNumber: number,
  ): void {
    const { sampleRateHz, channel } = this.#options;
    const startMs = mediaMsOfSample(sampleIndex(span.startSample), sampleRateHz);
    const endMs = mediaMsOfSample(sampleIndex(span.endSample), sampleRateHz);
    const fromMs = this.#options.fromMs ?? 0;
    if (endMs <= fromMs) return;
    const atMs = mediaMs(Math.max(this.#lastWindowEndMs, fromMs, type === 'audio.missed' ? endMs : 0));
    const note = {
      type,
      atMs,
      channel,
      startMs: mediaMs(Math.max(startMs, fromMs)),
      endMs,
      reason: span.reason,
    } as ChannelFinding;
    this.#options.onAsked(inputNumber);
    this.#items.next({ kind: 'note', note, inputNumber });
  }

  #frame(samples: Float32Array, inputNumber: number): void {
    const [next, windows] = this.#framing.step(this.#framingState, samples);
    this.#framingState = next;
    for (const window of windows) this.#send(window, inputNumber);
  }

  #send(window: AudioWindow, inputNumber: number): void {
    if (window.endMs <= (this.#options.fromMs ?? 0)) return;
    this.#lastWindowEndMs = this.#heardEndMs(window);
    this.#options.onWindow?.(window, voiceRateFor(this.#options.sampleRateHz));
    this.#options.onAsked(inputNumber);
    this.#items.next({ kind: 'window', window, inputNumber });
  }

  /** The last window of a call is padded with zeros; it ends where the audio ended. */
  #heardEndMs(window: AudioWindow): MediaMs {
    const share = window.heardSamples / window.samples.length;
    return mediaMs(window.startMs + (window.endMs - window.startMs) * share);
  }

  #ask(item: Item) {
    if (item.kind === 'note') return of(null);
    const { samples } = item.window;
    // Before the samples are handed over.
    this.#emotion?.hear(item.window);
    const reading = this.#voiceOf(samples);
    const emotion = this.#emotion?.ended(reading);
    if (emotion) return heardWith(reading, emotion);
    return reading === SILENCE ? of(SILENCE) : (reading as Promise<VoiceReading>);
  }

  #voiceOf(samples: Float32Array): VoiceReading | Promise<VoiceReading> {
    this.#silentWindows = isDigitalSilence(samples) ? this.#silentWindows + 1 : 0;
    if (this.#silentWindows === 0) return this.#stream.read(samples);
    return this.#silentWindows > SETTLING_WINDOWS ? SILENCE : this.#settle(samples);
  }

  /** The model forgets the voice before a silence only by hearing some of it. */
  async #settle(samples: Float32Array): Promise<VoiceReading> {
    await this.#stream.read(samples);
    return SILENCE;
  }

  #find(inference: Inference<Item, Heard | null>): void {
    const { input } = inference;
    if (input.kind === 'note') return this.#options.onFinding(input.note, input.inputNumber);
    const { startMs } = input.window;
    const endMs = this.#heardEndMs(input.window);
    const { channel, onFinding } = this.#options;
    if (inference.outcome === 'skipped' || inference.output === null) {
      const code = inference.outcome === 'skipped' ? inference.error.code : 'model.failed';
      return onFinding({ type: 'analysis.skipped', atMs: endMs, channel, startMs, endMs, code }, input.inputNumber);
    }
    // Written out, not spread: this runs 31 times a second for every channel.
    const { speechProbability, rmsDb, f0Hz, spectralTiltDb, emotion } = inference.output;
    const read: WindowRead = {
      type: 'window.read',
      atMs: endMs,
      channel,
      startMs,
      endMs,
      speechProbability,
      rmsDb,
      f0Hz,
      spectralTiltDb,
    };
    onFinding(emotion ? { ...read, emotion } : read, input.inputNumber);
  }

  #finish(): void {
    this.#release();
    this.#options.onDone();
  }

  #release(): void {
    this.#stream.close();
    this.#emotion?.close();
    this.#resampler?.close();
  }
}

/** Silent windows in a row that the model still hears: half a second. */
const SETTLING_WINDOWS = 16;

/** Silence by definition: gaps and muted lines cost no model run, however long they are. */
const SILENCE: VoiceReading = { speechProbability: 0, rmsDb: -100, f0Hz: null, spectralTiltDb: 0 };

async function heardWith(
  reading: VoiceReading | Promise<VoiceReading>,
  emotion: Promise<EmotionReading | null>,
): Promise<Heard> {
  return { ...(await reading), emotion: await emotion };
}

function isDigitalSilence(samples: Float32Array): boolean {
  return samples.every((sample) => sample === 0);
}
