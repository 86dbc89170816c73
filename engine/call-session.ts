// One call from started to ended: audio, feed and viewer events in, the event log out, in one deterministic order.
// Owns the call's clock, channels, words and graph. Latency: one analysis window plus the wait for the slowest channel.

import { BackPressure } from './back-pressure.ts';
import { CallChannels, type ChannelOptions } from './call-channels.ts';
import { CallClock } from './call-clock.ts';
import { CallGraph } from './call-graph.ts';
import { EmotionPermission } from './emotion-permission.ts';
import { EngineError } from './errors.ts';
import type { CallEvent, EventDraft, FeedEvent, Unstamped, ViewerEvent, WordsEvent } from './events.ts';
import type { ChannelIndex } from './ids.ts';
import { InputLedger } from './input-ledger.ts';
import { type KnownPeople, knownPeople, takePerson } from './known-people.ts';
import { LastWords } from './last-words.ts';
import { type MediaMs, mediaMs } from './media-time.ts';
import type { Observation, SegmentEmbedded } from './observations.ts';
import { CallRedactor } from './personal-data/call-redactor.ts';
import type { CallContext, PipelineDefinition } from './pipeline.ts';
import type { Embedder } from './ports.ts';
import { SegmentVectors } from './segment-vectors.ts';

export interface CallSessionOptions extends ChannelOptions {
  readonly context: CallContext;
  readonly definitions: readonly PipelineDefinition[];
  readonly pipelineOptions?: Readonly<Record<string, unknown>>;
  /** Reads what the rep's words mean; asked where the context has vectors of topics to compare with. */
  readonly embedder?: Embedder | undefined;
  /** The call goes on without what `embedder` would tell; at most once. */
  readonly onEmbedderFailed?: ((error: EngineError) => void) | undefined;
  /** Media time between clock ticks, ms. Default 100. */
  readonly tickMs?: number;
  /** Windows under way above which `ready` makes the sender wait. Default 48: 1.5 s of one channel. */
  readonly highWaterWindows?: number;
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
  readonly #channels: CallChannels;
  #ending: Held | undefined;
  readonly #lastWords: LastWords;
  readonly #pressure: BackPressure;
  readonly #ended: Promise<void>;
  #resolveEnded: () => void = () => {};
  #seq = 0;
  #state: 'live' | 'ending' | 'ended' = 'live';
  #isReleasing = false;

  private constructor(options: CallSessionOptions) {
    this.#options = options;
    this.#permission = new EmotionPermission(options.context);
    const { embedder, onEmbedderFailed = () => {} } = options;
    this.#vectors = embedder && options.context.playbookVectors && new SegmentVectors(embedder, onEmbedderFailed);
    this.#clock = new CallClock({ tickMs: options.tickMs ?? 100 });
    this.#channels = new CallChannels(options, {
      clock: this.#clock,
      ledger: this.#ledger,
      permission: this.#permission,
      onAsked: (inputNumber) => this.#hold(inputNumber),
      onAnswered: () => this.#answered(),
      onProgress: () => this.#goOn(),
    });
    this.#pressure = new BackPressure({
      highWater: options.highWaterWindows ?? 48,
      isElseBehind: () => this.#vectors?.isBehind === true,
    });
    this.#lastWords = new LastWords(options.lastWords, () => {
      if (this.#state !== 'ended') this.#goOn();
    });
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
    return mediaMs(Math.min(this.#clock.receivedMs, this.#channels.askedToMs));
  }
  get releasedMs(): MediaMs {
    return this.#clock.releasedMs;
  }
  get lastSeq(): number {
    return this.#seq;
  }
  /** More waits for the models than should, windows more than `highWaterWindows`: a sender that can wait does. */
  get isBehind(): boolean {
    return this.#pressure.isBehind;
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
    await this.#pressure.ready();
  }

  /** Makes ready to take audio of a channel; asked again it does nothing. */
  async openChannel(channel: ChannelIndex): Promise<void> {
    await this.#channels.open(channel);
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
    this.#channels.assertKnown(channel, samples.length);
    this.#ledger.receive(inputNumber);
    this.#channels.receive(channel, startSample, samples, inputNumber);
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
      if (channel !== undefined) void this.#channels.open(channel);
    }
    this.#channels.advanceSilent(inputNumber);
    this.#release();
    return atMs;
  }

  /** What a transcriber says, and whose voice it was; taken until the last event, so that the last words are not lost. */
  receiveWords(words: Unstamped<WordsEvent>): void {
    const isTaken = this.#state !== 'ended' && !this.#lastWords.areIn;
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
    this.#channels.advanceSilent(inputNumber);
    this.#release();
  }

  /** Lets go of everything without ending the call in the log; for a process that must stop now. */
  dispose(): void {
    this.#state = 'ended';
    this.#channels.dispose();
    this.#graph.dispose();
    this.#resolveEnded();
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
    this.#pressure.resume();
  }

  #end(incoming: Incoming, inputNumber: number): MediaMs {
    this.#state = 'ending';
    const atMs = this.#channels.end(incoming.atMs, inputNumber);
    this.#clock.receive(atMs);
    this.#ledger.hold(inputNumber);
    this.#ending = { atMs, signal: { ...incoming, atMs } as EventDraft, inputNumber };
    this.#goOn();
    return atMs;
  }

  /** The end enters the clock after the last finding of every channel, or it could overtake one of the same time. */
  #putEndIfDone(): void {
    if (this.#ending === undefined || !this.#channels.isDone || this.#lastWords.areAwaited()) return;
    const atMs = this.#clock.stamp(this.#ending.atMs);
    this.#clock.putEvent({ ...this.#ending, atMs, signal: { ...this.#ending.signal, atMs } as EventDraft });
    this.#ending = undefined;
  }

  #hold(inputNumber: number): void {
    this.#pressure.asked();
    this.#ledger.hold(inputNumber);
  }

  #answered(): void {
    this.#pressure.answered();
    this.#release();
    this.#pressure.resume();
  }

  #goOn(): void {
    this.#putEndIfDone();
    this.#release();
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
