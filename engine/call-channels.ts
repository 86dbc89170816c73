// The audio channels of one call: frames in, findings onto the call's clock. A channel may open while the call runs;
// audio that comes before it is open waits. A channel that stays silent on the wire counts as silence after a while.

import type { AudioWindow } from './audio/framing.ts';
import type { CallClock } from './call-clock.ts';
import { type ChannelAnalysis, type ChannelFinding, openChannelAnalysis } from './channel-analysis.ts';
import type { EmotionPermission } from './emotion-permission.ts';
import { EngineError } from './errors.ts';
import { type ChannelIndex, channelIndex } from './ids.ts';
import type { InputLedger } from './input-ledger.ts';
import type { MediaMs } from './media-time.ts';
import type { EmotionModel, VoiceModel, VoiceRateHz } from './ports.ts';

export interface ChannelOptions {
  readonly voice: VoiceModel;
  /** Reads emotion from the voices that the policy allows; absent: from none. */
  readonly emotion?: EmotionModel | undefined;
  /** Rate of every audio channel of this call, Hz; undefined for feeds without audio. */
  readonly sampleRateHz?: number | undefined;
  /**
   * How far a channel may fall behind the furthest one before what is missing counts as silence, ms. Default 500:
   * more than the longest frame (200 ms) and ordinary jitter; it is what a channel silent on the wire delays the rest.
   */
  readonly channelLagMs?: number;
  /** Hears each window of each channel before it is read; its samples are not to be kept. */
  readonly onWindow?: ((channel: ChannelIndex, window: AudioWindow, sampleRateHz: VoiceRateHz) => void) | undefined;
}

interface HeldFinding {
  readonly atMs: MediaMs;
  readonly signal: ChannelFinding;
  readonly inputNumber: number;
}

/** What channels do with the call's clock, whatever else it holds. */
type ChannelClock = Pick<
  CallClock<HeldFinding>,
  'receivedMs' | 'openChannel' | 'closeChannel' | 'analysedTo' | 'receive' | 'stamp'
> & { putWindow(channel: ChannelIndex, held: HeldFinding): void };

interface CallParts {
  readonly clock: ChannelClock;
  readonly ledger: InputLedger;
  readonly permission: EmotionPermission;
  /** A window of this input went to the models. */
  readonly onAsked: (inputNumber: number) => void;
  /** One of them came back. */
  readonly onAnswered: () => void;
  /** A channel opened or told its last finding. */
  readonly onProgress: () => void;
}

export class CallChannels {
  readonly #options: ChannelOptions;
  readonly #call: CallParts;
  readonly #open = new Map<ChannelIndex, ChannelAnalysis>();
  /** Channels that still have findings to come. */
  readonly #analysing = new Set<ChannelIndex>();
  /** Audio that came before its channel was open. */
  readonly #opening = new Map<ChannelIndex, (() => void)[]>();
  #end: { readonly atMs: MediaMs; readonly inputNumber: number } | undefined;

  constructor(options: ChannelOptions, call: CallParts) {
    this.#options = options;
    this.#call = call;
  }

  /** No finding is to come any more, and no channel is about to open. */
  get isDone(): boolean {
    return this.#analysing.size === 0 && this.#opening.size === 0;
  }

  /** The models were asked about every open channel up to here; Infinity without one. */
  get askedToMs(): number {
    let toMs = Number.POSITIVE_INFINITY;
    for (const analysis of this.#open.values()) toMs = Math.min(toMs, analysis.askedToMs);
    return toMs;
  }

  /** Asked again it does nothing. */
  async open(channel: ChannelIndex): Promise<void> {
    const { sampleRateHz } = this.#options;
    if (sampleRateHz === undefined || this.#isKnown(channel)) return;
    this.#opening.set(channel, []);
    this.#call.clock.openChannel(channel);
    const analysis = await this.#analyse(channel, sampleRateHz);
    this.#open.set(channel, analysis);
    this.#analysing.add(channel);
    const waiting = this.#opening.get(channel) ?? [];
    this.#opening.delete(channel);
    for (const task of waiting) task();
    if (this.#end) this.#endOne(analysis, this.#end.atMs, this.#end.inputNumber);
    this.#call.onProgress();
  }

  /** @throws EngineError `input.unknown-channel`, of `count` channels from `first` on. */
  assertKnown(first: ChannelIndex, count: number): void {
    for (let channel = first as number; channel < first + count; channel += 1) {
      if (this.#isKnown(channelIndex(channel))) continue;
      throw new EngineError('input.unknown-channel', `channel ${channel} was not declared by this call`);
    }
  }

  /** As `CallSession.receiveAudio`. */
  receive(first: ChannelIndex, startSample: number, samples: readonly Float32Array[], inputNumber: number): void {
    samples.forEach((each, offset) => {
      this.#takeOrWait(channelIndex(first + offset), startSample, each, inputNumber);
    });
    this.advanceSilent(inputNumber);
  }

  /** What is missing of channels that have fallen behind counts as silence. */
  advanceSilent(inputNumber: number): void {
    const toMs = this.#call.clock.receivedMs - (this.#options.channelLagMs ?? 500);
    for (const analysis of this.#open.values()) analysis.advance(toMs, inputNumber);
  }

  /** The call ends, at `atMs` if its feed says when; gives back when. Channels that open later end then too. */
  end(atMs: number | undefined, inputNumber: number): MediaMs {
    for (const analysis of this.#open.values()) this.#endOne(analysis, this.#call.clock.stamp(atMs), inputNumber);
    this.#end = { atMs: this.#call.clock.stamp(atMs), inputNumber };
    return this.#end.atMs;
  }

  dispose(): void {
    for (const analysis of this.#open.values()) analysis.dispose();
  }

  #isKnown(channel: ChannelIndex): boolean {
    return this.#open.has(channel) || this.#opening.has(channel);
  }

  async #analyse(channel: ChannelIndex, sampleRateHz: number): Promise<ChannelAnalysis> {
    const { voice, emotion, onWindow } = this.#options;
    const { clock, permission, onAsked, onAnswered, onProgress } = this.#call;
    return openChannelAnalysis({
      channel,
      sampleRateHz,
      voice,
      emotion: emotion && {
        model: emotion,
        mayRead: (startMs, endMs) => permission.mayRead(channel, startMs, endMs),
      },
      fromMs: clock.receivedMs,
      onWindow: (window, rateHz) => onWindow?.(channel, window, rateHz),
      onAsked,
      onFinding: (finding, inputNumber) => {
        clock.putWindow(channel, { atMs: finding.atMs, signal: finding, inputNumber });
        clock.analysedTo(channel, finding.atMs);
        onAnswered();
      },
      onDone: () => {
        clock.closeChannel(channel);
        this.#analysing.delete(channel);
        onProgress();
      },
    });
  }

  #takeOrWait(channel: ChannelIndex, startSample: number, samples: Float32Array, inputNumber: number): void {
    const { clock, ledger } = this.#call;
    const analysis = this.#open.get(channel);
    if (analysis) {
      analysis.receive(startSample, samples, inputNumber);
      clock.receive(analysis.sampledToMs);
      return;
    }
    ledger.hold(inputNumber);
    this.#opening.get(channel)?.push(() => {
      ledger.done(inputNumber);
      this.#takeOrWait(channel, startSample, samples, inputNumber);
      this.advanceSilent(inputNumber);
    });
  }

  #endOne(analysis: ChannelAnalysis, atMs: MediaMs, inputNumber: number): void {
    analysis.advance(atMs, inputNumber);
    this.#call.clock.receive(analysis.end(inputNumber));
  }
}
