// One call from started to ended: audio, feed and viewer events in, the event log out, in one deterministic order.
// Owns the call's channels, clock and graph. Latency: one analysis window plus the wait for the slowest channel.

import type { AudioWindow } from './audio/framing.ts';
import { CallClock } from './call-clock.ts';
import { CallGraph } from './call-graph.ts';
import { type ChannelAnalysis, openChannelAnalysis } from './channel-analysis.ts';
import { EmotionPermission } from './emotion-permission.ts';
import { EngineError } from './errors.ts';
import type { CallEvent, EventDraft, FeedEvent, Unstamped, ViewerEvent, WordsEvent } from './events.ts';
import { type ChannelIndex, channelIndex } from './ids.ts';
import { InputLedger } from './input-ledger.ts';
import { type KnownPeople, knownPeople, takePerson } from './known-people.ts';
import { type MediaMs, mediaMs } from './media-time.ts';
import type { Observation, SegmentEmbedded } from './observations.ts';
import { CallRedactor } from './personal-data/call-redactor.ts';
import type { CallContext, PipelineDefinition } from './pipeline.ts';
import type { Embedder, EmotionModel, VoiceModel, VoiceRateHz } from './ports.ts';
import { SegmentVectors } from './segment-vectors.ts';

export interface CallSessionOptions {
  readonly context: CallContext;
  readonly definitions: readonly PipelineDefinition[];
  readonly pipelineOptions?: Readonly<Record<string, unknown>>;
  readonly voice: VoiceModel;
  /** Reads emotion from the voices that the policy allows; absent: from none. */
  readonly emotion?: EmotionModel | undefined;
  /** Reads what the rep's words mean; asked where the context has vectors of topics to compare with. */
  readonly embedder?: Embedder | undefined;
  /** The call goes on without what `embedder` would tell; at most once. */
  readonly onEmbedderFailed?: ((error: EngineError) => void) | undefined;
  /** Rate of every audio channel of this call, Hz; undefined for feeds without audio. */
  readonly sampleRateHz?: number | undefined;
  /** Media time between clock ticks, ms. Default 100. */
  readonly tickMs?: number;
  /**
   * How far a channel may fall behind the furthest one before what is missing counts as silence, ms. Default 500:
   * more than the longest frame (200 ms) and ordinary jitter; it is what a channel silent on the wire delays the rest.
   */
  readonly channelLagMs?: number;
  /** Windows under way above which `ready` makes the sender wait. Default 48: 1.5 s of one channel. */
  readonly highWaterWindows?: number;
  /** Hears each window of each channel before it is read; its samples are not to be kept. */
  readonly onWindow?: ((channel: ChannelIndex, window: AudioWindow, sampleRateHz: VoiceRateHz) => void) | undefined;
  /** What still comes by `receiveWords` when the audio is over: asked once, after the last window; the end waits for it. */
  readonly lastWords?: (() => Promise<void>) | undefined;
  /** Takes each event of the log, in order, as it happens. */
  readonly onEvent: (event: CallEvent) => void;
  /** Called when more inputs are settled: all that follows from inputs 1…n is in the log up to `seq`. */
  readonly onSettled?: (inputNumber: number, seq: number) => void;
}

type Incoming = Unstamped<FeedEvent> | Unstamped<ViewerEvent>;
interface Held {
  readonly atMs: MediaMs;
  readonly signal: Observation | EventDraft;
  /** What is known of the words in `signal`: goes before it. */
  readonly meaning?: SegmentEmbedded | null;
  readonly inputNumber: number;
}

export class CallSession {
  readonly #options: CallSessionOptions;
  readonly #clock: CallClock<Held>;
  readonly #redactor: CallRedactor | undefined;
  #people: KnownPeople;
  readonly #graph: CallGraph;
  readonly #ledger = new InputLedger();
  readonly #permission: EmotionPermission;
  readonly #vectors: SegmentVectors | undefined;
  readonly #channels = new Map<ChannelIndex, ChannelAnalysis>();
  /** Channels that still have findings to come. */
  readonly #analysing = new Set<ChannelIndex>();
  #ending: Held | undefined;
  #lastWords: 'not asked' | 'awaited' | 'in' = 'not asked';
  /** Audio that came before its channel was open. */
  readonly #opening = new Map<ChannelIndex, (() => void)[]>();
  readonly #ended: Promise<void>;
  #resolveEnded: () => void = () => {};
  #waiting: (() => void)[] = [];
  #seq = 0;
  #pendingWindows = 0;
  #state: 'live' | 'ending' | 'ended' = 'live';
  #isReleasing = false;

  private constructor(options: CallSessionOptions) {
    this.#options = options;
    this.#permission = new EmotionPermission(options.context);
    const { embedder, onEmbedderFailed = () => {} } = options;
    this.#vectors = embedder && options.context.topicVectors && new SegmentVectors(embedder, onEmbedderFailed);
    this.#clock = new CallClock({ tickMs: options.tickMs ?? 100 });
    this.#ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
    const { redaction, started } = options.context;
    this.#people = knownPeople(started.participants);
    const names = started.participants.flatMap(({ name }) => name ?? []);
    this.#redactor = redaction && new CallRedactor(redaction, started.language, names);
    this.#graph = new CallGraph({
      definitions: options.definitions,
      context: options.context,
      ...(options.pipelineOptions ? { options: options.pipelineOptions } : {}),
      stamp: (draft) => this.#stamp(draft),
      onEvent: options.onEvent,
    });
  }

  /** Opens the channels that the call declares; `start` then lets it speak. */
  static async open(options: CallSessionOptions): Promise<CallSession> {
    const session = new CallSession(options);
    const declared = options.context.started.participants.flatMap(({ channel }) => channel ?? []);
    for (const channel of new Set(declared)) await session.openChannel(channel);
    return session;
  }

  get context(): CallContext {
    return this.#options.context;
  }
  get receivedMs(): MediaMs {
    return this.#clock.receivedMs;
  }
  /** Everything up to here can leave as soon as the models have answered; no further input is needed. */
  get knowableMs(): MediaMs {
    let toMs: number = this.#clock.receivedMs;
    for (const analysis of this.#channels.values()) toMs = Math.min(toMs, analysis.askedToMs);
    return mediaMs(toMs);
  }
  get releasedMs(): MediaMs {
    return this.#clock.releasedMs;
  }
  get lastSeq(): number {
    return this.#seq;
  }
  /** More waits for the models than should, windows more than `highWaterWindows`: a sender that can wait does. */
  get isBehind(): boolean {
    return this.#pendingWindows > (this.#options.highWaterWindows ?? 48) || this.#vectors?.isBehind === true;
  }
  get isLive(): boolean {
    return this.#state === 'live';
  }
  /** The last event is out. */
  get isEnded(): boolean {
    return this.#state === 'ended';
  }
  /** Resolves after the last event. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /** Logs `call.started`, always the first event. */
  start(): void {
    this.#graph.push({ ...this.#options.context.started, atMs: mediaMs(0) });
  }

  /** Resolves when the models have caught up enough to take more. Live feeds need not ask; fast ones should. */
  async ready(): Promise<void> {
    while (this.isBehind) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Makes ready to take audio of a channel; asked again it does nothing. */
  async openChannel(channel: ChannelIndex): Promise<void> {
    const { sampleRateHz, voice, emotion } = this.#options;
    if (sampleRateHz === undefined || this.#channels.has(channel) || this.#opening.has(channel)) return;
    this.#opening.set(channel, []);
    this.#clock.openChannel(channel);
    const analysis = await openChannelAnalysis({
      channel,
      sampleRateHz,
      voice,
      emotion: emotion && {
        model: emotion,
        mayRead: (startMs, endMs) => this.#permission.mayRead(channel, startMs, endMs),
      },
      fromMs: this.#clock.receivedMs,
      onWindow: (window, rateHz) => this.#options.onWindow?.(channel, window, rateHz),
      onAsked: (inputNumber) => this.#hold(inputNumber),
      onFinding: (finding, inputNumber) => {
        this.#clock.putWindow(channel, { atMs: finding.atMs, signal: finding, inputNumber });
        this.#clock.analysedTo(channel, finding.atMs);
        this.#answered();
      },
      onDone: () => {
        this.#clock.closeChannel(channel);
        this.#analysing.delete(channel);
        this.#putEndIfDone();
        this.#release();
      },
    });
    this.#channels.set(channel, analysis);
    this.#analysing.add(channel);
    const waiting = this.#opening.get(channel) ?? [];
    this.#opening.delete(channel);
    for (const task of waiting) task();
    if (this.#ending) this.#endChannel(analysis, this.#ending);
    this.#putEndIfDone();
    this.#release();
  }

  /**
   * One frame: float32 samples in [−1, 1], handed over, of as many channels in a row as there are arrays, from
   * `channel` on. `startSample` counts from the call's start. `inputNumber` rises by the feed's own count, of which
   * `onSettled` speaks; absent, it goes with the newest.
   */
  receiveAudio(
    channel: ChannelIndex,
    startSample: number,
    samples: readonly Float32Array[],
    inputNumber = this.#ledger.received,
  ): void {
    this.#assertLive();
    for (let offset = 0; offset < samples.length; offset++) this.#assertKnown(channelIndex(channel + offset));
    this.#ledger.receive(inputNumber);
    samples.forEach((each, offset) => {
      this.#takeOrWait(channelIndex(channel + offset), startSample, each, inputNumber);
    });
    this.#advanceSilent(inputNumber);
    this.#release();
  }

  /** A feed's or viewer's event; gives back the media time it was stamped with. `call.ended` ends the call. */
  receiveEvent(incoming: Incoming, inputNumber = this.#ledger.received): MediaMs {
    this.#assertLive();
    this.#ledger.receive(inputNumber);
    const redacted = this.#redactor?.redact(incoming) ?? incoming;
    const [people, event] = takePerson(this.#people, redacted);
    this.#people = people;
    if (event.type === 'call.ended') return this.#end(event, inputNumber);
    const atMs = this.#put(event, inputNumber);
    if (event.type === 'participant.joined') {
      const { channel } = event.participant;
      if (channel !== undefined) void this.openChannel(channel);
    }
    this.#advanceSilent(inputNumber);
    this.#release();
    return atMs;
  }

  /** What a transcriber says, and whose voice it was; taken until the last event, so that the last words are not lost. */
  receiveWords(words: Unstamped<WordsEvent>): void {
    const isTaken = this.#state !== 'ended' && this.#lastWords !== 'in';
    if (!isTaken) return;
    const isSegment = words.type === 'segment.finalized' || words.type === 'segment.revised';
    const [people, known] = takePerson(this.#people, words);
    this.#people = people;
    this.#put(isSegment ? (this.#redactor?.redact(words) ?? words) : known, this.#ledger.received);
    this.#release();
  }

  /** The feed says that the call has reached `toMs`, whatever else has come. */
  advance(toMs: MediaMs, inputNumber = this.#ledger.received): void {
    this.#assertLive();
    this.#ledger.receive(inputNumber);
    this.#clock.receive(toMs);
    this.#advanceSilent(inputNumber);
    this.#release();
  }

  /** Lets go of everything without ending the call in the log; for a process that must stop now. */
  dispose(): void {
    this.#state = 'ended';
    for (const analysis of this.#channels.values()) analysis.dispose();
    this.#graph.dispose();
    this.#resolveEnded();
  }

  #assertKnown(channel: ChannelIndex): void {
    if (this.#channels.has(channel) || this.#opening.has(channel)) return;
    throw new EngineError('input.unknown-channel', `channel ${channel} was not declared by this call`);
  }

  #takeOrWait(channel: ChannelIndex, startSample: number, samples: Float32Array, inputNumber: number): void {
    const analysis = this.#channels.get(channel);
    if (analysis) {
      analysis.receive(startSample, samples, inputNumber);
      this.#clock.receive(analysis.sampledToMs);
      return;
    }
    this.#ledger.hold(inputNumber);
    this.#opening.get(channel)?.push(() => {
      this.#ledger.done(inputNumber);
      this.#takeOrWait(channel, startSample, samples, inputNumber);
      this.#advanceSilent(inputNumber);
    });
  }

  #advanceSilent(inputNumber: number): void {
    const toMs = this.#clock.receivedMs - (this.#options.channelLagMs ?? 500);
    for (const analysis of this.#channels.values()) analysis.advance(toMs, inputNumber);
  }

  #put(incoming: Incoming | Unstamped<WordsEvent>, inputNumber: number): MediaMs {
    const atMs = this.#clock.stamp(incoming.atMs);
    this.#ledger.hold(inputNumber);
    const signal = { ...incoming, atMs } as EventDraft;
    this.#permission.fold(signal);
    const asked = this.#vectors?.ask(signal, this.#people.participants);
    if (asked) void this.#putWithMeaning({ atMs, signal, inputNumber }, asked);
    else this.#clock.putEvent({ atMs, signal, inputNumber });
    return atMs;
  }

  /** Words keep their place in the order until it is known what they mean, or that it will not be. */
  async #putWithMeaning(held: Held, asked: Promise<SegmentEmbedded | null>): Promise<void> {
    const fill = this.#clock.keepPlace(held.atMs);
    const meaning = await asked;
    if (this.#state === 'ended') return;
    fill({ ...held, meaning });
    this.#release();
    this.#resume();
  }

  #end(incoming: Incoming, inputNumber: number): MediaMs {
    this.#state = 'ending';
    for (const analysis of this.#channels.values()) {
      this.#endChannel(analysis, { atMs: this.#clock.stamp(incoming.atMs), inputNumber });
    }
    const atMs = this.#clock.stamp(incoming.atMs);
    this.#clock.receive(atMs);
    this.#ledger.hold(inputNumber);
    this.#ending = { atMs, signal: { ...incoming, atMs } as EventDraft, inputNumber };
    this.#putEndIfDone();
    this.#release();
    return atMs;
  }

  /** The end enters the clock after the last finding of every channel, or it could overtake one of the same time. */
  #putEndIfDone(): void {
    if (this.#ending === undefined || this.#analysing.size > 0 || this.#opening.size > 0) return;
    if (this.#awaitsWords()) return;
    const atMs = this.#clock.stamp(this.#ending.atMs);
    this.#clock.putEvent({ ...this.#ending, atMs, signal: { ...this.#ending.signal, atMs } as EventDraft });
    this.#ending = undefined;
  }

  #awaitsWords(): boolean {
    const { lastWords } = this.#options;
    if (this.#lastWords === 'awaited') return true;
    if (!lastWords || this.#lastWords === 'in') {
      this.#lastWords = 'in';
      return false;
    }
    this.#lastWords = 'awaited';
    // In a turn of its own: what the last windows told has left by then.
    void Promise.resolve()
      .then(lastWords)
      .catch(() => {})
      .then(() => {
        if (this.#state === 'ended') return;
        this.#lastWords = 'in';
        this.#putEndIfDone();
        this.#release();
      });
    return true;
  }

  #endChannel(analysis: ChannelAnalysis, { atMs, inputNumber }: Pick<Held, 'atMs' | 'inputNumber'>): void {
    analysis.advance(atMs, inputNumber);
    this.#clock.receive(analysis.end(inputNumber));
  }

  #hold(inputNumber: number): void {
    this.#pendingWindows += 1;
    this.#ledger.hold(inputNumber);
  }

  #answered(): void {
    this.#pendingWindows -= 1;
    this.#release();
    this.#resume();
  }

  #resume(): void {
    if (this.isBehind) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }

  /** Not re-entrant: an event's consumer may send an input; what that releases leaves after what is under way. */
  #release(): void {
    if (this.#isReleasing) return;
    this.#isReleasing = true;
    for (let held = this.#clock.next(); held !== undefined; held = this.#clock.next()) {
      if (!('signal' in held)) this.#graph.push(held);
      else {
        if (held.signal.type === 'call.ended') this.#finish(held.signal);
        else this.#pushMeant(held);
        this.#ledger.done(held.inputNumber);
      }
    }
    this.#isReleasing = false;
    if (this.#ledger.settle()) this.#options.onSettled?.(this.#ledger.settled, this.#seq);
    if (this.#state === 'ended') this.#resolveEnded();
  }

  #pushMeant({ meaning, signal }: Held): void {
    if (meaning) this.#graph.push(meaning);
    this.#graph.push(signal);
  }

  #finish(ended: EventDraft): void {
    this.#graph.finish(ended.atMs);
    this.#options.onEvent(this.#stamp(ended));
    this.#state = 'ended';
  }

  #stamp(draft: EventDraft): CallEvent {
    this.#seq += 1;
    return { callId: this.#options.context.callId, seq: this.#seq, ...draft } as CallEvent;
  }

  #assertLive(): void {
    if (this.#state !== 'live') throw new EngineError('call.ended', `call ${this.#options.context.callId} has ended`);
  }
}
